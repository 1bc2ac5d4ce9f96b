import { baselineOf, entryKey, type Baseline, type BaselineEntry } from "./baseline.js";
import { matchBaseline, type BaselineMatch, type ComparedScan, type MatchedEntry } from "./match.js";

/** Where there is more than a ratchet lets be. */
export interface BaselineIncrease {
  readonly policy: string;
  readonly file: string;
  /** By how much. */
  readonly count: number;
}

/** A baseline as it would be, and what that changes; numbers are of findings, instances counted. */
export interface ChangedBaseline {
  readonly baseline: Baseline;
  readonly added: number;
  readonly removed: number;
  readonly moved: number;
  /** What the scan could not judge, and was kept. */
  readonly unjudged: number;
  /** Hard-mandatory findings, which are not put into it. */
  readonly mandatory: number;
  /** By policy and file, where more is added than taken away. */
  readonly increases: readonly BaselineIncrease[];
}

const empty = baselineOf([]);

/** Makes a baseline of all that a scan finds. */
export function createBaseline(scan: ComparedScan): ChangedBaseline {
  return updateBaseline(empty, scan);
}

/** Makes a baseline say what a scan finds now, for all that the scan could judge. */
export function updateBaseline(before: Baseline, scan: ComparedScan): ChangedBaseline {
  const match = matchBaseline(before, scan);
  const kept = match.entries.flatMap((matched) => keep(matched, nowOf(matched)));
  return { ...changeOf(match), baseline: sumUp([...kept, ...addedTo(match)]) };
}

/** Takes out of a baseline what a scan does not find any more, and nothing else. */
export function pruneBaseline(before: Baseline, scan: ComparedScan): ChangedBaseline {
  const match = matchBaseline(before, scan);
  const kept = match.entries.flatMap((matched) => keep(matched, matched.entry));
  return { ...changeOf(match), baseline: baselineOf(kept), added: 0, moved: 0, increases: [] };
}

/** What is new, as entries. Two with the same key may be among them and those that are kept. */
function addedTo({ added }: BaselineMatch): readonly BaselineEntry[] {
  return added.map(({ group, count }) => ({ ...group.entry, count }));
}

/** An entry in the words of the scan: where it is now. What failed before stays so, though nobody may know at the moment. */
function nowOf({ entry, group }: MatchedEntry): BaselineEntry {
  return group === undefined ? entry : { ...group.entry, status: entry.status };
}

/** What is left of an entry. */
function keep({ entry, found, isJudged, isRefused }: MatchedEntry, written: BaselineEntry): readonly BaselineEntry[] {
  const count = isRefused ? 0 : isJudged ? found : entry.count;
  return count === 0 ? [] : [{ ...written, count }];
}

/** More of what is there already adds up. */
function sumUp(entries: readonly BaselineEntry[]): Baseline {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(entryKey(entry), (counts.get(entryKey(entry)) ?? 0) + entry.count);
  return baselineOf(entries.map((entry) => ({ ...entry, count: counts.get(entryKey(entry)) ?? entry.count })));
}

function changeOf(match: BaselineMatch): Omit<ChangedBaseline, "baseline"> {
  const lost = (matched: MatchedEntry): number => matched.entry.count - (keep(matched, matched.entry)[0]?.count ?? 0);
  return {
    added: sumOf(match.added.map(({ count }) => count)),
    removed: sumOf(match.entries.map(lost)),
    moved: sumOf(match.entries.map(({ isMoved, found }) => (isMoved ? found : 0))),
    unjudged: sumOf(match.entries.map(({ isJudged, entry, found }) => (isJudged ? 0 : entry.count - found))),
    mandatory: match.mandatory.length,
    increases: increasesOf(match, lost),
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

/** A finding in place of another one of the same policy in the same file, as of a resource with a new name, is no increase. */
function increasesOf(match: BaselineMatch, lost: (matched: MatchedEntry) => number): readonly BaselineIncrease[] {
  const counts = new Map<string, BaselineIncrease>();
  const count = ({ policy, file, status }: BaselineEntry, by: number): void => {
    const key = `${status}\n${policy}\n${file}`;
    counts.set(key, { policy, file, count: (counts.get(key)?.count ?? 0) + by });
  };
  for (const entry of addedTo(match)) count(entry, entry.count);
  for (const matched of match.entries) count(matched.entry, -lost(matched));
  return [...counts.values()].filter((each) => each.count > 0);
}
