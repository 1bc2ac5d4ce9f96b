import { isGoSpace, skipGoSpaces } from "./characters.js";

/** The literal part of a template while it is parsed: at most one line of a heredoc. */
export interface LiteralPart {
  readonly kind: "text";
  readonly start: number;
  end: number;
  value: string;
}

/**
 * Removes the common indentation of a `<<-` heredoc from its literal parts, in place, exactly as HCL does: after strip markers
 * have done their work, a line begins where the part before ended in a line break; lines of blanks count for nothing
 * and stay; a line that begins with an interpolation counts as not indented; each space character counts one.
 */
export function dedent(parts: readonly (LiteralPart | { readonly kind: string })[]): void {
  const lineStarts: LiteralPart[] = [];
  let smallest = Number.MAX_SAFE_INTEGER;
  let isLineStart = true;
  for (const part of parts) {
    const literal = isLiteral(part) ? part : undefined;
    if (isLineStart) {
      isLineStart = false;
      if (literal === undefined) smallest = 0;
      else {
        const spaces = skipGoSpaces(literal.value, 0);
        const isBlankLine = spaces === literal.value.length && literal.value.endsWith("\n");
        if (!isBlankLine) {
          lineStarts.push(literal);
          smallest = Math.min(smallest, spaces);
        }
      }
    }
    if (literal?.value.endsWith("\n") === true) isLineStart = true;
  }
  if (smallest === 0) return;
  for (const literal of lineStarts) literal.value = literal.value.slice(clusterLength(literal.value, smallest));
}

function isLiteral(part: LiteralPart | { readonly kind: string }): part is LiteralPart {
  return part.kind === "text";
}

/** The length of the first `count` grapheme clusters: a combining mark after the last space goes with that space. */
function clusterLength(text: string, count: number): number {
  const next = text.charCodeAt(count);
  if (Number.isNaN(next) || next < 0x300 || isGoSpace(next)) return Math.min(count, text.length);
  let length = count;
  while (/^\p{M}/u.test(text.slice(length))) length++;
  return length;
}
