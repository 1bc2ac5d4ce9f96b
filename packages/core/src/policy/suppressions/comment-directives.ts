import { readCheckov } from "./checkov-syntax.js";
import type { BrokenDirective, Directive, ReadDirective } from "./directive.js";
import { readKics } from "./kics-syntax.js";
import { readLintel } from "./lintel-syntax.js";
import { readTflint } from "./tflint-syntax.js";
import { readTrivy } from "./trivy-syntax.js";

/** One of these is in every text with a suppression in a comment: most texts need no second look. */
const hints = ["lintel:", ":ignore:", ":skip=", "tflint-ignore", "kics-scan"];

const marker =
  /(?<![\p{L}\p{N}_`-])(?:lintel:[a-z-]+|(?:checkov|bridgecrew|cortex):skip=|(?:tfsec|trivy):ignore:|tflint-ignore(?:-file)?:|kics-scan(?=[ \t]))/gu;

/** More than anybody writes on one line. */
const mostOnLine = 50;
const longestLine = 10_000;

/** Whether a text may have a suppression in a comment. */
export function mayHaveDirectives(text: string): boolean {
  return hints.some((hint) => text.includes(hint));
}

/** Reads the suppressions in a comment, given with or without its delimiters; each line stands for itself. */
export function readDirectives(text: string, start: number, end: number): readonly (Directive | BrokenDirective)[] {
  const read: (Directive | BrokenDirective)[] = [];
  for (let lineStart = start; lineStart < end;) {
    const lineBreak = text.indexOf("\n", lineStart);
    const lineEnd = lineBreak === -1 || lineBreak > end ? end : lineBreak;
    readLine(text, lineStart, lineEnd, read);
    lineStart = lineEnd + 1;
  }
  return read;
}

function readLine(text: string, start: number, end: number, read: (Directive | BrokenDirective)[]): void {
  const written = text.slice(start, Math.min(end, start + longestLine)).trimEnd();
  const line = written.endsWith("*/") ? written.slice(0, -2).trimEnd() : written;
  const found = [...line.matchAll(marker)].slice(0, mostOnLine);
  let done = 0;
  found.forEach((match, index) => {
    if (match.index < done) return;
    const [word] = match;
    const at = match.index + word.length;
    const next = found.slice(index + 1).find((each) => !isQuoted(line, at, each.index));
    const stop = next?.index ?? line.length;
    for (const each of readerOf(word)(line, { start: match.index, at, word }, stop)) {
      read.push({ ...each, start: start + each.start, end: start + each.end });
    }
    done = stop;
  });
}

/** Whether a place is inside quotes that were opened behind another one: a reason may speak of anything. */
function isQuoted(line: string, from: number, place: number): boolean {
  const before = line.slice(from, place);
  return /=[ \t]*"(?:[^"\\]|\\.)*$/.test(before.replace(/"(?:[^"\\]|\\.)*"/g, "")) || /=[ \t]*“[^”]*$/.test(before);
}

function readerOf(word: string): ReadDirective {
  if (word.startsWith("lintel")) return readLintel;
  if (word.endsWith(":skip=")) return readCheckov;
  if (word.startsWith("tflint")) return readTflint;
  return word.startsWith("kics") ? readKics : readTrivy;
}
