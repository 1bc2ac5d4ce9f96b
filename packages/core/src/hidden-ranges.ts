import type { SensitivePlaces } from "./policy/excerpt.js";
import type { SourceFile, SourceRange } from "./source/source-file.js";

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Tells whether a range touches a place that must not be shown. What is recorded in plans says itself what is sensitive. */
export function hiddenRanges(places: SensitivePlaces): (range: SourceRange) => boolean {
  const known = new Map<SourceFile, readonly Stretch[]>();
  return ({ file, start, end }) => {
    let stretches = known.get(file);
    if (stretches === undefined) known.set(file, (stretches = merged(places(file) ?? [])));
    return touches(stretches, start, end);
  };
}

/** Stretches in order, those that overlap as one. */
function merged(ranges: readonly SourceRange[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const { start, end } of [...ranges].sort((left, right) => left.start - right.start)) {
    const last = stretches.at(-1);
    if (last === undefined || start > last.end) stretches.push({ start, end });
    else if (end > last.end) stretches[stretches.length - 1] = { start: last.start, end };
  }
  return stretches;
}

function touches(stretches: readonly Stretch[], start: number, end: number): boolean {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const found = stretches[low];
  return found !== undefined && found.start < end;
}
