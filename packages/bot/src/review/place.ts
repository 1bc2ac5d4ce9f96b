import type { Finding, Location, NotedLocation } from "@lintel/core";
import type { ChangeIndex, LineRange } from "../change/change-set.js";
import type { Placement } from "./review.js";

/**
 * Finds the changed line that caused a finding. The line to edit, at the end of the trace, comes before what it passes through, and
 * that before the place of the finding itself and before what is related to it. Where no line that the change writes has to do with it,
 * a line that it took away may: the one that made the policy pass `before`. Else it is told at a file that the change touches, or in the summary.
 */
export function placeFinding(finding: Finding, change: ChangeIndex, before?: Finding): Placement {
  const here: NotedLocation = { location: finding.location, message: "" };
  const candidates = [...finding.trace.toReversed(), here, ...finding.related];
  return (
    first(candidates, (noted) => addedLines(noted, change)) ??
    removedLines(before, change) ??
    first(candidates, ({ location: { file } }) => (change.hasFile(file) ? { kind: "file", file } : undefined)) ?? {
      kind: "summary",
    }
  );
}

function addedLines({ location, message }: NotedLocation, change: ChangeIndex): Placement | undefined {
  const lines = change.addedWithin(location.file, linesOf(location));
  if (lines === undefined) return undefined;
  return { kind: "lines", file: location.file, side: "head", ...lines, role: message === "" ? undefined : message };
}

function removedLines(before: Finding | undefined, change: ChangeIndex): Placement | undefined {
  if (before === undefined) return undefined;
  const candidates = [...before.trace.map(({ location }) => location).toReversed(), before.location];
  const related = before.related.map(({ location }) => location);
  return first([...candidates, ...related], (location) => {
    const lines = change.removedWithin(location.file, linesOf(location));
    if (lines === undefined) return undefined;
    const { path: file, first: from, last } = lines;
    return { kind: "lines", file, side: "base", first: from, last, role: undefined };
  });
}

/** The lines of a stretch of text, the last of which it may only touch. */
function linesOf({ start, end }: Location): LineRange {
  const isEndAtStart = end.column === 1 && end.line > start.line;
  return { first: start.line, last: isEndAtStart ? end.line - 1 : end.line };
}

function first<T, U>(values: readonly T[], find: (value: T) => U | undefined): U | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
