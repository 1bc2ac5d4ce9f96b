import type { AbsentReading, Reading } from "../graph/reading.js";
import { compilePath, readPath, reportSeveral } from "./attribute.js";
import { compileChange } from "./change.js";
import {
  attempt,
  inside,
  literal,
  observed,
  observedMatcher,
  reject,
  type CompileContext,
  type Matcher,
  type Operator,
  type Usage,
} from "./context.js";
import { compileConnected } from "./connected.js";
import { compileExists } from "./exists.js";
import { compileLinked } from "./linked.js";
import { compileReachability } from "./path.js";
import { describeReading, readData } from "./literal.js";
import { cidrOperators } from "./operators/cidr.js";
import { collectionOperators } from "./operators/collections.js";
import { dateOperators } from "./operators/date.js";
import { equalityOperators, equalsMatcher } from "./operators/equality.js";
import { kindOperators } from "./operators/kind.js";
import { mentionOperators } from "./operators/mentions.js";
import { numberRangeOperators } from "./operators/number-range.js";
import { numberOperators } from "./operators/numbers.js";
import { policyDocumentOperators } from "./operators/policy-document.js";
import { compilePorts } from "./operators/ports.js";
import { secretOperators } from "./operators/secret.js";
import { setOperators } from "./operators/sets.js";
import { textOperators } from "./operators/text.js";
import { versionOperators } from "./operators/version.js";
import { wordOperators } from "./operators/words.js";
import {
  conjunction,
  decide,
  disjunction,
  negation as negationOf,
  quickOf,
  undecided,
  withQuick,
  type Leaf,
  type Outcome,
  type Quick,
  type Scope,
  type Test,
} from "./outcome.js";
import { comparingOperators, compileComparison, compileTemplate, hasOperand, readOperands } from "./operand.js";
import { isDataList, isDataMap, type Data } from "./policy.js";
import { nearest } from "./nearest.js";
import { compileSelect } from "./select.js";

const nothing: Leaf = { path: "", describe: () => "" };

/** Stands for a part of a policy that is rejected as a whole. */
const rejected: Matcher = { describe: nothing.describe, test: () => decide(nothing, false, undefined) };

const negation: Operator = (argument, context) => {
  const inner = context.compileMatcher(argument, context);
  return {
    describe: () => `not ${inner.describe()}`,
    test: negationOf(inner.test),
  };
};

function several(word: string, combine: (tests: readonly Test[]) => Test): Operator {
  return (argument, context) => {
    if (!isDataList(argument) || argument.length === 0) return reject(context, "A list of matchers is expected here.");
    const matchers = argument.map((item, index) => {
      const at = inside(context, index);
      return attempt(at, () => context.compileMatcher(item, at), rejected);
    });
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
  ...dateOperators,
  ...setOperators,
  ...kindOperators,
  ...mentionOperators,
  ...wordOperators,
  ...numberRangeOperators,
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
    const at = inside(context, name);
    matchers.push(
      observedMatcher(
        attempt(at, () => compileOperator(name, argument, at), rejected),
        at,
      ),
    );
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
  return "default" in source ? withDefault(matcher, source["default"] ?? null, inside(context, "default")) : matcher;
}

function compileOperator(name: string, argument: Data, context: CompileContext): Matcher {
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (operator === undefined) {
    return reject(context, `There is no operator “${name}”.`, suggest(name, operatorNames));
  }
  return comparing.has(name) && hasOperand(argument)
    ? compileComparison(name, operator, argument, context)
    : operator(argument, context);
}

const comparing: ReadonlySet<string> = new Set(comparingOperators);

/** What a provider does when the attribute is absent; the place stays that of what is absent. */
function withDefault(matcher: Matcher, argument: Data, context: CompileContext): Matcher {
  const read = compileDefault(argument, context);
  const test: Test = (reading, scope) => {
    if (reading.kind !== "absent") return matcher.test(reading, scope);
    const value = read(reading, scope);
    const outcome = matcher.test(value, scope);
    const assumed: AbsentReading & { readonly assumed: string } = {
      kind: "absent",
      isSensitive: reading.isSensitive,
      get range() {
        return reading.range;
      },
      assumed: describeReading(value),
    };
    return { ...outcome, reading: assumed };
  };
  const quick = quickOf(matcher.test);
  const quickTest: Quick = (reading, scope) => quick(reading.kind === "absent" ? read(reading, scope) : reading, scope);
  return { describe: matcher.describe, test: withQuick(test, quickTest) };
}

function compileDefault(argument: Data, context: CompileContext): (absent: Reading, scope: Scope) => Reading {
  if (!hasOperand(argument)) {
    const data = literal(argument, context);
    return ({ range }) => readData(data, range);
  }
  const template = compileTemplate(argument, context);
  return ({ range }, scope) => {
    const { readings, values, cause } = readOperands(template, scope.here ?? scope.root, scope);
    const isSensitive = readings.some((reading) => reading.isSensitive);
    return values === undefined
      ? { kind: "unknown", ...(cause ?? { reason: "error" }), range, isSensitive }
      : readData(template.fill(values), range, isSensitive);
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
    return combine(
      argument.map((item, index) => {
        const at = inside(context, index);
        return attempt(at, () => compileCondition(item, at), rejected.test);
      }),
    );
  };
}

const entries: Readonly<Record<string, ConditionEntry>> = {
  all: severalConditions(conjunction),
  any: severalConditions(disjunction),
  not: (argument, context) => negationOf(compileCondition(argument, context)),
  change: compileChange,
  connected: compileConnected,
  exists: compileExists,
  linked: compileLinked,
  path: compileReachability,
  ports: compilePorts,
  select: compileSelect,
};

/** The names of the entries of conditions that are no attributes. */
export const conditionNames: readonly string[] = Object.keys(entries);

/** The names that are entries of a condition, and no attributes. */
export const conditionEntryNames: readonly string[] = Object.keys(entries);

/** Compiles a condition: a mapping whose entries must all hold. */
export function compileCondition(source: Data, context: CompileContext): Test {
  if (!isDataMap(source)) return reject(context, "A condition is a mapping of attributes to matchers.");
  const tests = Object.entries(source).map(([name, argument]) => {
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
    const at = inside(context, name);
    return attempt(
      at,
      () => observed(entry === undefined ? compileAttribute(name, argument, at) : entry(argument, at), at),
      rejected.test,
    );
  });
  if (tests.length === 0) return reject(context, "A condition needs an entry.");
  return conjunction(tests);
}

function compileAttribute(text: string, argument: Data, context: CompileContext): Test {
  const attribute = compilePath(text, context);
  const { ownText, root } = attribute;
  const path = root !== "here" || context.path === "" ? ownText : `${context.path}.${ownText}`;
  const operands: Usage = { isUsed: false };
  const matcher = compileMatcher(argument, { ...context, path, operands });
  const leaf: Leaf = { path, describe: matcher.describe };
  const judge = (reading: Reading, scope: Scope, inner: Scope): Outcome => {
    const found = readPath(attribute, reading, scope);
    if (found.kind !== "several") return matcher.test(found, inner);
    if (context.isSeveralAbsent === true) return matcher.test(absentAt(found.reading), inner);
    return undecided(leaf, reportSeveral(path, found.reading, scope), found.reading);
  };
  if (operands.isUsed) return (reading, scope) => judge(reading, scope, { ...scope, here: reading });
  const quick = quickOf(matcher.test);
  const test: Test = (reading, scope) => judge(reading, scope, scope);
  return withQuick(test, (reading, scope) => {
    const found = readPath(attribute, reading, scope);
    return found.kind === "several" ? test(reading, scope).truth : quick(found, scope);
  });
}

function absentAt({ range }: Reading): AbsentReading {
  return { kind: "absent", range, isSensitive: false };
}

function suggest(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? `Operators are ${known.join(", ")}.` : `Did you mean “${near}”?`;
}
