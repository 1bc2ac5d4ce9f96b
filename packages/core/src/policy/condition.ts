import { parsePath } from "../graph/path.js";
import type { AbsentReading, ListReading, Reading } from "../graph/reading.js";
import { compileChange } from "./change.js";
import { causeOf, inside, literal, reject, type CompileContext, type Matcher, type Operator } from "./context.js";
import { compileExists } from "./exists.js";
import { compileLinked } from "./linked.js";
import { describeData, readData } from "./literal.js";
import { cidrOperators } from "./operators/cidr.js";
import { collectionOperators } from "./operators/collections.js";
import { equalityOperators, equalsMatcher } from "./operators/equality.js";
import { numberOperators } from "./operators/numbers.js";
import { policyDocumentOperators } from "./operators/policy-document.js";
import { compilePorts } from "./operators/ports.js";
import { secretOperators } from "./operators/secret.js";
import { textOperators } from "./operators/text.js";
import { versionOperators } from "./operators/version.js";
import { conjunction, disjunction, negate, undecided, type Leaf, type Scope, type Test } from "./outcome.js";
import { isDataList, isDataMap, type Data } from "./policy.js";
import { nearest } from "./nearest.js";

const negation: Operator = (argument, context) => {
  const inner = context.compileMatcher(argument, context);
  return {
    describe: () => `not ${inner.describe()}`,
    test: (reading, scope) => negate(inner.test(reading, scope)),
  };
};

function several(word: string, combine: (tests: readonly Test[]) => Test): Operator {
  return (argument, context) => {
    if (!isDataList(argument) || argument.length === 0) return reject(context, "A list of matchers is expected here.");
    const matchers = argument.map((item, index) => context.compileMatcher(item, inside(context, index)));
    return {
      describe: () => matchers.map((matcher) => matcher.describe()).join(` ${word} `),
      test: combine(matchers.map((matcher) => matcher.test)),
    };
  };
}

const operators: Readonly<Record<string, Operator>> = {
  ...equalityOperators,
  ...numberOperators,
  ...textOperators,
  ...collectionOperators,
  ...cidrOperators,
  ...policyDocumentOperators,
  ...versionOperators,
  ...secretOperators,
  not: negation,
  all: several("and", conjunction),
  or: several("or", disjunction),
};

/** The names of all operators of matchers, `default` included. */
export const operatorNames: readonly string[] = [...Object.keys(operators), "default"];

/** Compiles a matcher: a literal, or a mapping of operators that must all hold. */
export function compileMatcher(source: Data, context: CompileContext): Matcher {
  if (!isDataMap(source)) {
    if (isDataList(source))
      return reject(context, "A list is not a matcher.", "Write { in: […] }, or { equals: […] }.");
    return equalsMatcher(source, context);
  }
  const matchers: Matcher[] = [];
  for (const [name, argument] of Object.entries(source)) {
    if (name === "default") continue;
    const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
    if (operator === undefined)
      return reject(inside(context, name), `There is no operator “${name}”.`, suggest(name, operatorNames));
    matchers.push(operator(argument, inside(context, name)));
  }
  if (matchers.length === 0) return reject(context, "A matcher needs an operator.");
  const [only] = matchers;
  const matcher: Matcher =
    only !== undefined && matchers.length === 1
      ? only
      : {
          describe: () => matchers.map((part) => part.describe()).join(" and "),
          test: conjunction(matchers.map((part) => part.test)),
        };
  return "default" in source
    ? withDefault(matcher, literal(source["default"] ?? null, inside(context, "default")))
    : matcher;
}

/** What a provider does when the attribute is absent; the place stays that of what is absent. */
function withDefault(matcher: Matcher, data: Data): Matcher {
  return {
    describe: matcher.describe,
    test: (reading, scope) => {
      if (reading.kind !== "absent") return matcher.test(reading, scope);
      const outcome = matcher.test(readData(data, reading.range), scope);
      const assumed: AbsentReading & { readonly assumed: string } = { ...reading, assumed: describeData(data) };
      return { ...outcome, reading: assumed };
    },
  };
}

/** What a provider does instead of a value that is absent, for whoever describes the verdict. */
export function assumedValue(reading: Reading): string | undefined {
  return reading.kind === "absent" && "assumed" in reading && typeof reading.assumed === "string"
    ? reading.assumed
    : undefined;
}

type ConditionEntry = (argument: Data, context: CompileContext) => Test;

function severalConditions(combine: (tests: readonly Test[]) => Test): ConditionEntry {
  return (argument, context) => {
    if (!isDataList(argument)) {
      return reject(
        context,
        "A list of conditions is expected here.",
        'An attribute of this name is written ["name"].',
      );
    }
    return combine(argument.map((item, index) => compileCondition(item, inside(context, index))));
  };
}

const entries: Readonly<Record<string, ConditionEntry>> = {
  all: severalConditions(conjunction),
  any: severalConditions(disjunction),
  not: (argument, context) => {
    const inner = compileCondition(argument, context);
    return (reading, scope) => negate(inner(reading, scope));
  },
  change: compileChange,
  exists: compileExists,
  linked: compileLinked,
  ports: compilePorts,
};

/** Compiles a condition: a mapping whose entries must all hold. */
export function compileCondition(source: Data, context: CompileContext): Test {
  if (!isDataMap(source)) return reject(context, "A condition is a mapping of attributes to matchers.");
  const tests = Object.entries(source).map(([name, argument]) => {
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
    const at = inside(context, name);
    return entry === undefined ? compileAttribute(name, argument, at) : entry(argument, at);
  });
  if (tests.length === 0) return reject(context, "A condition needs an entry.");
  return conjunction(tests);
}

function compileAttribute(text: string, argument: Data, context: CompileContext): Test {
  const parsed = parsePath(text);
  if (!parsed.ok) return reject(context, parsed.problem);
  const { names, isFromNode } = parsed.path;
  const ownPath = isFromNode ? text.slice(2) : text;
  const path = isFromNode || context.path === "" ? ownPath : `${context.path}.${ownPath}`;
  const matcher = compileMatcher(argument, { ...context, path });
  const leaf: Leaf = { path, describe: matcher.describe };
  return (reading, scope) => {
    const found = resolve(isFromNode ? scope.root : reading, names);
    if (found.kind !== "several") return matcher.test(found, scope);
    return undecided(leaf, reportSeveral(path, found.reading, scope), found.reading);
  };
}

function reportSeveral(
  path: string,
  reading: ListReading,
  { node, reportMistake, reportUnexpectedList }: Scope,
): { reason: "error"; subject: string } {
  if (node.kind === "object" && !reading.isBlocks && reportUnexpectedList !== undefined) reportUnexpectedList(reading);
  else {
    reportMistake(
      `The path “${path}” leads through a list of several things here: use “each”, or any, every or none.`,
      reading,
    );
  }
  return { reason: "error", subject: path };
}

/** A path that does not say which of several elements it means. */
interface Several {
  readonly kind: "several";
  readonly reading: ListReading;
}

/** Reads the attribute that a path names, through single nested blocks. Absent anywhere on the way is absent. */
function resolve(start: Reading, names: readonly string[]): Reading | Several {
  let reading: Reading = start;
  for (const name of names) {
    if (reading.kind === "list") {
      const only = singleBlock(reading);
      if (only === undefined) return { kind: "several", reading };
      reading = only;
    }
    if (reading.kind === "object") reading = reading.get(name);
    else if (reading.kind === "unknown") return reading;
    else if (reading.kind !== "absent") return { kind: "absent", range: reading.range, isSensitive: false };
    else return reading;
  }
  return reading;
}

function singleBlock(list: ListReading): Reading | undefined {
  if (list.rest !== undefined && list.items.length === 0) {
    return { kind: "unknown", ...causeOf(list), range: list.range, isSensitive: false };
  }
  const [only] = list.items;
  if (only === undefined) return { kind: "absent", range: list.range, isSensitive: false };
  if (!list.isBlocks || list.items.length > 1) return undefined;
  return list.rest === undefined ? only : { kind: "unknown", ...list.rest, range: list.range, isSensitive: false };
}

function suggest(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? `Operators are ${known.join(", ")}.` : `Did you mean “${near}”?`;
}
