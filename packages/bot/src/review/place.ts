import { outlineOf, type Finding, type Location, type NotedLocation } from "@lintel/core";
import type { ChangeIndex, LineRange } from "../change/change-set.js";
import type { RemovedBlock } from "./removed-blocks.js";
import type { Placement } from "./review.js";

/** What lies around a change. */
export interface PlacingContext {
  readonly change: ChangeIndex;
  /** The text of a file before the change; undefined where it cannot be read. */
  readonly readBase: (file: string) => string | undefined;
  readonly readHead: (file: string) => string | undefined;
}

/**
 * Finds the changed lines that caused a finding. The line to edit, at the end of the trace, comes before what it passes through, that
 * before the place of the finding itself, and that before what is related to it. Where the change writes none of them, something absent
 * decides: lines that were taken away from the resource, which passed `before`; its `companion`, which was taken away as a whole; or else lines that are written in it. What has no
 * changed line is told at a file that the change touches, or in the summary.
 */
export function placeFinding(
  finding: Finding,
  context: PlacingContext,
  before?: Finding,
  companion?: RemovedBlock,
): Placement {
  const { change } = context;
  const candidates = [...finding.trace.toReversed(), { location: finding.location, message: "" }, ...finding.related];
  return (
    first(candidates, (noted) => writtenAt(noted, change)) ??
    takenFrom(before, context) ??
    takenAway(companion) ??
    writtenIn(finding, context) ??
    first(candidates, ({ location: { file } }) => (change.hasFile(file) ? { kind: "file", file } : undefined)) ?? {
      kind: "summary",
    }
  );
}

function writtenAt({ location, message }: NotedLocation, change: ChangeIndex): Placement | undefined {
  const lines = change.addedWithin(location.file, linesOf(location));
  if (lines === undefined) return undefined;
  return { kind: "lines", file: location.file, side: "head", ...lines, role: message === "" ? undefined : message };
}

/** A pass is located at the header of its resource. */
function takenFrom(before: Finding | undefined, { change, readBase }: PlacingContext): Placement | undefined {
  if (before === undefined) return undefined;
  const lines = change.removedWithin(before.location.file, partAround(before.location, readBase));
  if (lines === undefined) return undefined;
  return { kind: "lines", file: lines.path, side: "base", first: lines.first, last: lines.last, role: undefined };
}

function takenAway(block: RemovedBlock | undefined): Placement | undefined {
  if (block === undefined) return undefined;
  const { path, first, last } = block;
  return { kind: "lines", file: path, side: "base", first, last, role: undefined };
}

function writtenIn({ location }: Finding, { change, readHead }: PlacingContext): Placement | undefined {
  if (!change.hasFile(location.file)) return undefined;
  const lines = change.addedWithin(location.file, partAround(location, readHead));
  return lines === undefined
    ? undefined
    : { kind: "lines", file: location.file, side: "head", ...lines, role: undefined };
}

/** The lines of the block or document that a place lies in. */
function partAround(location: Location, read: PlacingContext["readHead"]): LineRange {
  const text = read(location.file);
  const { first, last } = linesOf(location);
  const parts = text === undefined ? [] : outlineOf(location.file, text);
  return parts.find((part) => part.first <= first && last <= part.last) ?? { first, last };
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
