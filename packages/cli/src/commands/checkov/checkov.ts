import { policies as shipped } from "@lintel/policies";
import { version, type Finding, type ScanResult } from "@lintel/core";
import { loadCheckovFormats } from "@lintel/reporters";
import type { GivenOption, GivenOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { writeReport } from "../../output/report-file.js";
import { writeError, writeOut } from "../../output/streams.js";
import { wrappedScan } from "../wrapped-scan.js";
import { checkovBaseline, readCheckovBaseline, withoutKnown, type CheckovBaseline } from "./baseline.js";
import { checkList, isHard, isSoft, namesAskedFor, policiesForChecks } from "./checks.js";
import { checkovOptions } from "./configuration.js";
import { checkovOutputs } from "./outputs.js";
import { isScannedFile, pathsOf, pathWithin, wantedFrameworks, type Frameworks } from "./scope.js";
import { writeOutputs } from "./write-outputs.js";

/** Checkov's exit codes. */
const exitCodes = { passed: 0, failed: 1 } as const;

/** `lintel checkov`, and the binary under the name `checkov`. */
export async function checkovCommand(args: readonly string[]): Promise<number> {
  const options = await checkovOptions(args);
  if (options.has("help")) return (await import("../help.js")).helpCommand(["checkov"]);
  if (options.has("version")) {
    writeOut(`${version}\n`);
    return exitCodes.passed;
  }
  refuseFetching(options);
  if (options.has("list")) {
    const { listChecks } = await import("./list-checks.js");
    writeOut(listChecks(shipped.entries));
    return exitCodes.passed;
  }
  return scanAsCheckov(options);
}

async function scanAsCheckov(options: GivenOptions): Promise<number> {
  const outputs = checkovOutputs(options);
  const frameworks = wantedFrameworks(options);
  const paths = pathsOf(options);
  const lists = { wanted: checkList(options.list("check")), skipped: checkList(options.list("skip-check")) };
  const baseline = baselineOf(options);
  const missing = new Set<string>();
  let asked: ReadonlySet<string> = new Set();
  const scanned = await wrappedScan({
    paths,
    options: scanOptions(options, baseline !== undefined),
    wishesOf: (entries) => {
      asked = namesAskedFor(lists.wanted, entries);
      return policiesForChecks(lists, entries, (name) => missing.add(name));
    },
  });
  for (const name of missing) {
    writeError(`lintel: There is no policy for Checkov's check ${name}, so nothing is said of it.\n`);
  }
  const pathOf = pathWithin(options.all("directory"), scanned.sources.root);
  const inScope = await within(scanned.result, options, frameworks);
  const lessKnown = (finding: Finding) => (baseline === undefined ? finding : withoutKnown(finding, baseline, pathOf));
  const result = { ...inScope, findings: inScope.findings.map(lessKnown) };
  if (result.summary.files === 0) writeError("lintel: There was no Terraform or Kubernetes file to scan.\n");
  const areWritten = await writeOutputs(outputs, { result, asked, pathOf, options });
  if (options.has("create-baseline")) await createBaseline(options, result, asked, pathOf);
  for (const { severity, message, location } of result.diagnostics) {
    const place = location === null ? "" : `${location.file}:${String(location.start.line)}: `;
    if (severity === "error") writeError(`lintel: ${place}${message}\n`);
  }
  const isWhole = areWritten && scanned.isComplete && !result.diagnostics.some(({ severity }) => severity === "error");
  const isSoftFail = options.has("soft-fail") && areWritten && scanned.isComplete;
  return hasFailed(result, options) || (!isWhole && !isSoftFail) ? exitCodes.failed : exitCodes.passed;
}

/** What Checkov is asked to scan, in the words of `lintel scan`. */
function scanOptions(options: GivenOptions, isBaselineRead: boolean): readonly GivenOption[] {
  const renamed = (from: string, to: string) => options.all(from).map((value) => ({ name: to, value }));
  return [
    { name: "include-passed", value: "" },
    ...renamed("var-file", "var-file"),
    ...renamed("external-checks-dir", "external-policies"),
    ...(isBaselineRead ? [] : renamed("baseline", "baseline")),
    ...renamed("repo-root-for-plan-enrichment", "source-dir"),
  ];
}

function baselineOf(options: GivenOptions): CheckovBaseline | undefined {
  const file = options.last("baseline");
  return file === undefined ? undefined : readCheckovBaseline(file);
}

/** A result without what is of another framework, or skipped by its path; the numbers that are left are those of all. */
async function within(result: ScanResult, options: GivenOptions, frameworks: Frameworks): Promise<ScanResult> {
  const { checkovFrameworkOf, frameworkOfFile } = await loadCheckovFormats();
  const isScanned = isScannedFile(options.all("skip-path"));
  return {
    ...result,
    findings: result.findings.filter(
      (finding) => frameworks.has(checkovFrameworkOf(finding)) && isScanned(finding.location.file),
    ),
    diagnostics: result.diagnostics.filter(
      ({ location }) =>
        location === null || (isScanned(location.file) && frameworks.has(frameworkOfFile(location.file))),
    ),
  };
}

function hasFailed({ findings }: ScanResult, options: GivenOptions): boolean {
  const failed = findings.filter(({ status }) => status === "fail");
  const hard = checkList(options.list("hard-fail-on"));
  const soft = checkList(options.list("soft-fail-on"));
  const isListed = options.has("hard-fail-on") || options.has("soft-fail-on");
  if (failed.some((finding) => isHard(hard, finding))) return true;
  if (options.has("soft-fail")) return false;
  if (!isListed) return failed.length > 0;
  // With nothing but a list of what is hard, all else is soft.
  return options.has("soft-fail-on") && failed.some((finding) => !isSoft(soft, finding));
}

async function createBaseline(
  options: GivenOptions,
  { findings }: ScanResult,
  asked: ReadonlySet<string>,
  pathOf: (file: string) => string,
): Promise<void> {
  const { checkovIdOf } = await loadCheckovFormats();
  const failed = findings.filter(({ status }) => status === "fail");
  const text = checkovBaseline(failed, (finding: Finding) => checkovIdOf(finding, asked), pathOf);
  const file = `${options.all("directory")[0] ?? "."}/.checkov.baseline`;
  const problem = writeReport(file, text);
  if (problem !== undefined) throw new UsageError(`The baseline cannot be written to ${file}.`, problem);
  writeError(`lintel: Created a baseline at ${file}.\n`);
}

function refuseFetching(options: GivenOptions): void {
  const wish = options.last("download-external-modules");
  if (wish !== undefined && wish.toLowerCase() !== "false") {
    throw new UsageError(
      "Lintel downloads no modules: nothing is fetched in a scan.",
      "Run `terraform get` first; what it puts into .terraform is read.",
    );
  }
  if (options.has("external-checks-git")) {
    throw new UsageError(
      "Lintel fetches no policies: nothing is fetched in a scan.",
      "Clone them, and name the directory with --external-checks-dir.",
    );
  }
}
