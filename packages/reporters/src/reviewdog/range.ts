import type { Excerpt, Location, Position } from "@lintel/core";
import { lastLineOf } from "../listed.js";

/** A range of reviewdog's: columns count the bytes of UTF-8 from 1; without them it is whole lines, the last one included. */
export interface Range {
  readonly start: { readonly line: number; readonly column?: number };
  readonly end: { readonly line: number; readonly column?: number };
}

/** What stands in excerpts for a secret, which may be longer or shorter. */
const mask = "********";

/** The lines of an excerpt are cut at this length. */
const longestLine = 2000;

const isAscii = /^[\t\x20-\x7e]*$/;

/** Says where something is, with columns as far as the lines are known, of which an excerpt has some. */
export function rangeOf(location: Location, excerpt: Excerpt | null): Range {
  const start = byteColumn(location.start, excerpt);
  const end = byteColumn(location.end, excerpt);
  if (start === undefined || end === undefined) {
    return { start: { line: location.start.line }, end: { line: lastLineOf(location) } };
  }
  return {
    start: { line: location.start.line, column: start },
    end: { line: location.end.line, column: end },
  };
}

function byteColumn({ line, column }: Position, excerpt: Excerpt | null): number | undefined {
  if (column === 1) return 1;
  const text = excerpt?.lines[line - excerpt.firstLine];
  if (text === undefined || text.includes(mask) || column > text.length + 1 || text.length >= longestLine)
    return undefined;
  const before = text.slice(0, column - 1);
  return 1 + (isAscii.test(before) ? before.length : new TextEncoder().encode(before).length);
}
