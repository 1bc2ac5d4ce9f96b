import { isSecretName } from "./secret-text.js";

/** How a line of source must be shown: not at all, or without its literals. */
type Hiding = "line" | "literals";

/** What the lines of a file are that no single line tells. Lines count from 1. */
export interface SourceLines {
  /** Lines that hold a part of a secret. */
  readonly hidden: ReadonlyMap<number, Hiding>;
  /** Lines of texts that run over several lines, each with the line that the text begins in. */
  readonly verbatim: ReadonlyMap<number, number>;
}

const nothing: SourceLines = { hidden: new Map(), verbatim: new Map() };

/** Whether anything in a text may make a line of it special; most texts need no second look. */
const special =
  /PRIVATE KEY|<<[-~]?\w|:[ \t]{0,20}[|>]|(?:pass(?:word|wd|phrase)?|pwd|secret|token|credential|key|string|data)s?["']?[ \t]{0,20}[:=]|\bname["']?[ \t]{0,20}[:=]/i;

const assignment = /^(\s*)(?:-\s+)?["']?([A-Za-z0-9_.-]{1,100})["']?\s*[:=]\s*(.*?),?\s*$/;

/** Finds the lines of a text that belong to secrets over several lines: keys in PEM, texts, lists and objects named so. */
export function readSourceLines(text: string): SourceLines {
  if (!special.test(text)) return nothing;
  const hidden = new Map<number, Hiding>();
  const verbatim = new Map<number, number>();
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line.includes("-----BEGIN ") && line.includes("PRIVATE KEY")) {
      const end = endOfKey(lines, at);
      for (let inside = at; inside <= end; inside += 1) hidden.set(inside + 1, "line");
    }
    const match = assignment.exec(line);
    if (match === null) continue;
    const [, indent = "", name = "", value = ""] = match;
    const isSecret = isSecretName(name);
    const end = endOfText(lines, at, indent.length, value);
    for (let inside = at + 1; inside < end; inside += 1) {
      verbatim.set(inside + 1, at + 1);
      if (isSecret) hidden.set(inside + 1, "line");
    }
    if (isSecret && /[[{(]$/.test(value)) {
      for (let inside = at + 1; indentOf(lines[inside]) > indent.length; inside += 1) {
        if (!hidden.has(inside + 1)) hidden.set(inside + 1, "literals");
      }
    }
    const isNameOfSecret = name.toLowerCase() === "name" && isSecretName(value.replace(/^["']|["']$/g, ""));
    if (isNameOfSecret && /^\s*["']?value["']?\s*[:=]/i.test(lines[at + 1] ?? "")) hidden.set(at + 2, "literals");
  }
  return { hidden, verbatim };
}

/** A key that has no end is taken to be no longer than keys are. */
function endOfKey(lines: readonly string[], start: number): number {
  const longest = Math.min(lines.length - 1, start + 120);
  for (let at = start; at <= longest; at += 1) if ((lines[at] ?? "").includes("-----END ")) return at;
  return longest;
}

/** The line behind a heredoc of HCL's or a block scalar of YAML's; the one behind the start where none begins there. */
function endOfText(lines: readonly string[], start: number, indent: number, value: string): number {
  const tag = /<<[-~]?["']?([A-Za-z_][\w-]*)/.exec(value)?.[1];
  let at = start + 1;
  if (tag !== undefined) while (at < lines.length && (lines[at] ?? "").trim() !== tag) at += 1;
  else if (/^[|>][-+\d]{0,3}(?:\s+#.*)?$/.test(value)) while (indentOf(lines[at]) > indent) at += 1;
  return at;
}

/** The indentation of a line: that of a blank line is without end, that of no line is none. */
export function indentOf(line: string | undefined): number {
  if (line === undefined) return -1;
  const indent = line.search(/\S/);
  return indent === -1 ? Infinity : indent;
}
