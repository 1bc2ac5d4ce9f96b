import type { Finding, ReportedDiagnostic, ScanResult } from "@lintel/core";
import { suppressionText } from "./facts.js";
import { statementOf } from "./finding-text.js";
import { distinctNames } from "./grouped.js";
import { problemText, shownFindings } from "./listed.js";
import type { ReportOptions } from "./report.js";

/** What a format of test results says of one finding or problem. */
export interface Verdict {
  /** Another than that of every other verdict in the report, and free of line numbers: tools follow tests by their names. */
  readonly name: string;
  /** The id of the policy, or the code of the problem. */
  readonly group: string;
  /** What follows the group in the name. */
  readonly subject: string;
  /**
   * `error` is a file that could not be read; `skipped` is what is suppressed, could not be decided, or may not fail a run.
   */
  readonly outcome: "failed" | "error" | "skipped" | "passed";
  /** What is wrong, or why the verdict does not count. */
  readonly message: string;
  readonly of: { readonly finding: Finding } | { readonly diagnostic: ReportedDiagnostic };
}

/** The verdicts of a scan as a format of test results has them. */
export function verdictsOf(result: ScanResult, options: ReportOptions): readonly Verdict[] {
  const distinct = distinctNames();
  return [
    ...shownFindings(result, options).map((finding) => verdictOf(finding, distinct)),
    ...result.diagnostics.map((diagnostic) => verdictOfDiagnostic(diagnostic, distinct)),
  ];
}

function verdictOf(finding: Finding, distinct: (name: string) => string): Verdict {
  const { policy, resource } = finding;
  const name = distinct(`${policy}: ${resource.address}`);
  const { outcome, message } = outcomeOf(finding);
  return { name, group: policy, subject: name.slice(policy.length + 2), outcome, message, of: { finding } };
}

function outcomeOf(finding: Finding): Pick<Verdict, "outcome" | "message"> {
  const statement = statementOf(finding);
  switch (finding.status) {
    case "pass":
      return { outcome: "passed", message: "" };
    case "unknown":
      return { outcome: "skipped", message: `Not decided: ${statement}` };
    case "suppressed":
      return { outcome: "skipped", message: `${suppressionText(finding.suppression)} ${statement}` };
    case "fail":
      if (finding.enforcement === "advisory") return { outcome: "skipped", message: `Advisory: ${statement}` };
      return { outcome: "failed", message: statement };
  }
}

function verdictOfDiagnostic(diagnostic: ReportedDiagnostic, distinct: (name: string) => string): Verdict {
  const { code, severity, location } = diagnostic;
  const name = distinct(`${code}: ${location?.file ?? "the scan"}`);
  return {
    name,
    group: code,
    subject: name.slice(code.length + 2),
    outcome: severity === "error" ? "error" : "skipped",
    message: problemText(diagnostic),
    of: { diagnostic },
  };
}
