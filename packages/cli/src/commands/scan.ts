import {
  type BaselineOptions,
  type FixResult,
  type Framework,
  type Project,
  type ScanOptions,
  type ScanProgress,
  type ScanResult,
  type ShownGraph,
  type StatisticsOptions,
  scan,
} from "@lintel/core";
import { frameworks as frameworkCatalogue, policies as shipped } from "@lintel/policies";
import { loadReporter } from "@lintel/reporters";
import { type GivenOptions, parseOptions } from "../command-line/options.js";
import { exitCodeOf, exitCodes } from "../exit-code.js";
import { type Progress, startProgress } from "../output/progress.js";
import { writeReport } from "../output/report-file.js";
import { writeError, writeOut } from "../output/streams.js";
import { describeShortage } from "./coverage.js";
import { type ConfiguredSources, configuredSourcesOf, refuseProblems } from "./configuration.js";
import type { ExternalPolicies } from "./external-policies.js";
import { type OwnPolicies, loadOwnPolicies } from "./own-policies.js";
import { reportOptionsFor } from "./report-options.js";
import { scanHelp } from "./scan-options.js";
import { type ScanSettings, scanSettings } from "./scan-settings.js";
import { onlyShown } from "./shown-result.js";
import type { ReportTarget } from "./report-targets.js";
import { thresholdsOf } from "./thresholds.js";

/** `lintel scan`. */
export async function scanCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, scanHelp.options);
  if (options.has("help")) return (await import("./help.js")).helpCommand(["scan"]);
  const settings = scanSettings(options);
  if (settings.isWatching) return (await import("./watch.js")).watchScans(options, settings);
  if (settings.changedSince === undefined) return scanOnce(options, settings, () => scan);
  const { judgeChanged } = await import("./changed.js");
  return scanOnce(options, settings, judgeChanged(options, settings.changedSince));
}

/** What a scan is done with: most are full ones. */
export type Judge = (options: ScanOptions) => Promise<ScanResult>;

/**
 * Scans and reports once, and returns the exit code. `judgeOf` says what the sources are scanned with. Rejects with a UsageError or a
 * ToldError for what makes no sense.
 */
export async function scanOnce(
  options: GivenOptions,
  settings: ScanSettings,
  judgeOf: (sources: JudgedSources) => Judge,
): Promise<number> {
  const configured = await configuredSourcesOf(settings.paths, options);
  const meter = settings.showsStatistics ? (await import("../output/statistics.js")).startMeter() : undefined;
  const baseline = await knownFindings(options, configured);
  const sources: JudgedSources = { ...configured, baseline, statistics: meter?.options, judged: {} };
  const external = await loadOwnPolicies(settings, sources);
  const { result, areWritten } = await scanAndReport(sources, settings, external, judgeOf(sources));
  if (meter !== undefined) writeError(meter.describe());
  const project = projectOf(sources);
  const { isFailing } = thresholdsOf(settings.thresholds, project);
  const { allowErrors } = settings;
  const code = exitCodeOf(result, { isFailing, allowErrors, countUnknownOf: reportingUnknown(external) });
  if (result.summary.policies === 0) writeError("lintel: No policy is left to run, so that nothing was judged.\n");
  if (code === exitCodes.nothingToScan) writeError(describeNothing(settings.paths));
  const { coverage } = result;
  const shortage = coverage && describeShortage(coverage, project, settings.requiredCoverage);
  if (shortage !== undefined) writeError(`lintel: ${shortage}\n`);
  // A policy that cannot be used is no file that may be left unread.
  const areUsable = !external.diagnostics.some(({ severity }) => severity === "error");
  if (!areWritten || !areUsable) return exitCodes.failure;
  return code === exitCodes.clean && shortage !== undefined ? exitCodes.findings : code;
}

/** Scans, fixes what is to be fixed, and writes the reports, of the files as they then are. Returns whether all is written. */
async function scanAndReport(
  sources: ScannedSources,
  settings: ScanSettings,
  external: OwnPolicies,
  judge: Judge,
): Promise<{ readonly result: ScanResult; readonly areWritten: boolean }> {
  const { fixing, isQuiet } = settings;
  if (fixing === undefined) {
    const result = await scanSources(sources, settings, external, judge);
    return { result, areWritten: await writeReports(result, sources, settings) };
  }
  const { fix } = await import("@lintel/core");
  const { finishFixing } = await import("./fixing.js");
  const { isShown: isWanted } = thresholdsOf(settings.thresholds, sources.project);
  let fixed: FixResult | undefined;
  const found = await scanSources(sources, settings, external, async (options) => {
    fixed = await fix(options, { needsReview: fixing.needsReview, isWanted });
    return fixed.result;
  });
  const areFixed = fixed === undefined || (await finishFixing(fixed, fixing, sources.root, isQuiet));
  // What could not be written is not mended.
  const result = areFixed ? found : await scanSources(sources, settings, external, scan);
  const areWritten = await writeReports(result, sources, settings);
  return { result, areWritten: areWritten && areFixed };
}

function describeNothing(paths: readonly string[]): string {
  const places = paths.map((path) => (path === "." ? "the working directory" : path));
  return `lintel: There was no Terraform or Kubernetes file to scan in ${places.join(", ")}.\n`;
}

/** What is scanned, and what of it is known already. */
interface ScannedSources extends ConfiguredSources {
  readonly baseline?: BaselineOptions | undefined;
  readonly statistics?: StatisticsOptions | undefined;
  readonly judged?: JudgedNow | undefined;
}

/** What is scanned, and what judges it may leave a word about. */
export interface JudgedSources extends ScannedSources {
  readonly judged: JudgedNow;
}

/** What there is to know of what was judged last. */
interface JudgedNow {
  /** Reads the graph, for the reports that show it. */
  readGraph?: () => Promise<ShownGraph>;
  /** The configuration, where it is another object than the one that the command line began with. */
  project?: Project;
}

function projectOf({ project, judged }: ScannedSources): Project {
  return judged?.project ?? project;
}

async function knownFindings(options: GivenOptions, sources: ConfiguredSources): Promise<BaselineOptions | undefined> {
  const isNamed = options.has("baseline") || options.has("ratchet");
  if (!isNamed && sources.project.run.baselineFile.value === undefined) return undefined;
  const { baselineForScan } = await import("./baseline/baseline-file.js");
  return baselineForScan(options, sources);
}

/** Scans sources with the settings and policies of a command line. */
export async function scanSources(
  sources: ScannedSources,
  settings: ScanSettings,
  external: OwnPolicies,
  judge: (options: ScanOptions) => Promise<ScanResult>,
): Promise<ScanResult> {
  const { preset, policy, skipPolicy, today, includePassed, parser } = settings;
  const frameworks = await frameworksOf(settings);
  const progress = await startProgress(!settings.isQuiet, process.env);
  try {
    const result = await judge({
      ...sources.options,
      baseline: sources.baseline,
      statistics: sources.statistics,
      policies: [shipped, ...external.policies],
      engines: external.engines,
      ...{ preset, frameworks, frameworkCatalogue, policy, skipPolicy, today, includePassed, parser },
      onProgress: (done) => {
        progress.report(describeProgress(done));
      },
      onGraph: (readGraph) => {
        if (sources.judged !== undefined) sources.judged.readGraph = readGraph;
      },
    });
    progress.clear();
    // Some of it shows only when everything is read: where configurations lie further down, and which policies there are.
    await refuseProblems(projectOf(sources), sources.root);
    return { ...result, diagnostics: [...external.diagnostics, ...result.diagnostics] };
  } finally {
    progress.clear();
  }
}

async function frameworksOf({ frameworks }: ScanSettings): Promise<readonly Framework[]> {
  if (frameworks.length === 0) return [];
  const { loadFrameworks } = await import("./frameworks.js");
  return loadFrameworks(frameworks);
}

function describeProgress({ stage, done, total }: ScanProgress): Progress {
  const names = {
    discover: "looking for files",
    parse: "parsing",
    load: "loading",
    compile: "reading policies",
    evaluate: "judging",
  };
  return { what: names[stage], done, total };
}

function reportingUnknown(external: ExternalPolicies): ReadonlySet<string> {
  const own = external.policies.filter(({ onUnknown }) => onUnknown === "report");
  return new Set([...shipped.entries.filter(({ reportsUnknown }) => reportsUnknown), ...own].map(({ id }) => id));
}

/** A diff on stdout leaves no room for a report there. */
function targetsOf({ targets, fixing }: ScanSettings): ReportTarget[] {
  return targets.filter(({ file }) => fixing?.isDryRun !== true || file !== undefined);
}

/** Writes every report there is to write, whatever becomes of the others. Returns whether all are written. */
async function writeReports(result: ScanResult, sources: ScannedSources, settings: ScanSettings): Promise<boolean> {
  const { root, judged } = sources;
  const shown = onlyShown(result, thresholdsOf(settings.thresholds, projectOf(sources)).isShown);
  let areWritten = true;
  // Stdout last: where it does not take its report, that must not cost the files theirs.
  const targets = targetsOf(settings).sort((a, b) => Number(a.file === undefined) - Number(b.file === undefined));
  for (const { format, file } of targets) {
    const report = await loadReporter(format);
    const { hidden } = shown;
    const reported = { root, hidden, readGraph: judged?.readGraph };
    const text = report(shown.result, await reportOptionsFor({ format, file }, settings, reported));
    if (file === undefined) {
      writeOut(text);
      continue;
    }
    const problem = writeReport(file, text);
    if (problem === undefined) continue;
    areWritten = false;
    writeError(`lintel: The report cannot be written to ${file}. ${problem}\n`);
  }
  return areWritten;
}
