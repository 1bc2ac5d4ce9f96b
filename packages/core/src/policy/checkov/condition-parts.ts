import { isDataList, isDataMap, type Data, type DataMap } from "../policy.js";
import type { Notes } from "./notes.js";

/** Always holds. */
export const always: DataMap = { all: [] };

/** Whether a condition always holds. */
export function isAlways(condition: DataMap): boolean {
  const { all, ...others } = condition;
  return isDataList(all) && all.length === 0 && Object.keys(others).length === 0;
}

/** A condition that holds where another does not. */
export function negation(condition: DataMap, notes: Notes): DataMap {
  const inner = soleEntry(condition, "not");
  return isDataMap(inner) ? notes.move(condition, inner) : { not: condition };
}

/** The value of the only entry of a mapping, where it has this name. */
function soleEntry(map: DataMap, name: string): Data | undefined {
  return Object.keys(map).length === 1 ? map[name] : undefined;
}

/** A condition that holds where all do. */
export function conjunction(conditions: readonly DataMap[], notes: Notes): DataMap {
  const parts = distinct(conditions.filter((each) => !isAlways(each)));
  const [only] = parts;
  if (only === undefined) return always;
  if (parts.length === 1) return only;
  return mergeable(parts, notes) ? Object.fromEntries(parts.flatMap((part) => Object.entries(part))) : { all: parts };
}

/** A condition that holds where at least one does. */
export function disjunction(conditions: readonly DataMap[]): DataMap {
  if (conditions.some(isAlways)) return always;
  const parts = distinct(conditions);
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { any: parts };
}

/** Of conditions that say the same the first, which carries their notes. */
function distinct(conditions: readonly DataMap[]): readonly DataMap[] {
  const seen = new Map<string, DataMap>();
  for (const each of conditions) {
    const text = JSON.stringify(each);
    if (!seen.has(text)) seen.set(text, each);
  }
  return [...seen.values()];
}

/** Whether conditions can stand in one mapping, without losing what is to be said of one of them. */
function mergeable(conditions: readonly DataMap[], notes: Notes): boolean {
  const names = conditions.flatMap((each) => Object.keys(each));
  return new Set(names).size === names.length && conditions.every((each) => notes.of(each).length === 0);
}
