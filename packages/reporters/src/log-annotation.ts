import type { Finding, Location, ReportedDiagnostic, ScanResult, Severity } from "@lintel/core";
import { compactDiagnostic, compactFinding } from "./compact.js";
import { headlineOf, wholeMessageOf } from "./finding-text.js";
import { openFindings, problemText } from "./listed.js";
import type { ReportOptions } from "./report.js";
import { bySeverity } from "./severity.js";

/** What a pipeline shows beside a line of code. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  /** What is wrong, and in lines of their own what to do about it, and more. */
  readonly text: readonly string[];
  /** The id of the policy, or the code of the problem. */
  readonly code: string;
  readonly location: Location | null;
  /** The same as a line of a log. */
  readonly line: string;
}

const levels: Readonly<Record<Severity, Annotation["level"]>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "notice",
  info: "notice",
};

const levelOfDiagnostic = { error: "error", warning: "warning", info: "notice" } as const;

/** What there is to show, what could not be read before findings, and the gravest findings first: pipelines show only so many. */
export function annotationsOf(result: ScanResult, options: ReportOptions): readonly Annotation[] {
  const findings = [...openFindings(result, options)].sort(
    (one, other) => Number(one.status === "unknown") - Number(other.status === "unknown") || bySeverity(one, other),
  );
  return [...result.diagnostics.map(annotationOfDiagnostic), ...findings.map(annotationOf)];
}

function annotationOf(finding: Finding): Annotation {
  const { status, severity, remediation, policy, location } = finding;
  return {
    level: status === "unknown" ? "notice" : levels[severity],
    title: `${headlineOf(finding)} (${status === "unknown" ? "unknown" : severity})`,
    text: [wholeMessageOf(finding), remediation],
    code: policy,
    location,
    line: compactFinding(finding),
  };
}

function annotationOfDiagnostic(diagnostic: ReportedDiagnostic): Annotation {
  const { severity, code, location } = diagnostic;
  return {
    level: levelOfDiagnostic[severity],
    title: code,
    text: [problemText(diagnostic)],
    code,
    location,
    line: compactDiagnostic(diagnostic),
  };
}
