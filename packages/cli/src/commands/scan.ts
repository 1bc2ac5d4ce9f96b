import { type ScanProgress, type ScanResult, scan } from "@lintel/core";
import { policies as shipped } from "@lintel/policies";
import { loadReporter } from "@lintel/reporters";
import { parseOptions } from "../command-line/options.js";
import { exitCodeOf, exitCodes } from "../exit-code.js";
import { startProgress } from "../output/progress.js";
import { writeReport } from "../output/report-file.js";
import { writeError, writeOut } from "../output/streams.js";
import type { ExternalPolicies } from "./external-policies.js";
import { reportOptionsFor } from "./report-options.js";
import { scanHelp } from "./scan-options.js";
import { type ScanSettings, scanSettings } from "./scan-settings.js";
import { onlyShown } from "./shown-result.js";
import { type Sources, sourcesOf } from "./source-settings.js";

/** `lintel scan`. */
export async function scanCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, scanHelp.options);
  if (options.has("help")) return (await import("./help.js")).helpCommand(["scan"]);
  const settings = scanSettings(options);
  const sources = sourcesOf(settings.paths, options);
  const { root } = sources;
  const external = await loadExternalPolicies(settings, root);
  const result = await scanSources(sources, settings, external);
  const areWritten = await writeReports(result, root, settings);
  const code = exitCodeOf(result, { ...settings, countUnknownOf: reportingUnknown(external) });
  if (result.summary.policies === 0) writeError("lintel: No policy is left to run, so that nothing was judged.\n");
  if (code === exitCodes.nothingToScan) writeError(describeNothing(settings.paths));
  return areWritten ? code : exitCodes.failure;
}

function describeNothing(paths: readonly string[]): string {
  const places = paths.map((path) => (path === "." ? "the working directory" : path));
  return `lintel: There was no Terraform or Kubernetes file to scan in ${places.join(", ")}.\n`;
}

async function loadExternalPolicies({ externalPolicies }: ScanSettings, root: string): Promise<ExternalPolicies> {
  if (externalPolicies.length === 0) return { policies: [], diagnostics: [] };
  const { readExternalPolicies } = await import("./external-policies.js");
  return readExternalPolicies(externalPolicies, root);
}

async function scanSources(sources: Sources, settings: ScanSettings, external: ExternalPolicies): Promise<ScanResult> {
  const { preset, policy, skipPolicy, today, includePassed, parser } = settings;
  const progress = await startProgress(!settings.isQuiet);
  try {
    const result = await scan({
      ...sources.options,
      policies: [shipped, ...external.policies],
      ...{ preset, policy, skipPolicy, today, includePassed, parser },
      onProgress: (done) => {
        progress.report(describeProgress(done));
      },
    });
    return { ...result, diagnostics: [...external.diagnostics, ...result.diagnostics] };
  } finally {
    progress.clear();
  }
}

function describeProgress({ stage, done, total }: ScanProgress): string {
  const verb = { discover: "looking for files", parse: "parsing", load: "loading", evaluate: "evaluating" }[stage];
  return total === 0 ? verb : `${verb} ${done}/${total}`;
}

function reportingUnknown(external: ExternalPolicies): ReadonlySet<string> {
  const own = external.policies.filter(({ onUnknown }) => onUnknown === "report");
  return new Set([...shipped.entries.filter(({ reportsUnknown }) => reportsUnknown), ...own].map(({ id }) => id));
}

/** Writes every report there is to write, whatever becomes of the others. Returns whether all are written. */
async function writeReports(result: ScanResult, root: string, settings: ScanSettings): Promise<boolean> {
  const shown = onlyShown(result, settings.severity);
  let areWritten = true;
  // Stdout last: where it does not take its report, that must not cost the files theirs.
  const targets = [...settings.targets].sort((a, b) => Number(a.file === undefined) - Number(b.file === undefined));
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
