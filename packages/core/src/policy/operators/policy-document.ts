import type { ListReading, ObjectReading, Reading } from "../../graph/reading.js";
import {
  causeOf,
  inside,
  mapArgument,
  outcomeOf,
  reject,
  textsArgument,
  type CompileContext,
  type Matcher,
  type Operator,
} from "../context.js";
import { describeData, readData } from "../literal.js";
import { decide, disjunction, undecided, type Leaf, type Outcome, type Test, type Truth } from "../outcome.js";
import type { Data } from "../policy.js";

/**
 * IAM policy documents.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
const longestDocument = 1_000_000;

/** The document behind a value: a structure, or the JSON in a text. Undefined where the text is not JSON. */
function documentOf(reading: Reading): Reading | undefined {
  if (reading.decoded !== undefined) return reading.decoded();
  if (reading.kind !== "scalar") return reading;
  if (typeof reading.value !== "string" || reading.value.length > longestDocument) return undefined;
  try {
    const data: unknown = JSON.parse(reading.value);
    return readData(data as Data, reading.range, reading.isSensitive);
  } catch {
    return undefined;
  }
}

/** A list, or one thing in the place of a list of one, as IAM allows everywhere. */
function listOf(reading: Reading): Reading {
  if (reading.kind === "list" || reading.kind === "absent" || reading.kind === "unknown") return reading;
  return { kind: "list", items: [reading], isBlocks: false, range: reading.range, isSensitive: reading.isSensitive };
}

/** `Principal: "*"`, `{ AWS: … }`, `{ Service: [ … ] }`: the names, whatever they are names of. */
function principalNames(reading: Reading): Reading {
  if (reading.kind !== "object") return listOf(reading);
  const items: Reading[] = [];
  let rest: ListReading["rest"] = reading.rest;
  for (const key of reading.keys()) {
    const names = listOf(reading.get(key));
    if (names.kind === "list") {
      items.push(...names.items);
      rest ??= names.rest;
    } else items.push(names);
  }
  return { kind: "list", items, rest, isBlocks: false, range: reading.range, isSensitive: reading.isSensitive };
}

/** What conditions read of a statement: our name, and how it is read from IAM's. */
const statementParts: Readonly<Record<string, (statement: ObjectReading) => Reading>> = {
  effect: (statement) => statement.get("Effect"),
  sid: (statement) => statement.get("Sid"),
  actions: (statement) => listOf(statement.get("Action")),
  notActions: (statement) => listOf(statement.get("NotAction")),
  resources: (statement) => listOf(statement.get("Resource")),
  notResources: (statement) => listOf(statement.get("NotResource")),
  principals: (statement) => principalNames(statement.get("Principal")),
  notPrincipals: (statement) => principalNames(statement.get("NotPrincipal")),
  principalsByType: (statement) => statement.get("Principal"),
  conditions: (statement) => statement.get("Condition"),
};
const statementNames = Object.keys(statementParts);

/** A statement in our words, with every list a list. */
function readStatement(statement: ObjectReading): ObjectReading {
  return {
    kind: "object",
    range: statement.range,
    isSensitive: statement.isSensitive,
    rest: statement.rest,
    keys: () => statementNames.filter((name) => statementParts[name]?.(statement).kind !== "absent"),
    get: (name) =>
      statementParts[name]?.(statement) ?? { kind: "absent", range: statement.range, isSensitive: statement.isSensitive },
  };
}

type Effect = "Allow" | "Deny";

interface StatementTest {
  /** Undefined: statements of either effect. */
  readonly effect: Effect | undefined;
  readonly test: Test;
}

const policyDocument: Operator = (argument, context): Matcher => {
  const given = mapArgument(argument, ["allows", "denies", "statement"], context);
  const tests: StatementTest[] = [];
  const add = (name: "allows" | "denies" | "statement", effect: Effect | undefined) => {
    const condition = given[name];
    if (condition !== undefined) {
      tests.push({ effect, test: context.compileCondition(condition, { ...inside(context, name), path: context.path }) });
    }
  };
  add("allows", "Allow");
  add("denies", "Deny");
  add("statement", undefined);
  if (tests.length === 0) reject(context, "“policyDocument” says nothing.", "Use allows, denies or statement.");
  const leaf: Leaf = { path: context.path, describe: () => "a policy document with such a statement" };
  return { describe: leaf.describe, test: (reading, scope) => conclude(leaf, reading, judge(reading, scope)) };

  function judge(reading: Reading, scope: Parameters<Test>[1]): Truth | Outcome {
    if (reading.kind === "absent") return false;
    const document = documentOf(reading);
    if (document === undefined) {
      return undecided(leaf, { reason: "error", subject: "a text that is not JSON" }, reading);
    }
    if (document.kind === "unknown") return undecided(leaf, causeOf(document), reading);
    if (document.kind !== "object") return false;
    const statements = listOf(document.get("Statement"));
    let unknown: Outcome | undefined;
    for (const { effect, test } of tests) {
      const outcome = anyStatement(statements, effect, test, scope);
      if (outcome === false) return false;
      if (outcome !== true) unknown ??= outcome;
    }
    return unknown ?? true;
  }

  function anyStatement(statements: Reading, effect: Effect | undefined, test: Test, scope: Parameters<Test>[1]): true | false | Outcome {
    if (statements.kind === "unknown") return undecided(leaf, causeOf(statements), statements);
    if (statements.kind !== "list") return false;
    let unknown: Outcome | undefined;
    for (const item of statements.items) {
      const outcome = judgeStatement(item, effect, test, scope);
      if (outcome.truth === true) return true;
      if (outcome.truth === undefined) unknown ??= outcome;
    }
    if (unknown === undefined && statements.rest !== undefined) return undecided(leaf, statements.rest, statements);
    return unknown ?? false;
  }

  function judgeStatement(item: Reading, effect: Effect | undefined, test: Test, scope: Parameters<Test>[1]): Outcome {
    if (item.kind === "unknown") return outcomeOf(leaf, undefined, item);
    if (item.kind !== "object") return decide(leaf, false, item);
    const statement = readStatement(item);
    if (effect === undefined) return test(statement, scope);
    const written = statement.get("effect");
    const isOther = written.kind === "scalar" ? written.value !== effect : written.kind !== "unknown";
    if (isOther) return decide(leaf, false, item);
    const outcome = test(statement, scope);
    return outcome.truth === true && written.kind === "unknown" ? outcomeOf(leaf, undefined, written) : outcome;
  }
};

/** The document's attribute is what decides, whatever part of the text did. */
function conclude(leaf: Leaf, reading: Reading, judged: Truth | Outcome): Outcome {
  if (typeof judged === "boolean") return decide(leaf, judged, reading);
  if (judged === undefined) return outcomeOf(leaf, undefined, reading);
  return undecided(leaf, judged.cause ?? { reason: "error" }, reading);
}

/**
 * Whether a pattern of IAM (`*` any text, `?` any character, letters without regard to case) covers an action; with a
 * wildcard in the action, whether it covers all of its actions.
 */
export function coversAction(pattern: string, action: string): boolean {
  return matchWildcards(pattern.toLowerCase(), action.toLowerCase());
}

/** Greedy matching that goes back to the last star only: linear for all patterns with one, quadratic at worst. */
function matchWildcards(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let index = 0;
  while (index < text.length) {
    const expected = pattern[at];
    if (expected === "*") {
      star = at;
      resume = index;
      at += 1;
    } else if (expected !== undefined && (expected === "?" || expected === text[index])) {
      at += 1;
      index += 1;
    } else if (star === -1) return false;
    else {
      at = star + 1;
      resume += 1;
      index = resume;
    }
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}

/** Compiles the condition `grants`: the statement at hand covers one of these actions, by `Action` or by `NotAction`. */
export function compileGrants(argument: Data, context: CompileContext): Test {
  const actions = textsArgument(argument, context);
  const leaf: Leaf = { path: context.path, describe: () => `a grant of ${actions.map(describeData).join(" or ")}` };
  return disjunction(actions.map((action) => grantTest(action, leaf)));
}

function grantTest(action: string, leaf: Leaf): Test {
  return (reading) => {
    if (reading.kind !== "object") return outcomeOf(leaf, reading.kind === "unknown" ? undefined : false, reading);
    const listed = reading.get("actions");
    if (listed.kind !== "absent") return outcomeOf(leaf, isCovered(listed, action), listed);
    const excluded = reading.get("notActions");
    if (excluded.kind === "absent") return decide(leaf, false, reading);
    const truth = isCovered(excluded, action);
    return outcomeOf(leaf, truth === undefined ? undefined : !truth, excluded);
  };
}

function isCovered(patterns: Reading, action: string): Truth {
  if (patterns.kind !== "list") return undefined;
  let truth: Truth = patterns.rest === undefined ? false : undefined;
  for (const item of patterns.items) {
    if (item.kind === "unknown") truth = undefined;
    else if (item.kind === "scalar" && coversAction(String(item.value), action)) return true;
  }
  return truth;
}

/** Operators about IAM policy documents. */
export const policyDocumentOperators: Readonly<Record<string, Operator>> = { policyDocument };
