import { isMap, parseDocument, type Document } from "yaml";
import type { Diagnostic } from "../source/diagnostic.js";
import type { SourceFile, SourceRange } from "../source/source-file.js";
import { compilePolicy, loadPatternCompiler, usesPatterns } from "./compile.js";
import {
  isDataList,
  isDataMap,
  parameterTypes,
  PolicyError,
  type Data,
  type Policy,
  type PolicyPath,
} from "./policy.js";
import { describeIssues, type Problem } from "./schema-issues.js";
import { policySchema } from "./schema.js";
import { policyVocabulary } from "./vocabulary.js";
import { rangeOf, readYamlValue } from "./yaml-value.js";

/** A policy, or what is wrong with its text; the diagnostics are then errors with positions. */
export interface ParsedPolicy {
  readonly policy: Policy | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses and checks the YAML of one policy. */
export async function parsePolicy(file: SourceFile): Promise<ParsedPolicy> {
  const read = readYamlValue(file, "A policy");
  const { document, problems: unreadable } = read;
  const value = read.value ?? read.withLastOfKeys;
  const unread = unreadable.map(({ message, range }) => problem(message, range));
  if (unread.length > 0 && (read.withLastOfKeys === undefined || looksLikeCheckov(document))) return rejected(unread);
  if (looksLikeCheckov(document)) {
    const { readCheckov } = await import("./checkov/read.js");
    const { policy, diagnostics: found } = await readCheckov(file);
    return { policy, diagnostics: found };
  }
  const checked = policySchema.safeParse(value);
  const issues = checked.success ? [] : describeIssues(checked.error.issues, value, policyVocabulary);
  const mistakes = await findMistakes(checked.success ? checked.data : loosePolicy(value), document, checked.success);
  if (checked.success && mistakes.length + unread.length === 0) return { policy: checked.data, diagnostics: [] };
  const problems = withoutEchoes([...withoutRepeated(issues, mistakes), ...withoutConsequences(mistakes, issues)]);
  const found = problems.map(({ message, at, hint }) => problem(message, rangeOf(document, file, at), hint));
  return rejected([...unread, ...found].sort((left, right) => (left.range?.start ?? 0) - (right.range?.start ?? 0)));
}

/** Whether the top of a file has the names of a Checkov policy rather than those of ours. */
function looksLikeCheckov(document: Document): boolean {
  if (!isMap(document.contents) || document.has("match") || document.has("cases") || document.has("kind")) return false;
  return document.has("definition") || (document.has("metadata") && !document.has("id"));
}

function rejected(diagnostics: readonly Diagnostic[]): ParsedPolicy {
  return { policy: undefined, diagnostics };
}

function problem(message: string, range: SourceRange, hint?: string): Diagnostic {
  return { severity: "error", code: "policy-invalid", message, range, hint };
}

/** What only shows when the policy is compiled. Of one that the schema rejects only as much as can be told. */
async function findMistakes(policy: Policy, document: Document, isValid: boolean): Promise<readonly Problem[]> {
  try {
    compilePolicy(policy, { compilePattern: usesPatterns(policy) ? await loadPatternCompiler() : undefined });
    return [];
  } catch (error) {
    if (error instanceof PolicyError) {
      return [error, ...error.others].map(({ message, at, hint }) => ({
        message,
        at: writtenPath(document, at),
        hint,
      }));
    }
    if (isValid) throw error;
    return [];
  }
}

/** As much of a policy as there is to compile, whatever else is wrong with it. */
function loosePolicy(value: unknown): Policy {
  const top = isDataMap(value) ? value : {};
  const list = top["cases"];
  const cases = isDataList(list) ? list.map((each) => (isDataMap(each) ? each : {})) : [top];
  const parameters = Object.entries(isDataMap(top["parameters"]) ? top["parameters"] : {}).filter(
    ([, parameter]) => isDataMap(parameter) && parameter["default"] !== undefined && isParameterType(parameter["type"]),
  );
  return { ...top, id: "", aliases: {}, cases, parameters: Object.fromEntries(parameters) } as unknown as Policy;
}

function isParameterType(type: Data | undefined): boolean {
  return (parameterTypes as readonly unknown[]).includes(type);
}

/** Where a name is misspelt it is no news that another one is missing. */
function withoutEchoes(problems: readonly Problem[]): readonly Problem[] {
  const isMisspelt = problems.some(({ kind, at }) => kind === "unknown-name" && at.length === 1);
  return isMisspelt ? problems.filter(({ at, kind }) => at.length > 0 && kind !== "missing") : problems;
}

/** What compiling says of a place is better than what the schema does. */
function withoutRepeated(issues: readonly Problem[], mistakes: readonly Problem[]): readonly Problem[] {
  return issues.filter(({ at }) => !mistakes.some((mistake) => mistake.at.length > 0 && isAtOrBelow(at, mistake.at)));
}

/** What is wrong in what is of the wrong kind altogether is no news. */
function withoutConsequences(mistakes: readonly Problem[], issues: readonly Problem[]): readonly Problem[] {
  return mistakes.filter(
    ({ at }) =>
      !issues.some((issue) => issue.at.length > 0 && issue.at.length < at.length && isAtOrBelow(at, issue.at)),
  );
}

function isAtOrBelow(at: PolicyPath, above: PolicyPath): boolean {
  return above.every((key, index) => key === at[index]);
}

/** The parts of a policy's only case may be written at its top. */
function writtenPath(document: Document, at: PolicyPath): PolicyPath {
  return at[0] === "cases" && !document.has("cases") ? at.slice(2) : at;
}

/** Returns where the parts of a policy stand in its text: the key of an entry, or the nearest thing above that is written. */
export function placesIn(file: SourceFile): (at: PolicyPath) => SourceRange {
  const document = parseDocument(file.text, { prettyErrors: false });
  return (at) => rangeOf(document, file, writtenPath(document, at));
}
