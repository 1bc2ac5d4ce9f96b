import { isDataList, isDataMap, type Data, type DataMap, type PolicyPath } from "../policy.js";
import { changeNumber, changeTruth } from "./literal-mutants.js";
import { mutateMatcher } from "./matcher-mutants.js";
import {
  renamed,
  shorterLists,
  shorterOneOrMore,
  show,
  withElement,
  withEntry,
  within,
  without,
  type Change,
} from "./mutant.js";

/** A condition that always holds, and one that never does. */
const holds: DataMap = { all: [] };
const fails: DataMap = { not: holds };

type Mutate = (argument: Data, at: PolicyPath) => readonly Change<Data>[];

const nested: Mutate = (argument, at) => (isDataMap(argument) ? mutateCondition(argument, at) : []);

const several: Mutate = (argument, at) =>
  isDataList(argument)
    ? argument.flatMap((condition, index) =>
        within(nested(condition, [...at, index]), (changed) => withElement(argument, index, changed)),
      )
    : [];

/** A condition inside a relation: changed inside, and left out. */
const narrowing: Mutate = (argument, at) => nested(argument, at);

function partsOf(mutators: Readonly<Record<string, Mutate>>): Mutate {
  return (argument, at) =>
    isDataMap(argument)
      ? Object.entries(argument).flatMap(([name, value]) => {
          const mutate = Object.hasOwn(mutators, name) ? mutators[name] : undefined;
          return within(mutate?.(value, [...at, name]) ?? [], (changed) => withEntry(argument, name, changed));
        })
      : [];
}

const link = partsOf({
  from: shorterOneOrMore,
  to: shorterOneOrMore,
  by: shorterOneOrMore,
  where: narrowing,
  atLeast: changeNumber,
  atMost: changeNumber,
  exactly: changeNumber,
});

const hop = partsOf({
  from: shorterOneOrMore,
  to: shorterOneOrMore,
  by: shorterOneOrMore,
  where: narrowing,
  repeat: changeTruth,
  optional: changeTruth,
});

const hops: Mutate = (argument, at) =>
  isDataList(argument)
    ? argument.flatMap((each, index) =>
        within(hop(each, [...at, index]), (changed) => withElement(argument, index, changed)),
      )
    : [];

/** Ports: one number more, one less, one left out, and `covers` for `within`. */
const ports: Mutate = (argument, at) => {
  if (!isDataMap(argument)) return [];
  const numbers: Mutate = (value, here) =>
    isDataList(value)
      ? [
          ...shorterLists(value, here),
          ...(value.length === 1 ? within(changeNumber(value[0] ?? null, here), (changed) => [changed]) : []),
        ]
      : changeNumber(value, here).filter(({ changed }) => Number(changed) >= 0 && Number(changed) <= 65535);
  const swapped = Object.entries(argument).flatMap(([name, value]): Change<Data>[] => {
    const other = name === "covers" ? "within" : "covers";
    if (other in argument || value === "all" || isDataMap(value)) return [];
    const changed = renamed(argument, name, other, isDataList(value) ? value : [value]);
    return [{ at: [...at, name], what: `“${name}” becomes “${other}”`, changed }];
  });
  return [...partsOf({ covers: numbers, within: numbers })(argument, at), ...swapped];
};

/** A matcher for each JSONPath. */
const selection: Mutate = (argument, at) =>
  isDataMap(argument)
    ? Object.entries(argument).flatMap(([path, matcher]) =>
        within(mutateMatcher(matcher, [...at, path]), (changed) => withEntry(argument, path, changed)),
      )
    : [];

/** The entries of a condition that are not attributes. */
const entries: Readonly<Record<string, Mutate>> = {
  all: several,
  any: several,
  not: nested,
  ports,
  linked: link,
  connected: partsOf({ to: shorterOneOrMore, where: narrowing }),
  select: selection,
  exists: partsOf({ type: shorterOneOrMore, where: narrowing }),
  path: partsOf({ from: shorterOneOrMore, to: shorterOneOrMore, via: hops, where: narrowing }),
  change: partsOf({
    action: (argument, at) => mutateMatcher(argument, at),
    attributes: (argument, at) => mutateMatcher(argument, at),
    replacing: (argument, at) => mutateMatcher(argument, at),
    before: narrowing,
    after: narrowing,
  }),
};

const groups: ReadonlySet<string> = new Set(["all", "any", "not"]);

/**
 * Every small change to a condition. An elementary test is taken to hold always, and never: leaving out an entry, negating a
 * test, and exchanging `all` and `any` are caught by whatever catches these.
 */
export function mutateCondition(source: DataMap, at: PolicyPath): readonly Change<DataMap>[] {
  return Object.entries(source).flatMap(([name, argument]) => {
    const here = [...at, name];
    const mutate = Object.hasOwn(entries, name) ? entries[name] : mutateMatcher;
    const inner = within(mutate?.(argument, here) ?? [], (changed) => withEntry(source, name, changed));
    if (groups.has(name)) return inner;
    const others = without(source, name);
    const isOnly = Object.keys(others).length === 0;
    return [
      { at: here, what: `${show(name)} is taken to hold always`, changed: isOnly ? holds : others },
      { at: here, what: `${show(name)} is taken to hold never`, changed: fails },
      ...inner,
    ];
  });
}
