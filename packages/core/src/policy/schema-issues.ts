import type * as z from "zod";
import { nearest } from "./nearest.js";
import { isDataList, isDataMap, type Data, type PolicyPath } from "./policy.js";

/** Something wrong at a place of what a person wrote. */
export interface Problem {
  readonly message: string;
  readonly at: PolicyPath;
  readonly hint?: string | undefined;
  readonly kind?: "unknown-name" | "missing" | undefined;
}

/** What is needed to speak of what a schema is about. */
export interface Vocabulary {
  /** What the whole is called, to begin a sentence with. */
  readonly subject: string;
  /** The names that may stand at a place. */
  readonly namesAt: (at: PolicyPath) => readonly string[];
}

type Issue = z.core.$ZodIssue;

/** Says in sentences what a schema has to say about a value. */
export function describeIssues(issues: readonly Issue[], value: unknown, words: Vocabulary): readonly Problem[] {
  return issues.flatMap((issue) => describeIssue(issue, [], { value, words }));
}

/** What is checked, and in which words. */
interface Checked {
  readonly value: unknown;
  readonly words: Vocabulary;
}

function describeIssue(issue: Issue, before: PolicyPath, checked: Checked): readonly Problem[] {
  const { value, words } = checked;
  const at = [...before, ...issue.path.filter((key) => typeof key !== "symbol")];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => describeUnknownName(key, at, words));
  if (issue.code === "invalid_union") return describeUnion(issue.errors, at, issue.message, checked);
  const name = at.length === 0 ? words.subject : `“${at.join(".")}”`;
  const given = valueAt(value, at);
  const choices = issue.code === "invalid_value" ? issue.values.map(String) : [];
  const list = choices.length > 1 ? `It is one of ${choices.join(", ")}.` : undefined;
  if (given === undefined) return [{ message: `${name} is missing.`, at, hint: list, kind: "missing" }];
  const near = typeof given === "string" ? (begunBy(given, choices) ?? nearest(given, choices)) : undefined;
  const hint = near === undefined ? list : `Did you mean “${near}”?`;
  return [{ message: describeValue(issue, name, given), at, hint }];
}

function describeValue(issue: Issue, name: string, given: Data): string {
  if (issue.code === "invalid_value") {
    const [first] = issue.values;
    const shown = isDataList(given) || isDataMap(given) ? kindOf(given) : JSON.stringify(given);
    return issue.values.length === 1 ? `${name} is ${String(first)}, not ${shown}.` : `${name} cannot be ${shown}.`;
  }
  if (issue.code === "invalid_type") {
    return `${name} is ${kinds.get(issue.expected) ?? `a value of type ${issue.expected}`}, not ${kindOf(given)}.`;
  }
  return `${name}: ${issue.message}.`.replace("..", ".");
}

/** What a schema's types are called where people write them. */
const kinds: ReadonlyMap<string, string> = new Map([
  ["object", "a mapping"],
  ["record", "a mapping"],
  ["array", "a list"],
  ["string", "a text"],
  ["number", "a number"],
  ["int", "a whole number"],
  ["boolean", "true or false"],
]);

function kindOf(given: Data): string {
  if (given === null) return "empty";
  if (isDataList(given)) return "a list";
  if (isDataMap(given)) return "a mapping";
  return typeof given === "string" ? "a text" : String(given);
}

/** The one choice that a word is the beginning of, as `crit` is of `critical`. */
function begunBy(word: string, choices: readonly string[]): string | undefined {
  const begun = choices.filter((choice) => word !== "" && choice.startsWith(word.toLowerCase()));
  return begun.length === 1 ? begun[0] : undefined;
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
  message: string,
  checked: Checked,
): readonly Problem[] {
  let best: readonly Problem[] = [];
  let bestDepth = -1;
  for (const issues of alternatives) {
    const problems = issues.flatMap((issue) => describeIssue(issue, at, checked));
    const isWrongKind = issues.every((issue) => issue.code === "invalid_type" && issue.path.length === 0);
    const depth = isWrongKind ? 0 : Math.max(...problems.map((each) => each.at.length));
    if (depth > bestDepth) [best, bestDepth] = [problems, depth];
  }
  return best.length > 0 ? best : [{ message, at }];
}

function describeUnknownName(name: string, at: PolicyPath, { namesAt }: Vocabulary): Problem {
  const near = nearest(name, namesAt(at));
  const hint = near === undefined ? undefined : `Did you mean “${near}”?`;
  return { message: `“${name}” is not known here.`, at: [...at, name], hint, kind: "unknown-name" };
}
