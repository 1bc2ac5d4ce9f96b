import { readReport, scanFiles, type Finding, type Report } from "./report.js";
import { describeDiagnostic, describeFinding, summarize } from "./text.js";

/** How bad a finding is, the worst first. */
const severities = ["critical", "high", "medium", "low", "info"] as const;

/** What {@link lintel} may be told. */
export interface LintelOptions {
  /** The lowest severity that fails the pull request; what is below warns. `high` unless said otherwise. */
  readonly failOn?: (typeof severities)[number] | "none";
  /** A report of `lintel scan --format json` that is there already. Without it, the changed files are scanned. */
  readonly report?: string;
  /** Further options of `lintel scan`. */
  readonly args?: readonly string[];
  /** The root of the repository, the working directory unless said otherwise. */
  readonly directory?: string;
  /** How many findings are told one by one, 50 unless said otherwise. */
  readonly limit?: number;
}

type Tell = (message: string, file?: string, line?: number) => void;

// What Danger puts before everything that runs in it.
declare const danger: { readonly git: { readonly modified_files: string[]; readonly created_files: string[] } };
declare const fail: Tell;
declare const warn: Tell;
declare const markdown: Tell;

const scannedNames = /\.(tf|tofu|tf\.json|tofu\.json|tfvars|tfvars\.json|ya?ml)$/;

/** Tells what is wrong in the files that a pull request changes. To be called in a Dangerfile, inside `schedule`. */
export async function lintel(options: LintelOptions = {}): Promise<void> {
  const { git } = danger;
  const changed = [...git.modified_files, ...git.created_files].filter((file) => scannedNames.test(file));
  if (changed.length === 0) return;
  const directory = options.directory ?? process.cwd();
  tell(
    options.report === undefined ? await scanFiles(directory, changed, options.args ?? []) : readReport(options.report),
    { changed: new Set(changed), failOn: options.failOn ?? "high", limit: options.limit ?? 50 },
  );
}

interface Telling {
  readonly changed: ReadonlySet<string>;
  readonly failOn: NonNullable<LintelOptions["failOn"]>;
  readonly limit: number;
}

function tell(report: Report, { changed, failOn, limit }: Telling): void {
  const isFailing = ({ severity }: Finding): boolean =>
    failOn !== "none" && rankOf(severity) <= severities.indexOf(failOn);
  const findings = report.findings
    .filter(({ status, location }) => status === "fail" && changed.has(location.file))
    .sort((one, other) => rankOf(one.severity) - rankOf(other.severity));
  const failing = findings.filter(isFailing).length;
  for (const finding of findings.slice(0, limit)) {
    const { file, start } = finding.location;
    (isFailing(finding) ? fail : warn)(describeFinding(finding), file, start.line);
  }
  // Those that there is no room for fail all the same.
  if (failing > limit) fail(`Lintel finds ${String(failing - limit)} more of the severity ${failOn} or worse.`);
  for (const diagnostic of report.diagnostics) {
    const { severity, location } = diagnostic;
    if (severity !== "error" || (location && !changed.has(location.file))) continue;
    warn(describeDiagnostic(diagnostic), location?.file, location?.start.line);
  }
  if (findings.length > 0) markdown(summarize(findings, severities));
}

/** The place of a severity among all. */
function rankOf(severity: string): number {
  return severities.findIndex((each) => each === severity);
}
