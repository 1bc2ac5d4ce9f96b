import type { Graph, GraphNode } from "../graph/graph.js";
import { compareCodePoints } from "../source/code-points.js";
import type { ReportDiagnostic } from "../source/diagnostic.js";
import { catalogueOf, type PolicyCatalogue, type PolicyEntry, type SelectablePolicy } from "./catalogue.js";
import {
  chooseEverywhere,
  type PlaceChoice,
  type PolicyChoice,
  type PolicySettings,
  type SelectionOptions,
} from "./choice.js";
import { isDefinedPolicy, type DefinedPolicy } from "./code/define-policy.js";
import { compilePolicy, loadPatternCompiler, postponePatterns, usesPatterns, type CompiledPolicy } from "./compile.js";
import type { PatternCompiler } from "./context.js";
import type { PolicyEngine } from "./engine.js";
import { PolicyError, type Policy } from "./policy.js";

/** Which policies a scan is given, and which of them it runs. */
export interface PolicyOptions extends SelectionOptions {
  readonly policies?: PolicyCatalogue | readonly (PolicyCatalogue | Policy)[] | undefined;
  readonly engines?: readonly PolicyEngine[] | undefined;
  /** Chooses among the policies at hand, in place of the options. */
  readonly choose?: ((policies: readonly SelectablePolicy[], report: ReportDiagnostic) => PolicyChoice) | undefined;
}

/** The policies of a scan. */
export interface LoadedPolicies {
  /** Those that judge a node, in the order of their ids; one and the same list for all nodes for which it is the same. */
  readonly of: (node: GraphNode) => readonly CompiledPolicy[];
  /** A policy of another language as it is run on a node; undefined where it is not. */
  readonly settle: (policy: CompiledPolicy, node: GraphNode) => CompiledPolicy | undefined;
  /** Whether the policy of an id is on for a node, whatever the node's type. */
  readonly isOn: (id: string, node: GraphNode) => boolean;
  /** What is known of the policies at hand, whether they are on or not. */
  readonly entries: readonly PolicyEntry[];
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
  const known = selectable(options);
  const problems: string[] = [];
  const reportProblem: ReportDiagnostic = (diagnostic) => {
    if (diagnostic.severity === "error") problems.push(diagnostic.code);
    report(diagnostic);
  };
  const choice = options.choose?.(known, reportProblem) ?? chooseEverywhere(known, options, reportProblem);
  const places = new Set([choice.general, ...graph.nodes.map(choice.at), ...graph.removed.map(choice.at)]);
  const selected = known.filter((policy) => [...places].some((place) => place.settingsOf(policy) !== undefined));
  if (known.length > 0 && selected.length === 0 && problems.length === 0) reportNoneLeft(report);
  const policies = await loadSelected(selected, graph);
  const compiler = new Compiler(policies.some(usesPatterns) ? await loadPatternCompiler() : undefined, report);
  for (const policy of policies) {
    if (isDefinedPolicy(policy) && !(await isWellDefined(policy, report))) compiler.unusableIds.add(policy.id);
  }
  const byId = new Map(selected.map((policy) => [policy.entry.id, policy]));
  const lists = new Map<PlaceChoice, readonly CompiledPolicy[]>();
  const same = new Map<string, readonly CompiledPolicy[]>();
  for (const place of places) lists.set(place, shared(compileFor(place, policies, byId, compiler), same, compiler));
  return {
    of: (node) => lists.get(choice.at(node)) ?? [],
    settle: (policy, node) => settle(policy, byId.get(policy.policy.id), choice.at(node)),
    isOn: (id, node) => {
      const policy = byId.get(id);
      return policy !== undefined && choice.at(node).settingsOf(policy) !== undefined;
    },
    entries: known.map(({ entry }) => entry),
    selectedCount: selected.length,
    selectedIds: new Set(byId.keys()),
    unusableIds: compiler.unusableIds,
  };
}

/** Loads those of some policies that the graph has nodes for, in the order of their ids. */
async function loadSelected(selected: readonly SelectablePolicy[], graph: Graph): Promise<readonly Policy[]> {
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
  return loaded.flat().sort((left, right) => compareCodePoints(left.id, right.id));
}

/** The policies that are run at some places, each as it is run there. */
function compileFor(
  place: PlaceChoice,
  policies: readonly Policy[],
  byId: ReadonlyMap<string, SelectablePolicy>,
  compiler: Compiler,
): readonly CompiledPolicy[] {
  return policies.flatMap((policy) => {
    const selectedPolicy = byId.get(policy.id);
    const settings = selectedPolicy === undefined ? undefined : place.settingsOf(selectedPolicy);
    if (selectedPolicy === undefined || settings === undefined) return [];
    return compiler.compile(policy, settings, selectedPolicy.isOwn) ?? [];
  });
}

/** One list for all places where the same policies are run in the same way, which may be written in many files. */
function shared(
  list: readonly CompiledPolicy[],
  same: Map<string, readonly CompiledPolicy[]>,
  { numberOf }: Compiler,
): readonly CompiledPolicy[] {
  const key = list.map(numberOf).join(" ");
  const known = same.get(key);
  if (known === undefined) same.set(key, list);
  return known ?? list;
}

function settle(
  policy: CompiledPolicy,
  selected: SelectablePolicy | undefined,
  place: PlaceChoice,
): CompiledPolicy | undefined {
  const settings = selected === undefined ? undefined : place.settingsOf(selected);
  return settings === undefined ? undefined : withSettings(policy, settings);
}

function withSettings(compiled: CompiledPolicy, { severity, enforcement }: PolicySettings): CompiledPolicy {
  const isPlain = severity === undefined && enforcement === "soft-mandatory";
  if (isPlain) return compiled;
  const policy = severity === undefined ? compiled.policy : { ...compiled.policy, severity };
  return { ...compiled, policy, enforcement };
}

/** Compiles policies, each once for the same parameters. */
class Compiler {
  /** The ids of policies that cannot be used. */
  readonly unusableIds = new Set<string>();
  readonly #compiled = new Map<string, CompiledPolicy | undefined>();
  readonly #numbers = new Map<CompiledPolicy, number>();

  constructor(
    readonly compilePattern: PatternCompiler | undefined,
    readonly report: ReportDiagnostic,
  ) {}

  /** A number that stands for one policy as it is run. */
  readonly numberOf = (compiled: CompiledPolicy): number => {
    let number = this.#numbers.get(compiled);
    if (number === undefined) this.#numbers.set(compiled, (number = this.#numbers.size));
    return number;
  };

  compile(policy: Policy, settings: PolicySettings, isOwn: boolean): CompiledPolicy | undefined {
    const { severity, enforcement, parameters } = settings;
    const key = `${policy.id}\n${JSON.stringify(parameters)}`;
    const variant = `${key}\n${severity ?? ""}\n${enforcement}`;
    if (this.#compiled.has(variant)) return this.#compiled.get(variant);
    if (!this.#compiled.has(key)) this.#compiled.set(key, this.#compile(policy, settings, isOwn));
    const compiled = this.#compiled.get(key);
    const settled = compiled === undefined ? undefined : withSettings(compiled, settings);
    this.#compiled.set(variant, settled);
    return settled;
  }

  #compile(policy: Policy, { parameters, parametersAt }: PolicySettings, isOwn: boolean): CompiledPolicy | undefined {
    if (this.unusableIds.has(policy.id)) return undefined;
    const { compilePattern } = this;
    const isGiven = Object.keys(parameters).length > 0;
    // A catalogue was checked when it was built; of others a wrong pattern must be heard of before it is used.
    const isChecked = !isGiven && !isOwn && compilePattern !== undefined;
    const patterns = isChecked ? postponePatterns(compilePattern) : compilePattern;
    try {
      return { ...compilePolicy(policy, { parameters, compilePattern: patterns }), isShipped: !isOwn };
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      this.unusableIds.add(policy.id);
      for (const problem of [error, ...error.others]) {
        const message = `The policy ${policy.id} cannot be used: ${problem.message}`;
        this.report({ severity: "error", code: "policy-invalid", message, hint: problem.hint, range: parametersAt });
      }
      return undefined;
    }
  }
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

/** Returns what is at hand. A policy of one's own takes the place of one of the same id in a catalogue. */
export function selectable({
  policies = [],
  engines = [],
}: Pick<PolicyOptions, "policies" | "engines">): readonly SelectablePolicy[] {
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
