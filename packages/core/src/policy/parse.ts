import { isMap, isScalar, LineCounter, parseDocument, type Document } from "yaml";
import type * as z from "zod";
import type { Diagnostic } from "../source/diagnostic.js";
import type { SourceFile, SourceRange } from "../source/source-file.js";
import { compilePolicy, loadPatternCompiler, usesPatterns } from "./compile.js";
import { operatorNames } from "./condition.js";
import { nearest } from "./nearest.js";
import { PolicyError, type Policy, type PolicyPath } from "./policy.js";
import { policySchema, topLevelNames } from "./schema.js";

/** A policy, or what is wrong with its text; the diagnostics are then errors with positions. */
export interface ParsedPolicy {
  readonly policy: Policy | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses and checks the YAML of one policy. */
export async function parsePolicy(file: SourceFile): Promise<ParsedPolicy> {
  const document = parseDocument(file.text, { lineCounter: new LineCounter(), prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) {
    const diagnostics = document.errors.map(({ message, pos }) =>
      problem(`This is not valid YAML: ${message}`, { file, start: pos[0], end: Math.max(pos[0] + 1, pos[1]) }),
    );
    return { policy: undefined, diagnostics };
  }
  const checked = policySchema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!checked.success) {
    const problems = withoutEchoes(checked.error.issues.flatMap((issue) => describeIssue(issue, [])));
    const diagnostics = problems.map(({ message, at, hint }) => problem(message, rangeOf(document, file, at), hint));
    return { policy: undefined, diagnostics };
  }
  const policy = checked.data;
  try {
    const compilePattern = usesPatterns(policy) ? await loadPatternCompiler() : undefined;
    compilePolicy(policy, { compilePattern });
    return { policy, diagnostics: [] };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return {
      policy: undefined,
      diagnostics: [problem(error.message, rangeOf(document, file, writtenPath(document, error.at)), error.hint)],
    };
  }
}

function problem(message: string, range: SourceRange, hint?: string): Diagnostic {
  return { severity: "error", code: "policy-invalid", message, range, hint };
}

/** What is missing is likely what an unknown name was meant to be. */
function withoutEchoes(problems: readonly Problem[]): readonly Problem[] {
  const specific = problems.filter(({ at }) => at.length > 0);
  return specific.length > 0 ? specific : problems;
}

interface Problem {
  readonly message: string;
  readonly at: PolicyPath;
  readonly hint?: string | undefined;
}

type Issue = z.core.$ZodIssue;

function describeIssue(issue: Issue, before: PolicyPath): readonly Problem[] {
  const at = [...before, ...issue.path.filter((key) => typeof key !== "symbol")];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => describeUnknownKey(key, at, before));
  if (issue.code === "invalid_union") return describeUnion(issue.errors, at, issue.message);
  return [
    { message: `${at.length === 0 ? "The policy" : `“${at.join(".")}”`}: ${issue.message}.`.replace("..", "."), at },
  ];
}

/** A union's errors are those of the alternative that got furthest: the one whose first problem lies deepest. */
function describeUnion(
  alternatives: readonly (readonly Issue[])[],
  at: PolicyPath,
  message: string,
): readonly Problem[] {
  let best: readonly Problem[] = [];
  let bestDepth = -1;
  for (const issues of alternatives) {
    const problems = issues.flatMap((issue) => describeIssue(issue, at));
    const isWrongKind = issues.every((issue) => issue.code === "invalid_type" && issue.path.length === 0);
    const depth = isWrongKind ? 0 : Math.max(...problems.map((each) => each.at.length));
    if (depth > bestDepth) [best, bestDepth] = [problems, depth];
  }
  return best.length > 0 ? best : [{ message, at }];
}

function describeUnknownKey(key: string, at: PolicyPath, before: PolicyPath): Problem {
  const isTop = at.length === 0 && before.length === 0;
  const near = nearest(key, isTop ? topLevelNames : operatorNames);
  const hint = near === undefined ? undefined : `Did you mean “${near}”?`;
  return { message: `“${key}” is not known here.`, at: [...at, key], hint };
}

/** The parts of a policy's only case may be written at its top. */
function writtenPath(document: Document, at: PolicyPath): PolicyPath {
  return at[0] === "cases" && !document.has("cases") ? at.slice(2) : at;
}

/** Points at the key of a mapping's entry, or at the nearest thing above that is there. */
function rangeOf(document: Document, file: SourceFile, at: PolicyPath): SourceRange {
  for (let length = at.length; length > 0; length -= 1) {
    const parent = document.getIn(at.slice(0, length - 1), true);
    const key = at[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (pair !== undefined && isScalar(pair.key) && pair.key.range) {
        return { file, start: pair.key.range[0], end: pair.key.range[1] };
      }
    }
    const node: unknown = document.getIn(at.slice(0, length), true);
    const range = isScalar(node) || isMap(node) ? node.range : undefined;
    if (range) return { file, start: range[0], end: range[1] };
  }
  return { file, start: 0, end: Math.min(1, file.text.length) };
}

/** Returns where the parts of a policy stand in its text: the key of an entry, or the nearest thing above that is written. */
export function placesIn(file: SourceFile): (at: PolicyPath) => SourceRange {
  const document = parseDocument(file.text, { prettyErrors: false });
  return (at) => rangeOf(document, file, writtenPath(document, at));
}
