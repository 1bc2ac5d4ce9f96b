import type { Graph } from "../graph/graph.js";
import { compareCodePoints } from "../source/code-points.js";
import type { ReportDiagnostic } from "../source/diagnostic.js";
import {
  catalogueOf,
  selectPolicies,
  type PolicyCatalogue,
  type PresetChoice,
  type SelectablePolicy,
} from "./catalogue.js";
import { isDefinedPolicy, type DefinedPolicy } from "./code/define-policy.js";
import { compilePolicy, loadPatternCompiler, postponePatterns, usesPatterns, type CompiledPolicy } from "./compile.js";
import type { PolicyEngine } from "./engine.js";
import { PolicyError, type Data, type Policy } from "./policy.js";

/** Which policies a scan is given, and which of them it runs. */
export interface PolicyOptions {
  readonly policies?: PolicyCatalogue | readonly (PolicyCatalogue | Policy)[] | undefined;
  readonly preset?: PresetChoice | undefined;
  /** Ids of policies that are on whatever their preset. Where they are given and no preset is, nothing else is on. */
  readonly mapped?: ReadonlySet<string> | undefined;
  readonly policy?: readonly string[] | undefined;
  readonly skipPolicy?: readonly string[] | undefined;
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, Data>>>> | undefined;
  readonly engines?: readonly PolicyEngine[] | undefined;
}

/** The policies of a scan. */
export interface LoadedPolicies {
  /** Those with a node to judge, in the order of their ids. */
  readonly compiled: readonly CompiledPolicy[];
  /** How many are on. */
  readonly selectedCount: number;
  /** The ids of those that are on, whether they have a node to judge or not. */
  readonly selectedIds: ReadonlySet<string>;
  /** The ids of those among them that cannot be used. */
  readonly unusableIds: ReadonlySet<string>;
}

/** Selects the policies that are on, and loads and compiles those among them that the graph has nodes for. */
export async function loadPolicies(
  graph: Graph,
  options: PolicyOptions,
  report: ReportDiagnostic,
): Promise<LoadedPolicies> {
  const { mapped, policy: only, skipPolicy: skip } = options;
  const preset = options.preset ?? (mapped === undefined ? "recommended" : undefined);
  const known = selectable(options);
  const problems: string[] = [];
  const selected = selectPolicies(known, { preset, mapped, only, skip }, (diagnostic) => {
    problems.push(diagnostic.code);
    report(diagnostic);
  });
  if (known.length > 0 && selected.length === 0 && problems.length === 0) reportNoneLeft(report);
  const wanted = new Map<PolicyCatalogue, Set<string>>();
  const hasPlan = graph.removed.length > 0 || graph.nodes.some(({ change }) => change !== undefined);
  for (const { entry, source } of selected) {
    if (entry.isAboutChanges === true && !hasPlan) continue;
    if (!entry.match.some((glob) => graph.namesMatching(glob).length > 0)) continue;
    const ids = wanted.get(source);
    if (ids === undefined) wanted.set(source, new Set([entry.id]));
    else ids.add(entry.id);
  }
  const loaded = await Promise.all([...wanted].map(([source, ids]) => source.load(ids)));
  const policies = loaded.flat().sort((left, right) => compareCodePoints(left.id, right.id));
  const compilePattern = policies.some(usesPatterns) ? await loadPatternCompiler() : undefined;
  const ownIds = new Set(selected.filter(({ isOwn }) => isOwn).map(({ entry }) => entry.id));
  const compiled: CompiledPolicy[] = [];
  const unusableIds = new Set<string>();
  for (const policy of policies) {
    if (isDefinedPolicy(policy) && !(await isWellDefined(policy, report))) {
      unusableIds.add(policy.id);
      continue;
    }
    try {
      const parameters = options.parameters?.[policy.id];
      // A catalogue was checked when it was built; of others a wrong pattern must be heard of before it is used.
      const isChecked = parameters === undefined && !ownIds.has(policy.id) && compilePattern !== undefined;
      const patterns = isChecked ? postponePatterns(compilePattern) : compilePattern;
      const isShipped = !ownIds.has(policy.id);
      compiled.push({ ...compilePolicy(policy, { parameters, compilePattern: patterns }), isShipped });
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      unusableIds.add(policy.id);
      for (const problem of [error, ...error.others]) {
        const message = `The policy ${policy.id} cannot be used: ${problem.message}`;
        report({ severity: "error", code: "policy-invalid", message, hint: problem.hint });
      }
    }
  }
  const selectedIds = new Set(selected.map(({ entry }) => entry.id));
  return { compiled, selectedCount: selected.length, selectedIds, unusableIds };
}

/** What was written in code was checked by no reader of policies. The schema is only loaded for such. */
async function isWellDefined(policy: DefinedPolicy, report: ReportDiagnostic): Promise<boolean> {
  const { problemsOfDefinition } = await import("./code/plugin.js");
  const problems = problemsOfDefinition(policy);
  for (const problem of problems) {
    const message = `The policy ${policy.id} cannot be used: ${problem}`;
    report({ severity: "error", code: "policy-invalid", message });
  }
  return problems.length === 0;
}

function reportNoneLeft(report: ReportDiagnostic): void {
  report({
    severity: "error",
    code: "no-policy-left",
    message: "No policy is left to run.",
    hint: "Of the policies that there are, the preset and the lists of policies to run and to skip select none.",
  });
}

/** What is at hand. A policy of one's own takes the place of one of the same id in a catalogue. */
function selectable({ policies = [], engines = [] }: PolicyOptions): readonly SelectablePolicy[] {
  const given = "load" in policies ? [policies] : policies;
  const catalogues: PolicyCatalogue[] = [];
  const own: Policy[] = [];
  for (const each of given) {
    if ("load" in each) catalogues.push(each);
    else own.push(each);
  }
  const ownIds = new Set(own.map(({ id }) => id));
  const shipped = catalogues.flatMap((source) => source.entries.map((entry) => ({ entry, isOwn: false, source })));
  const source = catalogueOf(own);
  return [
    ...shipped.filter(({ entry }) => !ownIds.has(entry.id)),
    ...source.entries.map((entry) => ({ entry, isOwn: true, source })),
    ...engines.flatMap(({ entries }) => entries.map((entry) => ({ entry, isOwn: true, source }))),
  ];
}
