import { isDataList, isDataMap, type Data, type DataMap, type PolicyPath } from "../policy.js";
import { mutateCondition } from "./condition-mutants.js";
import {
  changeLiteral,
  changeNumber,
  changeSpan,
  changeTruth,
  changeVersion,
  loosenPattern,
} from "./literal-mutants.js";
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

type Mutate = (argument: Data, at: PolicyPath) => readonly Change<Data>[];

/** A matcher that holds for everything. */
const always: DataMap = { not: { in: [] } };

const matchers: Mutate = (argument, at) => {
  if (!isDataList(argument)) return [];
  return [
    ...shorterLists(argument, at),
    ...argument.flatMap((matcher, index) =>
      within(mutateMatcher(matcher, [...at, index]), (changed) => withElement(argument, index, changed)),
    ),
  ];
};

/** An element's matcher: changed inside, and taken to hold for every element. */
const elementMatcher: Mutate = (argument, at) => [
  { at, what: "every element is taken to match", changed: always },
  ...mutateMatcher(argument, at),
];

const condition: Mutate = (argument, at) => (isDataMap(argument) ? mutateCondition(argument, at) : []);

function mapOf(mutators: Readonly<Record<string, Mutate>>): Mutate {
  return (argument, at) => {
    if (!isDataMap(argument)) return [];
    const names = Object.keys(argument);
    const shorter = names.length < 2 ? [] : names.map((name) => leftOut(argument, name, at));
    return [
      ...shorter,
      ...names.flatMap((name) => {
        const mutate = Object.hasOwn(mutators, name) ? mutators[name] : undefined;
        const changes = mutate?.(argument[name] ?? null, [...at, name]) ?? [];
        return within(changes, (changed) => withEntry(argument, name, changed));
      }),
    ];
  };
}

function leftOut(source: DataMap, name: string, at: PolicyPath): Change<DataMap> {
  return { at: [...at, name], what: `${show(name)} is left out`, changed: without(source, name) };
}

const swaps: Readonly<Record<string, string>> = { covers: "within", within: "overlaps", overlaps: "within" };

/** `within` and `overlaps` change places. */
const rangeTests: Mutate = (argument, at) => {
  const changes = mapOf({ within: shorterOneOrMore, overlaps: shorterOneOrMore, broaderThan: changeNumber })(
    argument,
    at,
  );
  if (!isDataMap(argument)) return changes;
  const swapped = Object.keys(argument).flatMap((name) => {
    const other = Object.hasOwn(swaps, name) ? swaps[name] : undefined;
    if (other === undefined || other in argument) return [];
    return [{ at: [...at, name], what: `“${name}” becomes “${other}”`, changed: renamed(argument, name, other) }];
  });
  return [...changes, ...swapped];
};

/** `before` and `after` change places. */
const dateTests: Mutate = (argument, at) => {
  const changes = mapOf({ olderThan: changeSpan, within: changeSpan, valid: changeTruth })(argument, at);
  if (!isDataMap(argument)) return changes;
  const swapped = ["before", "after"].flatMap((name) => {
    const other = name === "before" ? "after" : "before";
    if (!(name in argument) || other in argument) return [];
    return [{ at: [...at, name], what: `“${name}” becomes “${other}”`, changed: renamed(argument, name, other) }];
  });
  return [...changes, ...swapped];
};

/** A document's test asks for statements of any effect. */
const policyDocument: Mutate = (argument, at) => {
  const changes = mapOf({ allows: condition, denies: condition, statement: condition })(argument, at);
  if (!isDataMap(argument)) return changes;
  const loosened = ["allows", "denies"].filter((name) => name in argument && !("statement" in argument));
  return [
    ...changes,
    ...loosened.map((name) => ({
      at: [...at, name],
      what: `“${name}” becomes “statement”`,
      changed: renamed(argument, name, "statement"),
    })),
  ];
};

const mutators: Readonly<Record<string, Mutate>> = {
  equals: changeLiteral,
  in: changeLiteral,
  ignoreCase: changeLiteral,
  present: changeTruth,
  empty: changeTruth,
  literal: changeTruth,
  secret: changeTruth,
  known: changeTruth,
  kind: shorterOneOrMore,
  subsetOf: shorterOneOrMore,
  intersects: shorterOneOrMore,
  rangeIncludes: shorterOneOrMore,
  words: (argument, at) => mutateMatcher(argument, at),
  lessThan: changeNumber,
  atMost: changeNumber,
  greaterThan: changeNumber,
  atLeast: changeNumber,
  contains: shorterOneOrMore,
  covers: shorterOneOrMore,
  matches: loosenPattern,
  not: (argument, at) => mutateMatcher(argument, at),
  all: matchers,
  or: matchers,
  length: (argument, at) => mutateMatcher(argument, at),
  keys: (argument, at) => mutateMatcher(argument, at),
  json: (argument, at) => mutateMatcher(argument, at),
  any: elementMatcher,
  every: elementMatcher,
  none: elementMatcher,
  entries: mapOf({
    key: (argument, at) => mutateMatcher(argument, at),
    value: (argument, at) => mutateMatcher(argument, at),
  }),
  where: condition,
  cidr: rangeTests,
  policyDocument,
  date: dateTests,
  version: mapOf({
    pinned: changeTruth,
    exact: changeTruth,
    valid: changeTruth,
    admits: changeVersion,
    lessThan: changeVersion,
    atMost: changeVersion,
    greaterThan: changeVersion,
    atLeast: changeVersion,
  }),
};

/** Every small change to a matcher: a literal, or a mapping of operators. */
export function mutateMatcher(source: Data, at: PolicyPath): readonly Change<Data>[] {
  if (!isDataMap(source)) return source === null ? [] : changeLiteral(source, at);
  const names = Object.keys(source).filter((name) => name !== "default");
  return [
    ...(names.length < 2 ? [] : names.map((name) => leftOut(source, name, at))),
    ...names.flatMap((name) => mutateOperator(source, name, at)),
    ...mutateDefault(source, at),
  ];
}

function mutateOperator(source: DataMap, name: string, at: PolicyPath): readonly Change<Data>[] {
  const argument = source[name] ?? null;
  const here = [...at, name];
  const mutate = Object.hasOwn(mutators, name) ? mutators[name] : undefined;
  return [
    ...within(mutate?.(argument, here) ?? [], (changed) => withEntry(source, name, changed)),
    ...otherOperators(name, argument, source).map(({ other, value }) => ({
      at: here,
      what: `“${name}” becomes “${other}”`,
      changed: value,
    })),
  ];
}

interface OtherOperator {
  readonly other: string;
  readonly value: DataMap;
}

/** The operators that one is easily mistaken for. */
function otherOperators(name: string, argument: Data, source: DataMap): readonly OtherOperator[] {
  const to = (other: string): OtherOperator[] =>
    other in source ? [] : [{ other, value: renamed(source, name, other) }];
  switch (name) {
    case "any":
      return to("every");
    case "every":
      return to("any");
    case "none":
      return "not" in source ? [] : [{ other: "not every", value: renamed(source, name, "not", { every: argument }) }];
    case "startsWith":
    case "endsWith":
      return to("contains");
    default:
      return [];
  }
}

/** What an absent value is taken to be: left out, and the other truth value or one of the values that are asked for. */
function mutateDefault(source: DataMap, at: PolicyPath): readonly Change<Data>[] {
  const value = source["default"];
  if (value === undefined) return [];
  const here = [...at, "default"];
  const others = typeof value === "boolean" ? [!value] : askedFor(source).filter((other) => other !== value);
  return [
    { at: here, what: "“default” is left out", changed: without(source, "default") },
    ...others.map((other) => ({
      at: here,
      what: `the default ${show(value)} becomes ${show(other)}`,
      changed: withEntry(source, "default", other),
    })),
  ];
}

function askedFor(source: DataMap): readonly Data[] {
  const { equals, in: oneOf } = source;
  const [first] = isDataList(oneOf) ? oneOf : [];
  return [equals, first].flatMap((each) => (each === undefined || isDataMap(each) ? [] : [each]));
}
