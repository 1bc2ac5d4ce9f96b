import { isDataList, type Data, type DataMap, type PolicyPath } from "../policy.js";

/** One small change to a part of a policy: what it does, in words, and what stands there then. */
export interface Change<T> {
  /** Where in the policy. */
  readonly at: PolicyPath;
  /** What is done there: “`cidr_blocks` is left out”. */
  readonly what: string;
  readonly changed: T;
}

/** Carries changes of a part over to the whole that it is put back into. */
export function within<Part, Whole>(
  changes: readonly Change<Part>[],
  putBack: (part: Part) => Whole,
): readonly Change<Whole>[] {
  return changes.map(({ at, what, changed }) => ({ at, what, changed: putBack(changed) }));
}

/** Returns a mapping without one of its entries. */
export function without(source: DataMap, name: string): DataMap {
  return Object.fromEntries(Object.entries(source).filter(([key]) => key !== name));
}

/** Returns a mapping with another value for one of its entries, in the same place. */
export function withEntry(source: DataMap, name: string, value: Data): DataMap {
  return Object.fromEntries(Object.entries(source).map(([key, old]) => [key, key === name ? value : old]));
}

/** Returns a mapping in which an entry has another name, and perhaps another value, in the same place. */
export function renamed(source: DataMap, name: string, other: string, value?: Data): DataMap {
  return Object.fromEntries(
    Object.entries(source).map(([key, old]) => (key === name ? [other, value ?? old] : [key, old])),
  );
}

/** Returns a list with another value for one of its elements. */
export function withElement<T>(list: readonly T[], index: number, value: T): T[] {
  return list.map((old, at) => (at === index ? value : old));
}

/** Leaves out the elements of a list one at a time; nothing where there is only one. */
export function shorterLists<T extends Data>(list: readonly T[], at: PolicyPath): readonly Change<T[]>[] {
  if (list.length < 2) return [];
  return list.map((element, index) => ({
    at: [...at, index],
    what: `${show(element)} is left out`,
    changed: list.filter((_element, other) => other !== index),
  }));
}

/** Changes what one text or a list of texts names: leaves elements out, one at a time. */
export function shorterOneOrMore(source: Data, at: PolicyPath): readonly Change<Data>[] {
  return isDataList(source) ? shorterLists(source, at) : [];
}

const longest = 60;

/** Shows data in a sentence, cut where it is long. */
export function show(data: Data): string {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  return `“${text.length > longest ? `${text.slice(0, longest - 1)}…` : text}”`;
}
