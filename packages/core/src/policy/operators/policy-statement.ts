import type { AbsentReading, ListReading, ObjectReading, Reading, UnknownReading } from "../../graph/reading.js";
import type { Truth } from "../outcome.js";
import { isPublicRange } from "./cidr.js";
import { piecesMayBe } from "./pieces.js";

/**
 * One statement of an IAM policy document, in the words that policies use.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */

/** A list of patterns that covers what the patterns do not: `NotAction` and `NotResource`. */
interface ComplementReading extends ListReading {
  readonly excluded: Reading;
}

/** The parts of a statement that conditions read: our name, and how it is read from IAM's. */
const parts: Readonly<Record<string, (statement: ObjectReading) => Reading>> = {
  effect: (statement) => statement.get("Effect"),
  sid: (statement) => statement.get("Sid"),
  actions: (statement) => patterns(statement.get("Action"), statement.get("NotAction")),
  notActions: (statement) => listOf(statement.get("NotAction")),
  resources: (statement) => patterns(statement.get("Resource"), statement.get("NotResource")),
  notResources: (statement) => listOf(statement.get("NotResource")),
  principals: (statement) => principalNames(statement.get("Principal")),
  notPrincipals: (statement) => principalNames(statement.get("NotPrincipal")),
  principalsByType: (statement) => statement.get("Principal"),
  conditions: (statement) => conditionList(statement.get("Condition")),
};
const names = Object.keys(parts);

/** Reads a statement in our words, with every list a list. */
export function readStatement(statement: ObjectReading): ObjectReading {
  return {
    kind: "object",
    range: statement.range,
    isSensitive: statement.isSensitive,
    rest: statement.rest,
    keys: () => names.filter((name) => parts[name]?.(statement).kind !== "absent"),
    get: (name) => {
      const read = Object.hasOwn(parts, name) ? parts[name] : undefined;
      return read === undefined ? absentFrom(statement) : read(statement);
    },
  };
}

function absentFrom({ range, isSensitive }: Reading): AbsentReading {
  return { kind: "absent", range, isSensitive };
}

function list(items: readonly Reading[], from: Reading, rest?: ListReading["rest"]): ListReading {
  return { kind: "list", items, rest, isBlocks: false, range: from.range, isSensitive: from.isSensitive };
}

/** A list, or one thing in the place of a list of one, as IAM allows everywhere. */
export function listOf(reading: Reading): Reading {
  if (reading.kind === "list" || reading.kind === "absent") return reading;
  // An unknown may be a list, but not where pieces of it are known: then it is a text.
  if (reading.kind === "unknown" && reading.pieces === undefined) return reading;
  return list([reading], reading);
}

function patterns(included: Reading, excluded: Reading): Reading {
  if (included.kind !== "absent" || excluded.kind === "absent") return listOf(included);
  const complement: ComplementReading = { ...list([], excluded), excluded: listOf(excluded) };
  return complement;
}

/** `Principal: "*"`, `{ AWS: … }`, `{ Service: [ … ] }`: the names, whatever they are names of. */
function principalNames(reading: Reading): Reading {
  if (reading.kind !== "object") return listOf(reading);
  const items: Reading[] = [];
  let rest = reading.rest;
  for (const key of reading.keys()) {
    const named = listOf(reading.get(key));
    if (named.kind === "list") {
      items.push(...named.items);
      rest ??= named.rest;
    } else if (named.kind !== "absent") items.push(named);
  }
  return list(items, reading, rest);
}

/** `{ StringEquals: { "aws:SourceArn": [ … ] } }` as a list of `{ operator, key, values }`, keys in lower case as IAM compares them. */
function conditionList(reading: Reading): Reading {
  if (reading.kind !== "object") return reading;
  const items: Reading[] = [];
  for (const operator of reading.keys()) {
    const tests = reading.get(operator);
    if (tests.kind === "object") for (const key of tests.keys()) items.push(conditionEntry(operator, key, tests));
    else if (tests.kind === "unknown") items.push(tests);
  }
  return items.length === 0 && reading.rest === undefined ? absentFrom(reading) : list(items, reading, reading.rest);
}

function conditionEntry(operator: string, key: string, tests: ObjectReading): ObjectReading {
  const text = (value: string): Reading => ({ kind: "scalar", value, range: tests.range, isSensitive: false });
  return {
    kind: "object",
    range: tests.range,
    isSensitive: tests.isSensitive,
    keys: () => ["operator", "key", "values"],
    get: (name) => {
      if (name === "operator") return text(operator);
      if (name === "key") return text(key.toLowerCase());
      return name === "values" ? listOf(tests.get(key)) : absentFrom(tests);
    },
  };
}

/**
 * Whether a pattern of IAM (`*` any text, `?` any character, letters without regard to case) covers a name; with a wildcard
 * in the name, whether it covers all that this stands for.
 */
function coversName(pattern: string, name: string): boolean {
  return matchWildcards(pattern.toLowerCase(), name.toLowerCase());
}

/** Greedy matching that goes back to the last star only: linear for patterns with one, quadratic at worst. */
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

/** Whether a list of patterns covers a name; a complement covers what it does not exclude. */
export function coversByPatterns(reading: Reading, name: string): Truth {
  if ("excluded" in reading) {
    const isExcluded = coversByPatterns((reading as ComplementReading).excluded, name);
    const excludesPart = isExcluded === false && name === "*";
    return isExcluded === undefined ? undefined : !isExcluded && !excludesPart;
  }
  if (reading.kind === "unknown") return undefined;
  const items = reading.kind === "list" ? reading.items : reading.kind === "scalar" ? [reading] : [];
  let truth: Truth = reading.kind === "list" && reading.rest !== undefined ? undefined : false;
  for (const item of items) {
    if (item.kind === "unknown") {
      if (mayCover(item, name)) truth = undefined;
    } else if (item.kind === "scalar") {
      const pattern = String(item.value);
      if (coversName(pattern, name) || (name === "*" && pattern === "*:*")) return true;
    }
  }
  return truth;
}

/** Whether a pattern that is not known may cover a name: not where it begins differently, nor the ARN of one thing everything. */
function mayCover(item: UnknownReading, name: string): boolean {
  const { pieces } = item;
  if (pieces !== undefined) {
    if (name === "*") return pieces.every((piece) => /^[*?:]*$/.test(piece));
    const [beginning = ""] = pieces;
    const head = /^[^*?\u0080-\uffff]*/.exec(beginning)?.[0] ?? "";
    return name.toLowerCase().startsWith(head.toLowerCase());
  }
  const isArn = item.reason === "known-after-apply" && /\.(?:\w+_)?arn$/.test(item.subject ?? "");
  return !(isArn && name === "*");
}

/**
 * Condition keys that say who may ask, or from where.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html, "The meaning of public"
 */
const callerKeys = new Set([
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceowner",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:sourceip",
  "aws:vpcsourceip",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalisawsservice",
  "aws:principalservicename",
  "aws:principalservicenameslist",
  "aws:userid",
  "aws:username",
  "kms:calleraccount",
  "kms:grantisforawsresource",
  "s3:dataaccesspointarn",
  "s3:dataaccesspointaccount",
  "s3:accesspointnetworkorigin",
  "elasticfilesystem:accessedviamounttarget",
  "lambda:functionurlauthtype",
]);

const limitingOperators = new Set([
  "stringequals",
  "stringequalsignorecase",
  "stringlike",
  "arnequals",
  "arnlike",
  "ipaddress",
  "bool",
]);

/** Whether a statement lets anybody in: everybody as principal, and no condition on who asks. */
export function admitsAnybody(statement: ObjectReading): Truth {
  const everybody = hasEverybody(statement.get("principals"), statement.get("notPrincipals"));
  if (everybody === false) return false;
  const limited = isLimited(statement.get("conditions"));
  if (limited === true) return false;
  return everybody === undefined || limited === undefined ? undefined : true;
}

/** The principal by which a statement means everybody, where one is written. */
export function everybodyIn(statement: ObjectReading): Reading | undefined {
  const principals = statement.get("principals");
  return principals.kind === "list" ? principals.items.find(isEverybody) : undefined;
}

function isEverybody(principal: Reading): boolean {
  return principal.kind === "scalar" && principal.value === "*";
}

function hasEverybody(principals: Reading, excluded: Reading): Truth {
  if (principals.kind === "absent") return excluded.kind !== "absent";
  if (principals.kind !== "list") return undefined;
  if (principals.items.some(isEverybody)) return true;
  const isOpen =
    principals.rest !== undefined || principals.items.some((item) => item.kind === "unknown" && mayBeAnybody(item));
  return isOpen ? undefined : false;
}

/** What another resource will be called is not `*`. */
function mayBeAnybody(item: UnknownReading): boolean {
  if (item.pieces !== undefined && !piecesMayBe(item.pieces, "*")) return false;
  return item.reason !== "known-after-apply" && item.reason !== "data-source";
}

function isLimited(conditions: Reading): Truth {
  if (conditions.kind === "absent") return false;
  if (conditions.kind !== "list") return undefined;
  let truth: Truth = conditions.rest === undefined ? false : undefined;
  for (const condition of conditions.items) {
    if (condition.kind !== "object") truth = undefined;
    else if (limitsCaller(condition)) return true;
  }
  return truth;
}

function limitsCaller(condition: ObjectReading): boolean {
  const operator = textOf(condition.get("operator"))
    .toLowerCase()
    .replace(/^forany(?:value):/, "");
  if (!limitingOperators.has(operator) || !callerKeys.has(textOf(condition.get("key")))) return false;
  const values = condition.get("values");
  if (values.kind !== "list") return values.kind === "unknown";
  const isLimit = operator === "bool" ? isTrue : isSomething;
  return values.items.every((value) => value.kind !== "scalar" || isLimit(String(value.value)));
}

/** That a flag is not set says little: the caller is no service of AWS. */
function isTrue(value: string): boolean {
  return value.toLowerCase() === "true";
}

function isSomething(value: string): boolean {
  return !isAnything(value);
}

function isAnything(value: string): boolean {
  return /^[*?]*$/.test(value) || /^arn:[*?]/.test(value) || isPublicRange(value);
}

function textOf(reading: Reading): string {
  return reading.kind === "scalar" ? String(reading.value) : "";
}
