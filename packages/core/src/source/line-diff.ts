/** A stretch of lines that was replaced by others; numbers count from 0, ends are exclusive. */
export interface LineChange {
  readonly start: number;
  readonly end: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Beyond this many different lines no shortest way is looked for. */
const mostDifferences = 1000;

/**
 * Finds the smallest changes that turn some lines into others.
 *
 * Source: Myers, An O(ND) Difference Algorithm and Its Variations, 1986
 */
export function diffLines(before: readonly string[], after: readonly string[]): readonly LineChange[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = before.length;
  let newEnd = after.length;
  while (end > start && newEnd > start && before[end - 1] === after[newEnd - 1]) {
    end -= 1;
    newEnd -= 1;
  }
  const changes = shortest(before.slice(start, end), after.slice(start, newEnd));
  return changes.map((change) => ({
    start: change.start + start,
    end: change.end + start,
    newStart: change.newStart + start,
    newEnd: change.newEnd + start,
  }));
}

function shortest(before: readonly string[], after: readonly string[]): readonly LineChange[] {
  if (before.length === 0 && after.length === 0) return [];
  const trail = searchTrail(before, after);
  if (trail === undefined) return [{ start: 0, end: before.length, newStart: 0, newEnd: after.length }];
  return joined(stepsBack(trail, before.length, after.length));
}

/** How far along the lines each diagonal is reached, after each number of differences. */
type Trail = readonly ReadonlyMap<number, number>[];

function searchTrail(before: readonly string[], after: readonly string[]): Trail | undefined {
  const trail: Map<number, number>[] = [];
  let reached = new Map<number, number>([[1, 0]]);
  for (let differences = 0; differences <= mostDifferences; differences += 1) {
    trail.push(reached);
    const next = new Map(reached);
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      let at = startOn(next, diagonal, differences);
      while (at < before.length && at - diagonal < after.length && before[at] === after[at - diagonal]) at += 1;
      next.set(diagonal, at);
      if (at >= before.length && at - diagonal >= after.length) return trail;
    }
    reached = next;
  }
  return undefined;
}

/** Where a diagonal is entered: from above (a line added), or from the left (a line removed), whichever leads further. */
function startOn(reached: ReadonlyMap<number, number>, diagonal: number, differences: number): number {
  return isAdded(reached, diagonal, differences)
    ? (reached.get(diagonal + 1) ?? 0)
    : (reached.get(diagonal - 1) ?? 0) + 1;
}

function isAdded(reached: ReadonlyMap<number, number>, diagonal: number, differences: number): boolean {
  if (diagonal === -differences) return true;
  return diagonal !== differences && (reached.get(diagonal - 1) ?? 0) < (reached.get(diagonal + 1) ?? 0);
}

/** The single lines that were added or removed, the last first. */
function stepsBack(trail: Trail, length: number, newLength: number): readonly LineChange[] {
  const steps: LineChange[] = [];
  let at = length;
  let newAt = newLength;
  for (let differences = trail.length - 1; differences > 0; differences -= 1) {
    const reached = trail[differences] ?? new Map<number, number>();
    const diagonal = at - newAt;
    const added = isAdded(reached, diagonal, differences);
    const from = added ? diagonal + 1 : diagonal - 1;
    const start = reached.get(from) ?? 0;
    const newStart = start - from;
    steps.push(
      added
        ? { start, end: start, newStart, newEnd: newStart + 1 }
        : { start, end: start + 1, newStart, newEnd: newStart },
    );
    at = start;
    newAt = newStart;
  }
  return steps;
}

/** Puts single lines that follow each other together. */
function joined(backwards: readonly LineChange[]): readonly LineChange[] {
  const changes: LineChange[] = [];
  for (const step of backwards.toReversed()) {
    const last = changes.at(-1);
    if (last?.end === step.start && last.newEnd === step.newStart) {
      changes[changes.length - 1] = { ...last, end: step.end, newEnd: step.newEnd };
    } else changes.push(step);
  }
  return changes;
}
