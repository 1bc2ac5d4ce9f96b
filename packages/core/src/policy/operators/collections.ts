import type { Reading } from "../../graph/reading.js";
import {
  causeOf,
  elementary,
  inside,
  literal,
  mapArgument,
  outcomeOf,
  type Matcher,
  type Operator,
} from "../context.js";
import { describeData, equalsData, readData } from "../literal.js";
import {
  decide,
  negate,
  quickOf,
  undecided,
  withQuick,
  type Leaf,
  type Outcome,
  type Quick,
  type Test,
  type Truth,
  type UnknownCause,
} from "../outcome.js";
import { isDataList, type Data } from "../policy.js";
import { piecesContain } from "./pieces.js";

/** The parts of a value that quantifiers run over, and why there may be more. */
interface Elements {
  readonly items: readonly Reading[];
  readonly rest: UnknownCause | undefined;
}

const none: Elements = { items: [], rest: undefined };

function elementsOf(reading: Reading): Elements {
  switch (reading.kind) {
    case "absent":
      return none;
    case "unknown":
      // Of what has pieces it is certain that it is a text.
      if (reading.pieces !== undefined) return { items: [reading], rest: undefined };
      return { items: [], rest: { reason: reading.reason, subject: reading.subject } };
    case "scalar":
      return { items: [reading], rest: undefined };
    case "list":
      return { items: reading.items, rest: reading.rest };
    case "object":
      return { items: reading.keys().map((name) => reading.get(name)), rest: reading.rest };
  }
}

/**
 * Compiles a quantifier. An element whose outcome is `deciding` decides at once; without one the unknown elements, and then
 * the whole list, do. A list of one is decided by its element either way.
 */
function quantifier(phrase: string, deciding: boolean, isNegated: boolean): Operator {
  return (argument, context) => {
    const inner = context.compileMatcher(argument, context);
    const leaf: Leaf = { path: context.path, describe: () => `${phrase} ${inner.describe()}` };
    const finish = isNegated ? negate : (outcome: Outcome) => outcome;
    const test: Test = (reading, scope) => {
      const { items, rest } = elementsOf(reading);
      let unknown: Outcome | undefined;
      let last: Outcome | undefined;
      for (const item of items) {
        last = inner.test(item, scope);
        if (last.truth === deciding) return finish(last);
        if (last.truth === undefined) unknown ??= last;
      }
      if (unknown !== undefined) return unknown;
      if (rest !== undefined) return undecided(leaf, rest, reading);
      if (last !== undefined && items.length === 1) return finish(last);
      return decide(leaf, isNegated ? deciding : !deciding, reading);
    };
    const quick = quickOf(inner.test);
    const quickTest: Quick = (reading, scope) => {
      const { items, rest } = elementsOf(reading);
      let isUnknown = rest !== undefined;
      for (const item of items) {
        const truth = quick(item, scope);
        if (truth === deciding) return deciding !== isNegated;
        if (truth === undefined) isUnknown = true;
      }
      return isUnknown ? undefined : deciding === isNegated;
    };
    return { describe: leaf.describe, test: withQuick(test, quickTest) };
  };
}

function lengthOf(reading: Reading): number | undefined {
  switch (reading.kind) {
    case "absent":
      return 0;
    case "unknown":
      return undefined;
    case "scalar":
      return typeof reading.value === "string" ? reading.value.length : undefined;
    case "list":
      return reading.rest === undefined ? reading.items.length : undefined;
    case "object":
      return reading.rest === undefined ? reading.keys().length : undefined;
  }
}

const length: Operator = (argument, context) => {
  const inner = context.compileMatcher(argument, context);
  const leaf: Leaf = { path: context.path, describe: () => `a length of ${inner.describe()}` };
  return {
    describe: leaf.describe,
    test: (reading, scope) => {
      const value = lengthOf(reading);
      if (value !== undefined) {
        return { ...inner.test(readData(value, reading.range), scope), leaf, reading };
      }
      return reading.kind === "scalar" ? decide(leaf, false, reading) : undecided(leaf, causeOf(reading), reading);
    },
  };
};

const keys: Operator = (argument, context) => {
  const inner = context.compileMatcher(argument, context);
  const leaf: Leaf = { path: context.path, describe: () => `keys that are ${inner.describe()}` };
  return {
    describe: leaf.describe,
    test: (reading, scope) => {
      if (reading.kind === "unknown") return outcomeOf(leaf, undefined, reading);
      if (reading.kind !== "object") return decide(leaf, false, reading);
      const names: Reading = {
        kind: "list",
        items: reading.keys().map((name) => readData(name, reading.range)),
        rest: reading.rest,
        isBlocks: false,
        range: reading.range,
        isSensitive: false,
      };
      return inner.test(names, scope);
    },
  };
};

/** `entries`: some entry of a map, by its key and its value; the value is where a verdict is located. */
const entries: Operator = (argument, context) => {
  const given = mapArgument(argument, ["key", "value"], context);
  const compile = (name: "key" | "value"): Matcher =>
    context.compileMatcher(given[name] ?? { present: true }, inside(context, name));
  const key = compile("key");
  const value = compile("value");
  const leaf: Leaf = {
    path: context.path,
    describe: () => `an entry with a key that is ${key.describe()} and a value that is ${value.describe()}`,
  };
  return {
    describe: leaf.describe,
    test: (reading, scope) => {
      if (reading.kind === "unknown") return outcomeOf(leaf, undefined, reading);
      if (reading.kind !== "object") return decide(leaf, false, reading);
      let unknown: Outcome | undefined;
      for (const name of reading.keys()) {
        if (key.test(readData(name, reading.range), scope).truth === false) continue;
        const outcome = value.test(reading.get(name), scope);
        if (outcome.truth === true) return outcome;
        if (outcome.truth === undefined) unknown ??= outcome;
      }
      if (unknown !== undefined) return unknown;
      return reading.rest === undefined ? decide(leaf, false, reading) : undecided(leaf, reading.rest, reading);
    },
  };
};

/** `contains` is about a part of a text, and about elements of a list. */
const contains: Operator = (argument, context) => {
  const value = literal(argument, context);
  const parts = isDataList(value) ? value : [value];
  return elementary(
    context,
    () => `a value containing ${parts.map(describeData).join(" and ")}`,
    (reading) => containsAll(reading, parts),
  );
};

function containsAll(reading: Reading, parts: readonly Data[]): Truth {
  if (reading.kind === "unknown") {
    const { pieces } = reading;
    return pieces !== undefined &&
      parts.every((part) => typeof part === "string" && piecesContain(pieces, part) === true)
      ? true
      : undefined;
  }
  if (reading.kind === "scalar") return parts.every((part) => isPart(String(reading.value), part));
  if (reading.kind !== "list") return false;
  let truth: Truth = true;
  for (const part of parts) {
    const found = hasElement(reading.items, part);
    if (found === true) continue;
    if (found === false && reading.rest === undefined) return false;
    truth = undefined;
  }
  return truth;
}

function isPart(text: string, part: Data): boolean {
  return typeof part === "object" ? false : text.includes(String(part));
}

function hasElement(items: readonly Reading[], data: Data): Truth {
  let truth: Truth = false;
  for (const item of items) {
    const equal = equalsData(item, data);
    if (equal === true) return true;
    if (equal === undefined) truth = undefined;
  }
  return truth;
}

/** `where`: a condition about the object, or about the single nested block, that the value is. */
const where: Operator = (argument, context): Matcher => {
  const condition = context.compileCondition(argument, context);
  const leaf: Leaf = { path: context.path, describe: () => "a block for which the condition holds" };
  const test: Test = (reading, scope) => {
    if (reading.kind === "object") return condition(reading, scope);
    if (reading.kind === "unknown") return outcomeOf(leaf, undefined, reading);
    if (reading.kind !== "list" || !reading.isBlocks) return decide(leaf, false, reading);
    const [only] = reading.items;
    if (reading.rest !== undefined) return undecided(leaf, reading.rest, reading);
    if (only === undefined) return decide(leaf, false, reading);
    if (reading.items.length === 1 && only.kind === "object") return condition(only, scope);
    scope.reportMistake(`“${context.path}” occurs several times here: use any, every or none around “where”.`, reading);
    return undecided(leaf, { reason: "error", subject: context.path }, reading);
  };
  const quick = quickOf(condition);
  const quickTest: Quick = (reading, scope) =>
    reading.kind === "object" ? quick(reading, scope) : test(reading, scope).truth;
  return { describe: leaf.describe, test: withQuick(test, quickTest) };
};

/** Operators about lists, maps and what is in them. */
export const collectionOperators: Readonly<Record<string, Operator>> = {
  length,
  keys,
  contains,
  where,
  entries,
  any: quantifier("an element that is", true, false),
  every: quantifier("only elements that are", false, false),
  none: quantifier("no element that is", true, true),
};
