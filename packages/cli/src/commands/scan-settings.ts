import type { Severity } from "@lintel/core";
import { type GivenOptions } from "../command-line/options.js";
import { UsageError } from "../command-line/usage-error.js";
import { isSeverity } from "../severity.js";
import { requiredCoverage } from "./coverage.js";
import { dayOf } from "./day.js";
import { type RegoSettings, regoSettings } from "./rego-options.js";
import { type ReportTarget, reportTargets } from "./report-targets.js";
import type { GivenThresholds } from "./thresholds.js";

/** What `lintel scan` was asked to do. */
export interface ScanSettings {
  readonly paths: readonly string[];
  readonly targets: readonly ReportTarget[];
  readonly thresholds: GivenThresholds;
  readonly preset: "recommended" | "strict" | "all" | undefined;
  /** Ids of frameworks whose controls the report is to tell about. */
  readonly frameworks: readonly string[];
  readonly policy: readonly string[];
  readonly skipPolicy: readonly string[];
  readonly externalPolicies: readonly string[];
  /** Modules with policies, which are run. */
  readonly plugins: readonly string[];
  readonly rego: RegoSettings;
  /** The day of the scan, `YYYY-MM-DD`. */
  readonly today: string;
  readonly parser: "lintel" | "hcl2json";
  readonly includePassed: boolean;
  readonly fixing: FixSettings | undefined;
  /** Report only what is not found at the last commit that this has in common with the working tree; empty for the main branch. */
  readonly changedSince: string | undefined;
  readonly isWatching: boolean;
  readonly showUnknown: boolean;
  readonly showSuppressed: boolean;
  readonly allowErrors: boolean;
  /** The percentage of verdicts that must be known. */
  readonly requiredCoverage: number | undefined;
  readonly showsStatistics: boolean;
  readonly isQuiet: boolean;
  readonly isColorForbidden: boolean;
}

/** What to do with the fixes that findings have. */
export interface FixSettings {
  /** Whether to make those, too, that somebody has to look at. */
  readonly needsReview: boolean;
  /** Print a diff, and leave the files as they are. */
  readonly isDryRun: boolean;
}

const presets = ["recommended", "strict", "all"] as const;

/** Reads the settings of a scan off its command line. @throws UsageError for what makes no sense. */
export function scanSettings(options: GivenOptions): ScanSettings {
  if (options.positionals.length === 0) {
    throw new UsageError("Say what to scan.", "For the working directory: lintel scan .");
  }
  refuseTogether(options);
  const severity = severityOf(options.last("severity"));
  const failOn = options.last("fail-on");
  return {
    paths: options.positionals,
    targets: reportTargets(options.inOrder),
    thresholds: { severity, failOn: failOn === "none" ? "none" : severityOf(failOn) },
    preset: presets.find((preset) => preset === options.last("preset")),
    frameworks: options.list("framework"),
    policy: options.list("policy"),
    skipPolicy: options.list("skip-policy"),
    externalPolicies: options.all("external-policies"),
    plugins: options.all("plugin"),
    rego: regoSettings(options),
    today: dayOf(options.last("today")),
    parser: options.last("parser") === "hcl2json" ? "hcl2json" : "lintel",
    includePassed: options.has("include-passed"),
    fixing: fixSettings(options),
    changedSince: options.last("changed"),
    isWatching: options.has("watch"),
    showUnknown: options.has("show-unknown"),
    showSuppressed: options.has("show-suppressed"),
    allowErrors: options.has("allow-errors"),
    requiredCoverage: requiredCoverage(options.last("require-coverage")),
    showsStatistics: options.has("stats"),
    isQuiet: options.has("quiet"),
    isColorForbidden: options.has("no-color"),
  };
}

/** What would each have to say which files there are. @throws UsageError */
function refuseTogether(options: GivenOptions): void {
  const fixes = ["fix", "fix-needs-review", "fix-dry-run"].filter((name) => options.has(name));
  const [one, other] = [...["changed", "watch"].filter((name) => options.has(name)), ...fixes.slice(0, 1)];
  if (one === undefined || other === undefined) return;
  throw new UsageError(`--${one} and --${other} do not go together.`, "Run them one after the other.");
}

function fixSettings(options: GivenOptions): FixSettings | undefined {
  const needsReview = options.has("fix-needs-review");
  const isDryRun = options.has("fix-dry-run");
  return needsReview || isDryRun || options.has("fix") ? { needsReview, isDryRun } : undefined;
}

function severityOf(word: string | undefined): Severity | undefined {
  return word !== undefined && isSeverity(word) ? word : undefined;
}
