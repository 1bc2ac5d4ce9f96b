import { isMap, isNode, isScalar, LineCounter, parseDocument, visit, type Document } from "yaml";
import { mayBeNestedDeeperThan } from "../kubernetes/nesting.js";
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

/** A policy, or what is wrong with its text; the diagnostics are then errors with positions. */
export interface ParsedPolicy {
  readonly policy: Policy | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** More than any policy needs, and few enough characters for a parser that builds a tree of them. */
const longestText = 1_000_000;
/** How deep conditions and matchers may be nested in each other. */
const deepest = 100;
const mostAliases = 100;

/** Parses and checks the YAML of one policy. */
export async function parsePolicy(file: SourceFile): Promise<ParsedPolicy> {
  const unreadable = describeSize(file);
  if (unreadable !== undefined) return rejected([unreadable]);
  const document = parseDocument(file.text, { lineCounter: new LineCounter(), prettyErrors: false, uniqueKeys: true });
  const { value, diagnostics } = readValue(document, file);
  if (diagnostics.length > 0) return rejected(diagnostics);
  if (looksLikeCheckov(document)) {
    const { readCheckov } = await import("./checkov/read.js");
    const { policy, diagnostics: found } = await readCheckov(file);
    return { policy, diagnostics: found };
  }
  const checked = policySchema.safeParse(value);
  const issues = checked.success ? [] : describeIssues(checked.error.issues, value);
  const mistakes = await findMistakes(checked.success ? checked.data : loosePolicy(value), document, checked.success);
  if (checked.success && mistakes.length === 0) return { policy: checked.data, diagnostics: [] };
  const problems = withoutEchoes([...withoutRepeated(issues, mistakes), ...withoutConsequences(mistakes, issues)]);
  const found = problems.map(({ message, at, hint }) => problem(message, rangeOf(document, file, at), hint));
  return rejected(found.sort((left, right) => (left.range?.start ?? 0) - (right.range?.start ?? 0)));
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

/** What no parser should be given: neither its stack nor the memory is without end. */
function describeSize(file: SourceFile): Diagnostic | undefined {
  const start = { file, start: 0, end: Math.min(1, file.text.length) };
  if (file.text.length > longestText) {
    return problem(`A policy has no more than ${longestText.toLocaleString("en")} characters.`, start);
  }
  if (!mayBeNestedDeeperThan(file.text, deepest)) return undefined;
  return problem(`A policy is not nested deeper than ${String(deepest)} levels.`, start);
}

/** The data of a document, or what is wrong with its YAML. */
function readValue(document: Document, file: SourceFile): { value: unknown; diagnostics: readonly Diagnostic[] } {
  const broken = [...document.errors, ...document.warnings].map(({ message, pos }) =>
    problem(`This is not valid YAML: ${message}`, { file, start: pos[0], end: Math.max(pos[0] + 1, pos[1]) }),
  );
  const diagnostics = [...broken, ...describeKeys(document, file)];
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  try {
    return { value: document.toJS({ maxAliasCount: mostAliases }), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const message = `The aliases of this file cannot be followed: ${error.message}.`.replace("..", ".");
    return { value: undefined, diagnostics: [problem(message, firstAlias(document, file))] };
  }
}

/** Keys that are no names: lists and mappings, and what would be no entry of an object. */
function describeKeys(document: Document, file: SourceFile): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  visit(document, {
    Pair: (_key, { key }) => {
      if (isScalar(key) && key.value !== "__proto__") return;
      if (isNode(key) && key.range) {
        const [start, end] = key.range;
        found.push(problem("This cannot be the name of anything.", { file, start, end: Math.max(start + 1, end) }));
      }
    },
  });
  return found;
}

function firstAlias(document: Document, file: SourceFile): SourceRange {
  let range: SourceRange = { file, start: 0, end: Math.min(1, file.text.length) };
  visit(document, {
    Alias: (_key, alias) => {
      if (!alias.range) return undefined;
      range = { file, start: alias.range[0], end: alias.range[1] };
      return visit.BREAK;
    },
  });
  return range;
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

/** Points at the key of a mapping's entry, or at the nearest thing above that is there. */
export function rangeOf(document: Document, file: SourceFile, at: PolicyPath): SourceRange {
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
