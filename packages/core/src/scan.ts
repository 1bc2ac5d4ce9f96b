import { assessFrameworks } from "./compliance/assess.js";
import { policiesOf, withPolicies, type Framework } from "./compliance/framework.js";
import type { Graph } from "./graph/graph.js";
import { FindingCollector } from "./policy/assemble.js";
import { evaluatePolicies, type VerdictSink } from "./policy/evaluate.js";
import type { SensitivePlaces } from "./policy/excerpt.js";
import type { ManifestEditor } from "./policy/fix/fix-maker.js";
import type { Finding, ScanResult, Summary } from "./policy/finding.js";
import { loadPolicies } from "./policy/load.js";
import { Suppressions } from "./policy/suppressions/suppressions.js";
import type { UnknownReason } from "./graph/reading.js";
import { loadSources } from "./loaded-sources.js";
import { chooserOf } from "./project-choice.js";
import type { ScanOptions } from "./scan-options.js";
import { compareCodePoints } from "./source/code-points.js";
import { version } from "./version.js";

/** The outcome of a scan, and what must not be shown of the files that it is about. */
export interface Scanned {
  readonly result: ScanResult;
  readonly sensitivePlaces: SensitivePlaces;
}

/** The whole journey: discover files, parse and load them into one graph, evaluate policies over it, report the findings. */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  return (await scanSources(options)).result;
}

/** Scans, for whoever goes on from there. */
export async function scanSources(options: ScanOptions): Promise<Scanned> {
  const sources = await loadSources(options);
  const { graph, fileCount, skipped, log, reported, sensitivePlaces } = sources;
  const frameworks = boundFrameworks(options);
  const mapped = frameworks.length === 0 ? undefined : policiesOf(frameworks);
  const choose = await chooserOf(options, mapped);
  const policies = await loadPolicies(graph, { ...options, mapped, choose }, log.report);

  const editManifest = await loadManifestEditor(graph);
  const suppressions = new Suppressions({
    ...sources,
    entries: policies.entries,
    options: options.suppressions ?? {},
    today: options.today,
    workspace: options.workspace ?? "default",
    isReported: reported.has,
    report: log.report,
  });
  const collector = new FindingCollector(
    reported.has,
    options.includePassed ?? false,
    sensitivePlaces,
    editManifest,
    suppressions.suppressionOf,
  );
  const { onVerdict, onPass } = collector;
  const onNotApplicable = options.onNotApplicable === undefined ? undefined : collector.onNotApplicable;
  const onProgress = (done: number, total: number): void => {
    options.onProgress?.({ stage: "evaluate", done, total });
  };
  const sink: VerdictSink = { onVerdict, onPass, onNotApplicable, onProgress };
  const failed = evaluatePolicies(graph, policies.of, sink, log.report, options.today);
  if (options.engines !== undefined && options.engines.length > 0) {
    const { runEngines } = await import("./run-engines.js");
    await runEngines(options.engines, policies, sources, onVerdict);
  }
  const findings = collector.findings();

  options.onNotApplicable?.(collector.notApplicable);
  const { passedBy } = collector;
  const ran = new Set([...policies.selectedIds].filter((id) => !failed.has(id) && !policies.unusableIds.has(id)));
  suppressions.audit(ran);
  const result: ScanResult = {
    schemaVersion: 1,
    tool: { name: "lintel", version },
    summary: {
      files: fileCount,
      resources: graph.nodes.filter(({ kind }) => kind === "resource" || kind === "object").length,
      policies: policies.selectedCount,
      ...countFindings(findings, collector.passed),
      skipped: countValues(skipped),
    },
    findings,
    diagnostics: log.sorted(),
    ...(frameworks.length === 0 ? {} : { frameworks: assessFrameworks(frameworks, { findings, passedBy, ran }) }),
  };
  return { result, sensitivePlaces };
}

/** The frameworks, with what policies of one's own say of their controls. */
function boundFrameworks({ frameworks = [], policies = [] }: ScanOptions): readonly Framework[] {
  const own = "load" in policies ? [] : policies.flatMap((each) => ("load" in each ? [] : [each]));
  return frameworks.map((framework) => withPolicies(framework, own));
}

/** What edits manifests reads them too, and so is only there where manifests are. */
async function loadManifestEditor(graph: Graph): Promise<ManifestEditor | undefined> {
  if (!graph.nodes.some(({ kind }) => kind === "object")) return undefined;
  return (await import("./kubernetes/edits.js")).editManifest;
}

function countFindings(
  findings: readonly Finding[],
  passed: number,
): Pick<Summary, "failed" | "passed" | "unknown" | "suppressed" | "unknownReasons"> {
  const reasons = new Map<UnknownReason, number>();
  const counts = { fail: 0, unknown: 0, suppressed: 0, pass: 0 };
  for (const { status, reason } of findings) {
    counts[status] += 1;
    if (status === "unknown" && reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return {
    failed: counts.fail,
    passed,
    unknown: counts.unknown,
    suppressed: counts.suppressed,
    unknownReasons: Object.fromEntries([...reasons].sort(([left], [right]) => compareCodePoints(left, right))),
  };
}

/** How often each value occurs, in the order of the values. */
function countValues(values: ReadonlyMap<string, string>): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const value of values.values()) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([left], [right]) => compareCodePoints(left, right)));
}
