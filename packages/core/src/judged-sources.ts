import type { Graph, GraphNode } from "./graph/graph.js";
import type { JudgedMemory, JudgedParts, JudgedUnit } from "./judged-memory.js";
import type { LoadedSources } from "./loaded-sources.js";
import { FindingCollector, placeKey, type FindingOrigin } from "./policy/assemble.js";
import { evaluatePolicies, type VerdictSink } from "./policy/evaluate.js";
import type { SensitivePlaces } from "./policy/excerpt.js";
import type { Finding, NotApplicable } from "./policy/finding.js";
import type { ManifestEditor } from "./policy/fix/fix-maker.js";
import { loadPolicies, type PolicyOptions } from "./policy/load.js";
import type { SuppressionOptions } from "./policy/suppressions/suppression.js";
import { readSuppressions, type Suppressions } from "./policy/suppressions/suppressions.js";
import type { ScanOptions } from "./scan-options.js";
import type { PolicyClock } from "./statistics.js";
import type { Diagnostic, ReportDiagnostic } from "./source/diagnostic.js";

/** What the policies say of what was read. */
export interface JudgedSources {
  readonly sources: LoadedSources;
  readonly findings: readonly Finding[];
  readonly passedBy: ReadonlyMap<string, number>;
  readonly notApplicable: readonly NotApplicable[];
  /** How many policies are on. */
  readonly selectedCount: number;
  /** The ids of those that judged all there was to judge. */
  readonly ran: ReadonlySet<string>;
  /** What there is to say, in the end, of suppressions. */
  readonly audit: readonly Diagnostic[];
  /** What was judged, as findings know it by `placeOf`; empty unless it was asked for. */
  readonly judged: ReadonlySet<string>;
  /** What passed of it. */
  readonly passes: ReadonlySet<string>;
  /** What the findings are about, by fingerprint. */
  readonly origins: ReadonlyMap<string, FindingOrigin>;
  /** The policy and the block of resources that a finding is about. */
  readonly placeOf: (finding: Finding) => string | undefined;
  /** Whether verdicts of an earlier scan were taken again, and what came up now speaks against that. */
  readonly isDoubtful: boolean;
}

/** How sources are judged. */
export interface Judging {
  /** Which policies are run. */
  readonly policies: PolicyOptions;
  /** What must not be shown. */
  readonly sensitivePlaces: SensitivePlaces;
  /** Whether to keep what was judged. */
  readonly keepsPlaces: boolean;
  /** Where the scan is measured. */
  readonly clock?: PolicyClock | undefined;
  /** The verdicts of earlier scans. */
  readonly memory?: JudgedMemory | undefined;
}

/** Evaluates the policies over what was read. */
export async function judgeSources(
  sources: LoadedSources,
  options: ScanOptions,
  { policies: policyOptions, sensitivePlaces, keepsPlaces, clock, memory }: Judging,
): Promise<JudgedSources> {
  const { graph, log, reported, workspace } = sources;
  options.onProgress?.({ stage: "compile", done: 0, total: 0 });
  const policies = await loadPolicies(graph, policyOptions, log.report);
  const editManifest = await loadManifestEditor(graph);
  const audit: Diagnostic[] = [];
  let isJudging = true;
  // Before anything is judged, so that no order in which things are evaluated depends on what is found.
  const sensitive = sources.rootPlaces();
  const suppressions = await readSuppressions({
    ...sources,
    host: memory?.ignoreFiles() ?? sources.host,
    entries: policies.entries,
    options: suppressionOptions(options),
    today: options.today,
    workspace,
    report: (diagnostic) => {
      if (isJudging) log.report(diagnostic);
      else audit.push(diagnostic);
    },
  });
  const collector = new FindingCollector(
    reported.has,
    options.includePassed ?? false,
    sensitivePlaces,
    editManifest,
    suppressions.suppressionOf,
  );
  const parts: JudgedParts = {
    ...sources,
    sensitive,
    surroundings: JSON.stringify([[...reported.paths].sort(), editManifest === undefined, workspace]),
  };
  const known = memory?.stillHolding(parts) ?? new Map<string, JudgedUnit>();
  collector.begin(new Set([...graph.nodes, ...graph.removed].map(({ domain }) => domain)), known);
  suppressions.takeOver(new Map([...known].map(([domain, { uses }]) => [domain, uses])));
  const places = new Places(keepsPlaces);
  const sink: VerdictSink = {
    onVerdict: (verdict) => {
      places.judge(placeKey(verdict.policy.policy.id, verdict.node));
      collector.onVerdict(verdict);
    },
    onPass: (policy, node) => {
      if (reported.has(node.range.file.path)) places.pass(placeKey(policy.policy.id, node));
      collector.onPass(policy, node);
    },
    onNotApplicable: options.onNotApplicable === undefined ? undefined : collector.onNotApplicable,
    onProgress: (done, total) => {
      options.onProgress?.({ stage: "evaluate", done, total });
    },
    clock,
  };
  let problems = 0;
  const reportProblem: ReportDiagnostic = (diagnostic) => {
    problems += 1;
    log.report(diagnostic);
  };
  const isJudged = ({ domain }: GraphNode): boolean => !known.has(domain);
  const failed = evaluatePolicies(graph, policies.of, sink, reportProblem, options.today, isJudged);
  if (options.engines !== undefined && options.engines.length > 0) {
    const { runEngines } = await import("./run-engines.js");
    await runEngines(options.engines, policies, sources, sink.onVerdict);
  }
  const ran = new Set([...policies.selectedIds].filter((id) => !failed.has(id) && !policies.unusableIds.has(id)));
  isJudging = false;
  suppressions.audit(ran, policies.isOn);
  const { selectedCount } = policies;
  const findings = collector.findings();
  const { passedBy, notApplicable, origins, placeOf } = collector;
  const { judged, passes } = places;
  // What is said once for all domains, and a policy that throws, depend on which of them comes first.
  const isDoubtful = problems > 0 && known.size > 0;
  if (memory !== undefined) {
    if (problems > 0) memory.forget();
    else memory.keep(unitsOf(collector, suppressions), parts);
  }
  return {
    ...{ sources, findings, passedBy, notApplicable, selectedCount, ran, audit },
    ...{ judged, passes, origins, placeOf, isDoubtful },
  };
}

function unitsOf({ units }: FindingCollector, { uses }: Suppressions): ReadonlyMap<string, JudgedUnit> {
  return new Map([...units].map(([domain, verdicts]) => [domain, { verdicts, uses: uses.get(domain) ?? new Map() }]));
}

/** Those of the configuration too; of what is required, what the options say counts. */
function suppressionOptions({ suppressions = {}, project }: ScanOptions): SuppressionOptions {
  if (project === undefined || project.problems.length > 0) return suppressions;
  const { configured = [], requirements } = project.suppressions;
  return {
    configured: [...(suppressions.configured ?? []), ...configured],
    requirements: { ...requirements, ...suppressions.requirements },
  };
}

/** What was judged and what passed, where that is kept. */
class Places {
  readonly judged = new Set<string>();
  readonly passes = new Set<string>();

  constructor(readonly areKept: boolean) {}

  judge(place: string): void {
    if (this.areKept) this.judged.add(place);
  }

  pass(place: string): void {
    if (!this.areKept) return;
    this.judged.add(place);
    this.passes.add(place);
  }
}

/** What edits manifests reads them too, and so is only there where manifests are. */
async function loadManifestEditor(graph: Graph): Promise<ManifestEditor | undefined> {
  if (!graph.nodes.some(({ kind }) => kind === "object")) return undefined;
  return (await import("./kubernetes/edits.js")).editManifest;
}
