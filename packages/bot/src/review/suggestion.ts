import type { Finding, Location } from "@lintel/core";
import type { ChangeIndex } from "../change/change-set.js";
import type { Suggestion } from "./review.js";

/** How many lines a suggestion may replace: what is longer is for an editor. */
const maximumLines = 30;

/**
 * Writes the fix of a finding as text for the lines that it edits. Only where all of them are lines that the change writes: hosts take
 * suggestions for no others.
 */
export function suggestFix(
  { fix }: Finding,
  change: ChangeIndex,
  readHead: (file: string) => string | undefined,
): Suggestion | undefined {
  const [edit, ...others] = fix?.edits ?? [];
  if (fix === null || edit === undefined) return undefined;
  const { file } = edit.location;
  if (others.some(({ location }) => location.file !== file)) return undefined;
  const first = Math.min(...fix.edits.map(({ location }) => location.start.line));
  const last = Math.max(...fix.edits.map(({ location }) => lastLineOf(location)));
  const written = change.addedWithin(file, { first, last });
  if (written?.first !== first || written.last !== last || last - first >= maximumLines) return undefined;
  const lines = readHead(file)
    ?.split("\n")
    .slice(first - 1, last);
  if (lines?.length !== last - first + 1) return undefined;
  const mended = applyToLines(lines, first, fix.edits);
  return mended === undefined ? undefined : { file, first, last, lines: mended };
}

/** An edit that inserts at the start of a line, or ends there, belongs to the line before it as far as it takes of that. */
function lastLineOf({ start, end }: Location): number {
  return end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
}

/** Replaces from the end, so that what stands before keeps its place. */
function applyToLines(
  lines: readonly string[],
  first: number,
  edits: readonly { readonly location: Location; readonly text: string }[],
): readonly string[] | undefined {
  const text = lines.join("\n");
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  const offsetOf = ({ line, column }: Location["start"]): number =>
    Math.min((starts[line - first] ?? text.length) + column - 1, text.length + 1);
  const sorted = edits.toSorted((one, other) => offsetOf(other.location.start) - offsetOf(one.location.start));
  // The break behind the last line stays, so that a suggestion that takes it away takes a line away.
  let mended = `${text}\n`;
  for (const { location, text: inserted } of sorted) {
    mended = `${mended.slice(0, offsetOf(location.start))}${inserted}${mended.slice(offsetOf(location.end))}`;
  }
  if (mended !== "" && !mended.endsWith("\n")) return undefined;
  return mended.split(/\r?\n/).slice(0, -1);
}
