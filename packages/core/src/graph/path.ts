import type { Reading } from "./reading.js";

/** An attribute path: `metadata.annotations["a.io/b"]`, or `$.name` for one that starts at the node. */
export interface AttributePath {
  /** As it is written, normalised: what fingerprints and messages show. */
  readonly text: string;
  readonly names: readonly string[];
  /** Whether it begins with `$.`: at the node rather than at the thing at hand. */
  readonly isFromNode: boolean;
}

/** A path, or a sentence about what is wrong with it. */
export type ParsedPath =
  { readonly ok: true; readonly path: AttributePath } | { readonly ok: false; readonly problem: string };

const plainName = /[^.[\]"\s]+/y;
const quotedName = /\["((?:[^"\\]|\\.)*)"\]/y;

/** Parses a path of names with dots, where `["…"]` holds a name that a dot or a reserved word would break. */
export function parsePath(text: string): ParsedPath {
  const isFromNode = text.startsWith("$.");
  const names: string[] = [];
  let at = isFromNode ? 2 : 0;
  for (;;) {
    const isQuoted = text[at] === "[";
    const pattern = isQuoted ? quotedName : plainName;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return { ok: false, problem: describeProblem(text, at) };
    names.push(isQuoted ? (match[1] ?? "").replace(/\\(.)/g, "$1") : match[0]);
    at = pattern.lastIndex;
    if (at === text.length) return { ok: true, path: { text, names, isFromNode } };
    if (text[at] === ".") at += 1;
    else if (text[at] !== "[") return { ok: false, problem: describeProblem(text, at) };
  }
}

function describeProblem(text: string, at: number): string {
  const where = at >= text.length ? "at its end" : `at “${text.slice(at, at + 12)}”`;
  return `“${text}” is not an attribute path: a name is missing or malformed ${where}. Names are separated by dots; a name with a dot in it is written ["a.b"].`;
}

/**
 * Visits what a path leads to, through every element of every list on the way and of the one at its end. Parts that are not
 * known are visited as unknown readings; parts that are not there are not visited.
 */
export function visitPath(reading: Reading, names: readonly string[], visit: (found: Reading) => void, at = 0): void {
  if (reading.kind === "list") {
    for (const item of reading.items) visitPath(item, names, visit, at);
    if (reading.rest !== undefined)
      visit({
        ...reading.rest,
        kind: "unknown",
        range: reading.range,
        references: reading.references,
        isSensitive: false,
      });
    return;
  }
  const name = names[at];
  if (reading.kind === "unknown" || (name === undefined && reading.kind !== "absent")) visit(reading);
  else if (reading.kind === "object" && name !== undefined) visitPath(reading.get(name), names, visit, at + 1);
}
