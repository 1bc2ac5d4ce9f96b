import {
  type Finding,
  type FixResult,
  type Framework,
  type ScanOptions,
  type ScanProgress,
  type ScanResult,
  scan,
} from "@lintel/core";
import { policies as shipped } from "@lintel/policies";
import { loadReporter } from "@lintel/reporters";
import { parseOptions } from "../command-line/options.js";
import { exitCodeOf, exitCodes } from "../exit-code.js";
import { startProgress } from "../output/progress.js";
import { writeReport } from "../output/report-file.js";
import { writeError, writeOut } from "../output/streams.js";
import type { ExternalPolicies } from "./external-policies.js";
import { pluginPolicies } from "./plugin-policies.js";
import type { RegoForScan } from "./rego-policies.js";
import { reportOptionsFor } from "./report-options.js";
import { scanHelp } from "./scan-options.js";
import { type ScanSettings, scanSettings } from "./scan-settings.js";
import { onlyShown } from "./shown-result.js";
import { isAtLeast } from "../severity.js";
import type { ReportTarget } from "./report-targets.js";
import { type Sources, sourcesOf } from "./source-settings.js";

/** `lintel scan`. */
export async function scanCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, scanHelp.options);
  if (options.has("help")) return (await import("./help.js")).helpCommand(["scan"]);
  const settings = scanSettings(options);
  const sources = sourcesOf(settings.paths, options);
  const { root } = sources;
  const external = await loadOwnPolicies(settings, root);
  const { result, areWritten } = await scanAndReport(sources, settings, external);
  const code = exitCodeOf(result, { ...settings, countUnknownOf: reportingUnknown(external) });
  if (result.summary.policies === 0) writeError("lintel: No policy is left to run, so that nothing was judged.\n");
  if (code === exitCodes.nothingToScan) writeError(describeNothing(settings.paths));
  // A policy that cannot be used is no file that may be left unread.
  const areUsable = !external.diagnostics.some(({ severity }) => severity === "error");
  return areWritten && areUsable ? code : exitCodes.failure;
}

/** Scans, fixes what is to be fixed, and writes the reports, of the files as they then are. Returns whether all is written. */
async function scanAndReport(
  sources: Sources,
  settings: ScanSettings,
  external: OwnPolicies,
): Promise<{ readonly result: ScanResult; readonly areWritten: boolean }> {
  const { fixing, isQuiet } = settings;
  if (fixing === undefined) {
    const result = await scanSources(sources, settings, external, scan);
    return { result, areWritten: await writeReports(result, sources.root, settings) };
  }
  const { fix } = await import("@lintel/core");
  const { finishFixing } = await import("./fixing.js");
  const isWanted = ({ severity }: Finding): boolean => isAtLeast(severity, settings.severity);
  let fixed: FixResult | undefined;
  const found = await scanSources(sources, settings, external, async (options) => {
    fixed = await fix(options, { needsReview: fixing.needsReview, isWanted });
    return fixed.result;
  });
  const areFixed = fixed === undefined || (await finishFixing(fixed, fixing, sources.root, isQuiet));
  // What could not be written is not mended.
  const result = areFixed ? found : await scanSources(sources, settings, external, scan);
  const areWritten = await writeReports(result, sources.root, settings);
  return { result, areWritten: areWritten && areFixed };
}

function describeNothing(paths: readonly string[]): string {
  const places = paths.map((path) => (path === "." ? "the working directory" : path));
  return `lintel: There was no Terraform or Kubernetes file to scan in ${places.join(", ")}.\n`;
}

/** The policies that a user brought, in whatever language, and what is wrong with those that cannot be used. */
interface OwnPolicies extends ExternalPolicies, RegoForScan {}

async function loadOwnPolicies(settings: ScanSettings, root: string): Promise<OwnPolicies> {
  const coded = await pluginPolicies(settings.plugins);
  const { policies, diagnostics } = await loadExternalPolicies(settings, root);
  const rego = await loadRego(settings, root);
  return {
    policies: [...policies, ...coded],
    engines: rego.engines,
    diagnostics: [...diagnostics, ...rego.diagnostics],
  };
}

async function loadExternalPolicies({ externalPolicies }: ScanSettings, root: string): Promise<ExternalPolicies> {
  if (externalPolicies.length === 0) return { policies: [], diagnostics: [] };
  const { readExternalPolicies } = await import("./external-policies.js");
  return readExternalPolicies(externalPolicies, root);
}

async function loadRego({ rego }: ScanSettings, root: string): Promise<RegoForScan> {
  if (rego.paths.length === 0) return { engines: [], diagnostics: [] };
  const { readRegoPolicies } = await import("./rego-policies.js");
  return readRegoPolicies(rego, root);
}

async function scanSources(
  sources: Sources,
  settings: ScanSettings,
  external: OwnPolicies,
  judge: (options: ScanOptions) => Promise<ScanResult>,
): Promise<ScanResult> {
  const { preset, policy, skipPolicy, today, includePassed, parser } = settings;
  const frameworks = await frameworksOf(settings);
  const progress = await startProgress(!settings.isQuiet);
  try {
    const result = await judge({
      ...sources.options,
      policies: [shipped, ...external.policies],
      engines: external.engines,
      ...{ preset, frameworks, policy, skipPolicy, today, includePassed, parser },
      onProgress: (done) => {
        progress.report(describeProgress(done));
      },
    });
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

function describeProgress({ stage, done, total }: ScanProgress): string {
  const verb = { discover: "looking for files", parse: "parsing", load: "loading", evaluate: "evaluating" }[stage];
  return total === 0 ? verb : `${verb} ${done}/${total}`;
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
async function writeReports(result: ScanResult, root: string, settings: ScanSettings): Promise<boolean> {
  const shown = onlyShown(result, settings.severity);
  let areWritten = true;
  // Stdout last: where it does not take its report, that must not cost the files theirs.
  const targets = targetsOf(settings).sort((a, b) => Number(a.file === undefined) - Number(b.file === undefined));
  for (const { format, file } of targets) {
    const report = await loadReporter(format);
    const text = report(shown.result, await reportOptionsFor({ format, file }, root, settings, shown.hidden));
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
