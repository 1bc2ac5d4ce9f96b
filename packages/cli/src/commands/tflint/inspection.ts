import { basename } from "node:path";
import type { Finding } from "@lintel/core";
import { findScanRoot, pathsFromScanRoot } from "@lintel/core/node";
import { loadTflintFormats, type TflintError, type TflintIssue } from "@lintel/reporters";
import type { GivenOption } from "../../command-line/options.js";
import { displayPathFrom } from "../../output/display-path.js";
import { wrappedScan } from "../wrapped-scan.js";
import { calledModuleFiles, configurationFiles } from "./directories.js";
import { filePattern } from "../../command-line/file-pattern.js";
import { isAskedFor, policiesForRules, type RuleWishes } from "./rules.js";

/** How a directory is to be inspected. */
export interface Inspection {
  readonly directory: string;
  readonly rules: RuleWishes;
  /** Values for variables, in the order in which they win. */
  readonly variables: readonly GivenOption[];
  readonly looksIntoModules: boolean;
  readonly ignoredModules: ReadonlySet<string>;
  readonly filters: readonly string[];
  readonly isFixing: boolean;
  readonly onMissingRule: (rule: string) => void;
}

/** What an inspection found. */
export interface Inspected {
  readonly issues: readonly TflintIssue[];
  readonly errors: readonly TflintError[];
}

/**
 * Inspects the module in one directory, as tflint does: what is wrong with its own files, and what is wrong further down in
 * modules that it calls because of something that stands in its files.
 */
export async function inspect(inspection: Inspection): Promise<Inspected> {
  const { directory, rules, variables, isFixing, onMissingRule } = inspection;
  const own = configurationFiles(directory);
  if (own.length === 0) return { issues: [], errors: [] };
  const called = inspection.looksIntoModules ? calledModuleFiles(directory, inspection.ignoredModules) : [];
  const paths = [...own, ...called];
  const root = findScanRoot(paths);
  const wanted = new Set(pathsFromScanRoot(root, own.filter(wantedBy(inspection.filters))));
  const { result, made, isComplete } = await wrappedScan({
    paths,
    options: [...variables, { name: "env-vars", value: "" }, ...workspace()],
    wishesOf: (entries) => policiesForRules(rules, entries, onMissingRule),
    isFixed: isFixing ? ({ location }) => wanted.has(location.file) : undefined,
  });
  const { tflintReportOf, tflintIssueOf } = await loadTflintFormats();
  const asked = new Set([...rules.only, ...rules.enabled]);
  const options = { displayPath: displayPathFrom(root), fixed: new Set(made), asked };
  const failed = result.findings.filter(({ status }) => status === "fail");
  const issues = [...made, ...failed].flatMap((finding) => {
    const issue = tflintIssueOf(finding, options);
    return isAskedFor(finding, issue.rule.name, rules) ? issueIn(wanted, finding, issue) : [];
  });
  const { errors } = tflintReportOf(result, options);
  return { issues, errors: isComplete ? errors : [...errors, incomplete] };
}

const incomplete: TflintError = {
  message: "Not everything that could be fixed was written, or not every policy of the configuration can be used.",
  severity: "error",
};

/** The issue of a finding, at the line of the module that causes it; nothing where none does. */
function issueIn(
  wanted: ReadonlySet<string>,
  { location, trace }: Finding,
  issue: TflintIssue,
): readonly TflintIssue[] {
  if (wanted.has(location.file)) return [issue];
  // Callers are the trace from its end.
  const cause = trace.findLastIndex((hop) => wanted.has(hop.location.file));
  const range = issue.callers[trace.length - 1 - cause];
  return cause < 0 || range === undefined ? [] : [{ ...issue, range, excerpt: null }];
}

function wantedBy(filters: readonly string[]): (path: string) => boolean {
  const patterns = filters.map(filePattern);
  return (path) => patterns.length === 0 || patterns.some((matches) => matches(basename(path)));
}

function workspace(): readonly GivenOption[] {
  const value = process.env["TF_WORKSPACE"];
  return value === undefined || value === "" ? [] : [{ name: "workspace", value }];
}
