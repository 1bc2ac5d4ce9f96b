import type * as z from "zod";
import { operatorNames } from "./condition.js";
import { nearest } from "./nearest.js";
import { isDataList, isDataMap, type Data, type PolicyPath } from "./policy.js";
import { caseNames, topLevelNames } from "./schema.js";

/** Something wrong at a place of a policy. */
export interface Problem {
  readonly message: string;
  readonly at: PolicyPath;
  readonly hint?: string | undefined;
  readonly kind?: "unknown-name" | "missing" | undefined;
}

type Issue = z.core.$ZodIssue;

/** Says in sentences what the schema has to say about a value. */
export function describeIssues(issues: readonly Issue[], value: unknown): readonly Problem[] {
  return issues.flatMap((issue) => describeIssue(issue, [], value));
}

function describeIssue(issue: Issue, before: PolicyPath, value: unknown): readonly Problem[] {
  const at = [...before, ...issue.path.filter((key) => typeof key !== "symbol")];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => describeUnknownName(key, at));
  if (issue.code === "invalid_union") return describeUnion(issue.errors, at, { message: issue.message, value });
  const name = at.length === 0 ? "The policy" : `“${at.join(".")}”`;
  const given = valueAt(value, at);
  const choices = issue.code === "invalid_value" ? issue.values.map(String) : [];
  const list = choices.length > 1 ? `It is one of ${choices.join(", ")}.` : undefined;
  if (given === undefined) return [{ message: `${name} is missing.`, at, hint: list, kind: "missing" }];
  const near = typeof given === "string" ? nearest(given, choices) : undefined;
  const hint = near === undefined ? list : `Did you mean “${near}”?`;
  return [{ message: `${name}: ${issue.message}.`.replace("..", "."), at, hint }];
}

function valueAt(value: unknown, at: PolicyPath): Data | undefined {
  let found = value as Data | undefined;
  for (const key of at) {
    if (isDataList(found) && typeof key === "number") found = found[key];
    else if (isDataMap(found) && Object.hasOwn(found, key)) found = found[key];
    else return undefined;
  }
  return found;
}

/** A union's errors are those of the alternative that got furthest: the one whose first problem lies deepest. */
function describeUnion(
  alternatives: readonly (readonly Issue[])[],
  at: PolicyPath,
  { message, value }: { readonly message: string; readonly value: unknown },
): readonly Problem[] {
  let best: readonly Problem[] = [];
  let bestDepth = -1;
  for (const issues of alternatives) {
    const problems = issues.flatMap((issue) => describeIssue(issue, at, value));
    const isWrongKind = issues.every((issue) => issue.code === "invalid_type" && issue.path.length === 0);
    const depth = isWrongKind ? 0 : Math.max(...problems.map((each) => each.at.length));
    if (depth > bestDepth) [best, bestDepth] = [problems, depth];
  }
  return best.length > 0 ? best : [{ message, at }];
}

function describeUnknownName(name: string, at: PolicyPath): Problem {
  const near = nearest(name, namesAt(at));
  const hint = near === undefined ? undefined : `Did you mean “${near}”?`;
  return { message: `“${name}” is not known here.`, at: [...at, name], hint, kind: "unknown-name" };
}

/** The names that may stand at a place. */
function namesAt(at: PolicyPath): readonly string[] {
  if (at.length === 0) return topLevelNames;
  if (at.length === 2 && at[0] === "cases") return caseNames;
  if (at.length === 2 && at[0] === "parameters") return ["type", "default", "description"];
  return at.at(-1) === "each" ? ["path", "where"] : operatorNames;
}
