import { RE2JS } from "re2js";
import { listValue, nullValue, objectValue, stringValue, tupleValue } from "../values/construct.js";
import { dynamicType, listOf, objectOf, stringType, tupleOf } from "../values/type.js";
import type { Type } from "../values/type.js";
import type { Value } from "../values/value.js";
import { argumentAt, textAt } from "./arguments.js";
import { define, parameter } from "./define.js";
import { argumentError, callError } from "./failure.js";

/** A compiled expression, with the names of its groups: empty where they have none. */
interface Expression {
  readonly compiled: RE2JS;
  readonly names: readonly string[];
}

const compiledExpressions = new Map<string, Expression>();
const largestCache = 500;

function compile(pattern: string): Expression {
  const known = compiledExpressions.get(pattern);
  if (known !== undefined) return known;
  const compiled = compileText(pattern);
  const names = new Array<string>(compiled.groupCount()).fill("");
  for (const [name, index] of Object.entries(compiled.namedGroups())) names[index - 1] = name.replace(ordinal, "");
  const expression = { compiled, names };
  if (compiledExpressions.size >= largestCache) compiledExpressions.clear();
  compiledExpressions.set(pattern, expression);
  return expression;
}

function compileText(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    const message = error instanceof Error ? error.message : "it has a syntax error";
    const distinct = message.includes("duplicate capture group name") ? withDistinctNames(pattern) : pattern;
    if (distinct !== pattern) return compileText(distinct);
    throw argumentError(0, `The regular expression is not valid: ${message}.`);
  }
}

const ordinal = /__[0-9]+$/;
const groupOrSkipped =
  /\\Q[^]*?(?:\\E|$)|\\[^]|\[\^?\]?(?:\[:[^\]]*:\]|\\[^]|[^\]\\])*\]|\(\?P?<([A-Za-z_][A-Za-z0-9_]*)>/g;

/** Terraform lets groups share a name, the library does not: they get a number until the match is read. */
function withDistinctNames(pattern: string): string {
  const counts = new Map<string, number>();
  return pattern.replace(groupOrSkipped, (whole, name: string | undefined) => {
    if (name === undefined) return whole;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? whole : `(?P<${name}__${String(count)}>`;
  });
}

/** One match: the whole and the groups, as ranges of UTF-16 offsets, -1 where a group took no part. */
interface Match {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Finds all matches as Go does: an empty one directly behind another does not count. */
function* findAll(expression: Expression, text: string): Generator<Match> {
  const matcher = expression.compiled.matcher(text);
  let from = 0;
  let previousEnd = -1;
  while (from <= text.length && matcher.find(from)) {
    const start = matcher.start();
    const end = matcher.end();
    const isEmpty = start === end;
    if (!isEmpty || start !== previousEnd) {
      const starts = [start];
      const ends = [end];
      for (let group = 1; group <= expression.names.length; group += 1) {
        starts.push(matcher.start(group));
        ends.push(matcher.end(group));
      }
      yield { starts, ends };
    }
    previousEnd = end;
    from = isEmpty ? end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1) : end;
  }
}

function groupText(match: Match, group: number, text: string): string | undefined {
  const start = match.starts[group] ?? -1;
  return start < 0 ? undefined : text.slice(start, match.ends[group]);
}

/** Replaces all matches of a pattern, expanding `$1`, `$name`, `${name}` and `$$` in the replacement. */
export function replaceMatches(text: string, pattern: string, replacement: string): string {
  const expression = compile(pattern);
  let result = "";
  let last = 0;
  for (const match of findAll(expression, text)) {
    const start = match.starts[0] ?? 0;
    result += text.slice(last, start) + expand(replacement, expression, match, text);
    last = match.ends[0] ?? start;
  }
  return result + text.slice(last);
}

const reference = /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu;

function expand(replacement: string, expression: Expression, match: Match, text: string): string {
  if (!replacement.includes("$")) return replacement;
  return replacement.replace(reference, (whole, braced: string | undefined, bare: string | undefined) => {
    if (whole === "$$") return "$";
    const name = braced ?? bare ?? "";
    if (/^\d{1,8}$/.test(name)) return groupText(match, Number(name), text) ?? "";
    // Of several groups of one name the first that took part counts.
    const found = expression.names.findIndex((known, at) => known === name && (match.starts[at + 1] ?? -1) >= 0);
    return found < 0 ? "" : (groupText(match, found + 1, text) ?? "");
  });
}

/** The type of one match: a string without groups, an object with named ones, otherwise a tuple. */
function matchType(expression: Expression): Type {
  const names = expression.names;
  if (names.length === 0) return stringType;
  const named = names.filter((name) => name !== "").length;
  if (named === 0) return tupleOf(names.map(() => stringType));
  if (named < names.length) {
    throw argumentError(0, "A regular expression cannot have both named and unnamed groups here.");
  }
  return objectOf(new Map(names.map((name) => [name, stringType])));
}

function matchValue(expression: Expression, match: Match, text: string): Value {
  const groups = expression.names.map((_, at): Value => {
    const found = groupText(match, at + 1, text);
    return found === undefined ? nullValue(stringType) : stringValue(found);
  });
  const type = matchType(expression);
  if (type.kind === "string") return stringValue(groupText(match, 0, text) ?? "");
  if (type.kind === "tuple") return tupleValue(groups);
  const entries = new Map<string, Value>();
  groups.forEach((group, at) => entries.set(expression.names[at] ?? "", group));
  return objectValue(entries);
}

const parameters = [parameter("pattern", stringType), parameter("string", stringType)];

/** RE2's syntax and semantics. https://developer.hashicorp.com/terraform/language/functions/regex */
export const regex = define({
  name: "regex",
  parameters,
  returns: (args) => (argumentAt(args, 0).kind === "unknown" ? dynamicType : matchType(compile(textAt(args, 0)))),
  call: (args) => {
    const expression = compile(textAt(args, 0));
    matchType(expression);
    const text = textAt(args, 1);
    for (const match of findAll(expression, text)) return matchValue(expression, match, text);
    throw callError("The regular expression does not match any part of the text.");
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/regexall */
export const regexall = define({
  name: "regexall",
  parameters,
  returns: (args) =>
    argumentAt(args, 0).kind === "unknown" ? dynamicType : listOf(matchType(compile(textAt(args, 0)))),
  call: (args) => {
    const expression = compile(textAt(args, 0));
    const type = matchType(expression);
    const text = textAt(args, 1);
    return listValue(
      type,
      Array.from(findAll(expression, text), (match) => matchValue(expression, match, text)),
    );
  },
});
