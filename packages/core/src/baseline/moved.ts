import type { BaselineEntry } from "./baseline.js";

/** Deeper directories than these are compared no further. */
const mostSegments = 64;

/**
 * Finds for entries of a scan, to which no entry of a baseline is equal, those of the baseline that they were before: equal but for
 * the directory. Those come first whose paths have most names in common at the end. Where several entries are as near as each
 * other, nothing is guessed, except where all that was there is gone and no less has come: then it does not matter which is which. Of more that have
 * come than are gone the first are those that were there, so that it is one directory that is new, and not a part of each.
 */
export function pairMoved(
  come: readonly BaselineEntry[],
  left: readonly BaselineEntry[],
  isGone: (entry: BaselineEntry) => boolean,
): ReadonlyMap<BaselineEntry, BaselineEntry> {
  const pairs = new Map<BaselineEntry, BaselineEntry>();
  const names = new Set(left.map(({ movedFingerprint }) => movedFingerprint));
  let newer = come.filter(({ movedFingerprint }) => names.has(movedFingerprint)).map(placeOf);
  let older = left.map(placeOf);
  for (let level = deepest(newer, older); level >= 0 && newer.length > 0 && older.length > 0; level -= 1) {
    const paired = new Set<BaselineEntry>();
    const candidates = groupByEnd(older, level);
    for (const [end, entries] of groupByEnd(newer, level)) {
      const others = candidates.get(end) ?? [];
      const isOneOfOne = others.length === 1 && entries.length === 1;
      if (others.length > entries.length || (!isOneOfOne && !others.every(isGone))) continue;
      const sorted = byCount(others);
      for (const [index, entry] of byCount(entries).entries()) {
        const other = sorted[index];
        if (other === undefined) continue;
        pairs.set(entry, other);
        paired.add(entry).add(other);
      }
    }
    newer = newer.filter(({ entry }) => !paired.has(entry));
    older = older.filter(({ entry }) => !paired.has(entry));
  }
  return pairs;
}

interface Place {
  readonly entry: BaselineEntry;
  readonly segments: readonly string[];
}

/** The file counts more than the root module: a module's file belongs to several root modules. */
function placeOf(entry: BaselineEntry): Place {
  return { entry, segments: [...entry.root.split("/"), "", ...entry.file.split("/")].slice(-mostSegments) };
}

function deepest(...places: readonly (readonly Place[])[]): number {
  return Math.min(...places.map((list) => list.reduce((most, { segments }) => Math.max(most, segments.length), 0)));
}

/** Groups entries that are equal but for the directory, and have so many names in common at the end of their paths. */
function groupByEnd(places: readonly Place[], level: number): ReadonlyMap<string, readonly BaselineEntry[]> {
  const groups = new Map<string, BaselineEntry[]>();
  for (const { entry, segments } of places) {
    if (segments.length < level) continue;
    const end = level === 0 ? "" : segments.slice(-level).join("/");
    const key = `${entry.movedFingerprint} ${entry.status} ${end}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}

function byCount(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  return [...entries].sort((left, right) => right.count - left.count);
}
