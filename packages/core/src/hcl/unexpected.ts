import { identifierEnd } from "./characters.js";

/** What stands where something else should, in words. */
export interface Unexpected {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly hint: string | undefined;
}

const hints: Readonly<Record<string, string>> = {
  "'": 'Texts are written in double quotes: "like this".',
  "`": 'Texts are written in double quotes: "like this".',
  "“": 'These are typographic quotes; write ".',
  "”": 'These are typographic quotes; write ".',
  ";": "Arguments are separated by line breaks, not by semicolons.",
  "&": "The logical operator is &&; there are no bitwise operators.",
  "|": "The logical operator is ||; there are no bitwise operators and no pipes.",
  "^": "There are no bitwise operators; a power is written pow(a, b).",
  "~": "There are no bitwise operators.",
  "**": "A power is written pow(a, b).",
  ".": "A number begins with a digit: 0.5.",
  "\u00a0": "This is a no-break space; replace it by a plain one.",
  "\ufeff": "This is a byte order mark, which may only stand at the very start of a file.",
};

/** Says what stands at `at` instead of what was expected. */
export function unexpected(text: string, at: number, expectation: string): Unexpected {
  if (at >= text.length) {
    return { start: at, end: at, message: `${expectation}, but the file ends.`, hint: undefined };
  }
  const word = identifierEnd(text, at);
  const codePoint = text.codePointAt(at) ?? 0;
  const character = text.startsWith("**", at) ? "**" : String.fromCodePoint(codePoint);
  const found = word > at ? text.slice(at, word) : character;
  return {
    start: at,
    end: at + found.length,
    message: `${expectation}, but ${describe(found)} was found.`,
    hint: hints[found],
  };
}

function describe(found: string): string {
  if (found === "\n" || found === "\r") return "the end of the line";
  if (found === "'") return "a single quote (')";
  const code = found.codePointAt(0) ?? 0;
  if (code < 32 || code === 127 || /^[\p{Z}\p{C}]/u.test(found)) {
    return `the character U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  }
  return found;
}
