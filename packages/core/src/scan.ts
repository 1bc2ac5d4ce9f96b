import type { ComparedScan } from "./baseline/match.js";
import { assessFrameworks } from "./compliance/assess.js";
import { policiesOf, withPolicies, type Framework } from "./compliance/framework.js";
import type { Graph } from "./graph/graph.js";
import type { SensitivePlaces } from "./policy/excerpt.js";
import type { Finding, ScanResult, Summary } from "./policy/finding.js";
import type { UnknownReason } from "./graph/reading.js";
import { countValues, coverageOf } from "./coverage.js";
import { foldScenarios } from "./folded-scenarios.js";
import { judgeSources, type JudgedSources } from "./judged-sources.js";
import { loadScenarios } from "./loaded-sources.js";
import { chooserOf } from "./project-choice.js";
import type { ScanMemory } from "./scan-memory.js";
import type { ScanOptions } from "./scan-options.js";
import type { MeasuredScan } from "./statistics.js";
import { compareCodePoints } from "./source/code-points.js";
import type { ReportDiagnostic } from "./source/diagnostic.js";
import { version } from "./version.js";

/** The outcome of a scan, and what must not be shown of the files that it is about. */
export interface Scanned {
  readonly result: ScanResult;
  readonly sensitivePlaces: SensitivePlaces;
  /** What was found before any baseline, for comparing it with one. */
  readonly compared: ComparedScan;
}

/** The whole journey: discover files, parse and load them into one graph, evaluate policies over it, report the findings. */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  return (await scanSources(options)).result;
}

/** Scans, for whoever goes on from there. What an earlier scan has left in a memory is not done again where it still holds. */
export async function scanSources(options: ScanOptions, memory?: ScanMemory): Promise<Scanned> {
  if (options.statistics === undefined) return scanMeasured(options, undefined, memory);
  const { measureScan } = await import("./statistics.js");
  const measured = await measureScan(options, options.statistics);
  return scanMeasured(measured.options, measured, memory);
}

async function scanMeasured(
  options: ScanOptions,
  measured: MeasuredScan | undefined,
  memory: ScanMemory | undefined,
): Promise<Scanned> {
  memory?.useOptions(options);
  const scenarios = await loadScenarios(options, memory);
  const [{ host, log, reported, skipped }] = scenarios;
  const frameworks = boundFrameworks(options);
  const mapped = frameworks.length === 0 ? undefined : policiesOf(frameworks);
  const policies = { ...options, mapped, choose: await chooserOf(options, mapped) };
  const sensitivePlaces = sensitiveInAny(scenarios.map((each) => each.sensitivePlaces));
  const how = {
    ...{ policies, sensitivePlaces, keepsPlaces: scenarios.length > 1, clock: measured?.policyClock },
    memory: (options.engines ?? []).length === 0 ? scenarios[0].memory?.judged : undefined,
  };
  const [first, ...others] = scenarios;
  const judged: [JudgedSources, ...JudgedSources[]] = [await judgeSources(first, options, how)];
  for (const sources of others) judged.push(await judgeSources(sources, options, how));
  if (memory?.mustStartAgain(judged[0].isDoubtful) === true) return scanMeasured(options, measured, memory);
  const { passedBy, notApplicable, selectedCount, ran, audit, ...found } = foldScenarios(judged);
  audit.forEach(log.report);
  const scope = { host, isReported: reported.has, skipped, ran, diagnostics: () => log.sorted() };
  const compared: ComparedScan = { ...found, scope };
  const findings = await withoutKnown(compared, options, log.report);
  options.onNotApplicable?.(notApplicable);
  options.onGraph?.(async () => (await import("./shown-graph.js")).showGraphs(scenarios));
  const summary: Summary = {
    files: Math.max(...scenarios.map(({ fileCount }) => fileCount)),
    resources: Math.max(...scenarios.map(({ graph }) => countResources(graph))),
    policies: selectedCount,
    ...countFindings(findings, sumOf(passedBy.values())),
    skipped: countValues(skipped),
  };
  const judging = new Set([...findings.map(({ policy }) => policy), ...passedBy.keys()]);
  const result: ScanResult = {
    schemaVersion: 1,
    tool: { name: "lintel", version },
    summary,
    findings,
    diagnostics: log.sorted(),
    coverage: coverageOf({ scenarios, summary, ran, judging, engines: options.engines ?? [] }),
    ...(frameworks.length === 0 ? {} : { frameworks: assessFrameworks(frameworks, { findings, passedBy, ran }) }),
  };
  measured?.finish(scenarios.map(({ graph }) => graph));
  return { result, sensitivePlaces, compared };
}

/** Suppresses what the baseline knows. */
async function withoutKnown(
  compared: ComparedScan,
  { baseline }: ScanOptions,
  report: ReportDiagnostic,
): Promise<readonly Finding[]> {
  if (baseline === undefined) return compared.findings;
  const { applyBaseline } = await import("./baseline/apply.js");
  return applyBaseline(baseline, compared, report);
}

function countResources({ nodes }: Graph): number {
  return nodes.filter(({ kind }) => kind === "resource" || kind === "object").length;
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const each of numbers) sum += each;
  return sum;
}

/** What is sensitive with the values of one scenario is not shown of any. */
function sensitiveInAny(all: readonly SensitivePlaces[]): SensitivePlaces {
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) return first ?? (() => []);
  return (file) => {
    const places = all.map((each) => each(file));
    return places.includes(undefined) ? undefined : places.flatMap((each) => each ?? []);
  };
}

/** The frameworks, with what policies of one's own say of their controls. */
function boundFrameworks({ frameworks = [], policies = [] }: ScanOptions): readonly Framework[] {
  const own = "load" in policies ? [] : policies.flatMap((each) => ("load" in each ? [] : [each]));
  return frameworks.map((framework) => withPolicies(framework, own));
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
