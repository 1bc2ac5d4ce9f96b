/** A line of a YAML text. Offsets are those of the whole text. */
export interface YamlLine {
  readonly start: number;
  /** Where its line break, or the text, is. */
  readonly end: number;
  /** `inside` a text over several lines, which began further up; `marker` is `---` or `...`. */
  readonly kind: "blank" | "comment" | "content" | "inside" | "marker";
  /** The column of its first character, from 0. */
  readonly column: number;
  /** The column of its key or scalar, behind the dashes of sequences. */
  readonly keyColumn: number;
  /** Where its comment begins. */
  readonly comment: number | undefined;
}

/** A text that is not finished at the end of a line. */
type Open =
  | { readonly kind: "quoted"; readonly quote: string; readonly depth: number }
  | { readonly kind: "block"; readonly parent: number; indent: number | undefined }
  | { readonly kind: "flow"; readonly depth: number };

/** Reads the lines of a YAML text: which of them are content, and where comments begin that are no part of a text. */
export function readYamlLines(text: string): readonly YamlLine[] {
  const lines: YamlLine[] = [];
  let open: Open | undefined;
  for (let start = 0; start <= text.length;) {
    const lineBreak = text.indexOf("\n", start);
    const end = lineBreak === -1 ? text.length : lineBreak;
    const line: Read = readLine(text, start, end, open);
    lines.push(line.line);
    open = line.open;
    start = end + 1;
  }
  return lines;
}

interface Read {
  readonly line: YamlLine;
  readonly open: Open | undefined;
}

function readLine(text: string, start: number, end: number, open: Open | undefined): Read {
  const first = firstVisible(text, start, end);
  const column = first - start;
  const base = { start, end, column, keyColumn: column, comment: undefined };
  if (first === end) return { line: { ...base, kind: open === undefined ? "blank" : "inside" }, open };
  if (isMarker(text, start)) {
    const comment = commentBehind(text, start + 3, end);
    return { line: { ...base, kind: "marker", comment }, open: undefined };
  }
  if (open?.kind === "block") {
    const indent = open.indent ?? (column > open.parent ? column : undefined);
    if (indent !== undefined && column >= indent)
      return { line: { ...base, kind: "inside" }, open: { ...open, indent } };
    return readLine(text, start, end, undefined);
  }
  if (open === undefined && text.charAt(first) === "#")
    return { line: { ...base, kind: "comment", comment: first }, open };
  const from = open === undefined ? behindDashes(text, first, end) : first;
  // The parent of a text in a sequence is the sequence.
  const isText = text.charAt(from) === "|" || text.charAt(from) === ">";
  const scanned = scan(text, from, end, open, isText ? column : from - start);
  const kind = open === undefined ? "content" : "inside";
  return { line: { ...base, kind, keyColumn: from - start, comment: scanned.comment }, open: scanned.open };
}

/** Reads what stands on a line, from a place behind which a token may begin. */
function scan(
  text: string,
  from: number,
  end: number,
  open: Exclude<Open, { kind: "block" }> | undefined,
  column: number,
): { readonly comment: number | undefined; readonly open: Open | undefined } {
  let quote = open?.kind === "quoted" ? open.quote : "";
  let depth = open?.depth ?? 0;
  let mayBegin = quote === "";
  for (let at = from; at < end; at += 1) {
    const character = text.charAt(at);
    if (quote !== "") {
      if (quote === '"' && character === "\\") at += 1;
      else if (character === quote) {
        if (quote === "'" && text.charAt(at + 1) === "'") at += 1;
        else quote = "";
      }
      continue;
    }
    if (isBlank(character)) continue;
    const isBehindBlank = at === from || isBlank(text.charAt(at - 1));
    if (character === "#" && isBehindBlank) return { comment: at, open: openAt(quote, depth) };
    if (mayBegin && (character === '"' || character === "'")) {
      quote = character;
      mayBegin = false;
    } else if (character === "[" || character === "{") {
      if (mayBegin || depth > 0) depth += 1;
    } else if (depth > 0 && (character === "]" || character === "}")) {
      depth -= 1;
      mayBegin = false;
    } else if (mayBegin && depth === 0 && (character === "|" || character === ">")) {
      return blockScalar(text, at, end, column);
    } else if (isSeparator(text, at, end, depth)) mayBegin = true;
    else if (mayBegin && (character === "!" || character === "&")) at = endOfWord(text, at, end) - 1;
    else mayBegin = false;
  }
  return { comment: undefined, open: openAt(quote, depth) };
}

/** What a value may follow. */
function isSeparator(text: string, at: number, end: number, depth: number): boolean {
  const character = text.charAt(at);
  if (character === ",") return depth > 0;
  return character === ":" && (depth > 0 || at + 1 === end || isBlank(text.charAt(at + 1)));
}

function openAt(quote: string, depth: number): Open | undefined {
  if (quote !== "") return { kind: "quoted", quote, depth };
  return depth > 0 ? { kind: "flow", depth } : undefined;
}

/** `|`, `>-`, `|2` and their like begin a text of lines that are indented more than their key. */
function blockScalar(
  text: string,
  at: number,
  end: number,
  column: number,
): { readonly comment: number | undefined; readonly open: Open | undefined } {
  const word = text.slice(at, endOfWord(text, at, end));
  if (!/^[|>][-+1-9]{0,2}$/.test(word)) return { comment: undefined, open: undefined };
  const comment = commentBehind(text, at + word.length, end);
  const digit = /[1-9]/.exec(word)?.[0];
  return {
    comment,
    open: { kind: "block", parent: column, indent: digit === undefined ? undefined : column + Number(digit) },
  };
}

function commentBehind(text: string, from: number, end: number): number | undefined {
  for (let at = from; at < end; at += 1) {
    if (text.charAt(at) === "#" && isBlank(text.charAt(at - 1))) return at;
  }
  return undefined;
}

/** `- - key: value` begins with its key as far as comments are concerned. */
function behindDashes(text: string, from: number, end: number): number {
  let at = from;
  while (text.charAt(at) === "-" && (at + 1 === end || isBlank(text.charAt(at + 1)))) {
    const next = firstVisible(text, at + 1, end);
    if (next === end) return at;
    at = next;
  }
  return at;
}

function endOfWord(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && !isBlank(text.charAt(at))) at += 1;
  return at;
}

function firstVisible(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charAt(at))) at += 1;
  return at;
}

function isBlank(character: string): boolean {
  return character === " " || character === "\t" || character === "\r";
}

function isMarker(text: string, start: number): boolean {
  const word = text.slice(start, start + 3);
  return (word === "---" || word === "...") && /^\s?$/.test(text.charAt(start + 3));
}
