import type { ObjectReading, Reading } from "../../graph/reading.js";
import {
  causeOf,
  elementary,
  inside,
  mapArgument,
  outcomeOf,
  reject,
  textsArgument,
  type CompileContext,
  type Operator,
} from "../context.js";
import { describeData } from "../literal.js";
import { memoizeReading } from "../memo-reading.js";
import {
  decide,
  quickOf,
  undecided,
  type Leaf,
  type Outcome,
  type Quick,
  type Scope,
  type Test,
  type Truth,
  type UnknownCause,
} from "../outcome.js";
import { isDataMap, type Data } from "../policy.js";
import { documentOf } from "./json-text.js";
import { admitsAnybody, coversByPatterns, everybodyIn, listOf, readStatement } from "./policy-statement.js";

/** What is asked of some statement of a document. */
interface StatementTest {
  /** Undefined: of a statement with either effect. */
  readonly effect: "Allow" | "Deny" | undefined;
  readonly condition: Test;
  readonly quick: Quick;
}

const effects = { allows: "Allow", denies: "Deny", statement: undefined } as const;
const names = ["allows", "denies", "statement"] as const;

const policyDocument: Operator = (argument, context) => {
  const given = mapArgument(argument, names, context);
  const tests: StatementTest[] = [];
  for (const name of names) {
    const condition = given[name];
    if (condition === undefined) continue;
    const test = compileStatement(condition, inside(context, name));
    tests.push({ effect: effects[name], condition: test, quick: quickOf(test) });
  }
  if (tests.length === 0) reject(context, "“policyDocument” says nothing.", "Use allows, denies or statement.");
  const leaf: Leaf = { path: context.path, describe: () => "a policy document with such a statement" };
  return {
    describe: leaf.describe,
    test: (reading, scope) => {
      if (reading.kind === "absent") return decide(leaf, false, reading);
      const statements = statementsOf(reading, scope);
      if (statements === undefined) return decide(leaf, false, reading);
      if ("reason" in statements) return undecided(leaf, statements, reading);
      return judgeStatements(statements, tests, { leaf, reading, scope });
    },
  };
};

/** The statements of a document, and why there may be more. */
interface Statements {
  readonly items: readonly Statement[];
  /** Why there may be others. */
  readonly rest: UnknownCause | undefined;
}

/** A statement with its effect, or why it is not known what it is. */
type Statement =
  | { readonly reading: ObjectReading; readonly effect: Reading; readonly cause: undefined }
  | { readonly reading: undefined; readonly cause: UnknownCause };

/** What reading the statements of a value came to. */
class FoundStatements {
  constructor(readonly found: Statements | UnknownCause | undefined) {}
}

/** The statements of the document that a value holds, read once for all policies; undefined where there is none. */
function statementsOf(reading: Reading, scope: Scope): Statements | UnknownCause | undefined {
  const readOnce = (scope.readOnce ??= new Map<Reading, unknown>());
  const known = readOnce.get(reading);
  if (known instanceof FoundStatements) return known.found;
  const found = readStatements(reading);
  readOnce.set(reading, new FoundStatements(found));
  return found;
}

function readStatements(reading: Reading): Statements | UnknownCause | undefined {
  const document = documentOf(reading);
  if (document === undefined) return { reason: "error", subject: "a text that is not JSON" };
  if (document.kind === "unknown") return causeOf(document);
  if (document.kind !== "object") return undefined;
  const list = listOf(document.get("Statement"));
  if (list.kind === "unknown") return causeOf(list);
  if (list.kind !== "list") return undefined;
  const items = list.items.flatMap((item): Statement[] => {
    if (item.kind === "unknown") return [{ reading: undefined, cause: causeOf(item) }];
    if (item.kind !== "object") return [];
    const statement = memoizeReading(readStatement(item));
    return [{ reading: statement, effect: statement.get("effect"), cause: undefined }];
  });
  return { items, rest: list.rest };
}

/** Where a verdict about a document belongs: the attribute decides, whatever part of the text did. */
interface Place {
  readonly leaf: Leaf;
  readonly reading: Reading;
  readonly scope: Scope;
}

function judgeStatements(statements: Statements, tests: readonly StatementTest[], place: Place): Outcome {
  const { leaf, reading, scope } = place;
  let unknown: Outcome["cause"];
  let passing: Outcome | undefined;
  for (const test of tests) {
    const found = findStatement(statements, test, scope);
    if (found === undefined) return decide(leaf, false, reading);
    if ("truth" in found) passing = found;
    else unknown ??= found;
  }
  if (unknown !== undefined) return undecided(leaf, unknown, reading);
  const [, second] = tests;
  const principal = second === undefined ? passing?.reading : undefined;
  if (passing === undefined || principal?.kind !== "scalar") return decide(leaf, true, reading);
  // Shown where the attribute stands, but said of the principal, and followed to where that is written.
  const { range, isSensitive, trace } = reading;
  const shown = { ...principal, range, isSensitive: isSensitive || principal.isSensitive };
  return decide({ ...leaf, describe: passing.leaf.describe }, true, { ...shown, trace: principal.trace ?? trace });
}

/** What makes some statement pass, or why that is not known; undefined where none does. */
function findStatement(statements: Statements, test: StatementTest, scope: Scope): Outcome | Outcome["cause"] {
  let unknown: Outcome["cause"] = statements.rest;
  for (const statement of statements.items) {
    if (statement.reading === undefined) {
      unknown ??= statement.cause;
      continue;
    }
    const { reading, effect } = statement;
    const isOther = effect.kind === "scalar" ? effect.value !== test.effect : effect.kind !== "unknown";
    if (test.effect !== undefined && isOther) continue;
    if (test.quick(reading, scope) === false) continue;
    const outcome = test.condition(reading, scope);
    if (outcome.truth === undefined) unknown ??= outcome.cause ?? { reason: "error" };
    else if (test.effect !== undefined && effect.kind === "unknown") unknown ??= causeOf(effect);
    else return outcome;
  }
  return unknown;
}

/** Compiles a condition about a statement, in which `principals: public` means that anybody may ask. */
function compileStatement(condition: Data, context: CompileContext): Test {
  if (!isDataMap(condition)) return reject(context, "A condition about a statement is expected here.");
  const { plain, asksForPublic } = takePublic(condition);
  const leaf: Leaf = { path: context.path, describe: () => "open to anybody" };
  const isPublic: Test = (statement) => {
    const truth = statement.kind === "object" ? admitsAnybody(statement) : false;
    const principal = truth === true && statement.kind === "object" ? everybodyIn(statement) : undefined;
    return outcomeOf(leaf, truth, principal ?? statement);
  };
  if (Object.keys(plain).length === 0) {
    return asksForPublic ? isPublic : reject(context, "A condition about a statement is expected here.");
  }
  const rest = context.compileCondition(plain, context);
  if (!asksForPublic) return rest;
  return (statement, scope) => {
    const outcome = isPublic(statement, scope);
    if (outcome.truth === false) return outcome;
    const other = rest(statement, scope);
    return other.truth === true ? outcome : other;
  };
}

function takePublic(condition: Readonly<Record<string, Data>>): {
  plain: Readonly<Record<string, Data>>;
  asksForPublic: boolean;
} {
  const { principals, ...plain } = condition;
  return principals === "public" ? { plain, asksForPublic: true } : { plain: condition, asksForPublic: false };
}

/** `covers`: patterns of actions or resources that cover one of these names, or, with `all`, everything. */
const covers: Operator = (argument, context) => {
  const wanted = argument === "all" ? ["*"] : textsArgument(argument, context);
  const describe = () => (argument === "all" ? "everything" : `a pattern that covers ${describeNames(wanted)}`);
  return elementary(context, describe, (reading) => {
    let truth: Truth = false;
    for (const name of wanted) {
      const covered = coversByPatterns(reading, name);
      if (covered === true) return true;
      if (covered === undefined) truth = undefined;
    }
    return truth;
  });
};

function describeNames(wanted: readonly string[]): string {
  const shown = wanted.slice(0, 3).map(describeData).join(" or ");
  return wanted.length > 3 ? `${shown} or the like` : shown;
}

/** `json`: what the JSON text stands for matches; unknown parts of it are unknown, and nothing else is. */
const json: Operator = (argument, context) => {
  const inner = context.compileMatcher(argument, context);
  const leaf: Leaf = { path: context.path, describe: () => `JSON with ${inner.describe()}` };
  return {
    describe: leaf.describe,
    test: (reading, scope) => {
      if (reading.kind === "absent") return decide(leaf, false, reading);
      const document = documentOf(reading);
      if (document === undefined) {
        return undecided(leaf, { reason: "error", subject: "a text that is not JSON" }, reading);
      }
      return inner.test(document, scope);
    },
  };
};

/** Operators about documents within texts: JSON, and IAM policy documents. */
export const policyDocumentOperators: Readonly<Record<string, Operator>> = { policyDocument, covers, json };
