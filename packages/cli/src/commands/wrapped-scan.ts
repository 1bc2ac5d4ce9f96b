import { type FixResult, type Finding, type PolicyEntry, type ScanResult, entryOf, fix, scan } from "@lintel/core";
import { policies as shipped } from "@lintel/policies";
import { type GivenOption, GivenOptions } from "../command-line/options.js";
import { type ConfiguredSources, configuredSourcesOf } from "./configuration.js";
import { loadOwnPolicies } from "./own-policies.js";
import { scanSources } from "./scan.js";
import { scanSettings } from "./scan-settings.js";
import { onlyShown } from "./shown-result.js";
import { thresholdsOf } from "./thresholds.js";

/** Which policies a command line in the way of another tool asks for. */
export interface PolicyWishes {
  /** Ids: these and no others. Undefined for what is on anyway. */
  readonly only: readonly string[] | undefined;
  readonly skip: readonly string[];
}

/** A scan that a command line in the way of another tool asks for. */
export interface WrappedScan {
  /** Files and directories, relative to the working directory. */
  readonly paths: readonly string[];
  /** What `lintel scan` would be given: `var`, `var-file`, `env-vars`, `external-policies`, … */
  readonly options: readonly GivenOption[];
  readonly wishesOf: (entries: readonly PolicyEntry[]) => PolicyWishes;
  /** Where given, safe fixes are made of the findings for which it is true. */
  readonly isFixed?: ((finding: Finding) => boolean) | undefined;
}

/** What came of it. */
export interface WrappedResult {
  readonly sources: ConfiguredSources;
  readonly result: ScanResult;
  /** What a fix has mended. */
  readonly made: readonly Finding[];
  /** Whether everything could be written, and every policy that was named be used. */
  readonly isComplete: boolean;
}

/** Runs a scan as `lintel scan` does, with the configuration of what is scanned. */
export async function wrappedScan({ paths, options, wishesOf, isFixed }: WrappedScan): Promise<WrappedResult> {
  const given = new GivenOptions(options, paths);
  const settings = { ...scanSettings(given), isQuiet: true };
  const configured = await configuredSourcesOf(paths, given);
  const { project, root } = configured;
  const external = await loadOwnPolicies(settings, configured);
  const { only, skip } = wishesOf([...shipped.entries, ...external.policies.map(entryOf)]);
  // An empty list would mean all of them.
  const isNothing = only?.length === 0;
  const chosen = { ...settings, policy: only ?? [], skipPolicy: isNothing ? ["*"] : skip };
  const sources = { ...configured, baseline: await knownFindings(given, configured) };
  const { isShown } = thresholdsOf(settings.thresholds, project);
  let fixed: FixResult | undefined;
  const result = await scanSources(sources, chosen, external, async (scanOptions) => {
    if (isFixed === undefined) return scan(scanOptions);
    fixed = await fix(scanOptions, { needsReview: false, isWanted: (one) => isShown(one) && isFixed(one) });
    return fixed.result;
  });
  const areWritten = fixed === undefined || (await writeFixed(fixed, root));
  const areUsable = !external.diagnostics.some(({ severity }) => severity === "error");
  // Where every name is unknown, the wrapper has said so already, and nothing more is wrong.
  const diagnostics = isNothing
    ? result.diagnostics.filter(({ code }) => code !== "no-policy-left")
    : result.diagnostics;
  return {
    sources: configured,
    result: onlyShown({ ...result, diagnostics }, isShown).result,
    made: fixed?.made ?? [],
    isComplete: areWritten && areUsable,
  };
}

async function knownFindings(given: GivenOptions, configured: ConfiguredSources) {
  if (!given.has("baseline") && configured.project.run.baselineFile.value === undefined) return undefined;
  const { baselineForScan } = await import("./baseline/baseline-file.js");
  return baselineForScan(given, configured);
}

async function writeFixed(fixed: FixResult, root: string): Promise<boolean> {
  const { finishFixing } = await import("./fixing.js");
  return finishFixing(fixed, { needsReview: false, isDryRun: false }, root, true);
}
