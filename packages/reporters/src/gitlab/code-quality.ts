import type { Finding, Location, ScanResult, Severity } from "@lintel/core";
import { wholeMessageOf } from "../finding-text.js";
import { writeUtf8Json } from "../json-text.js";
import { lastLineOf, openFindings, problemsOf, type Problem } from "../listed.js";
import type { ReportOptions } from "../report.js";

/** An issue of GitLab's Code Quality report; what it does not read itself is of the Code Climate format that it is a part of. */
interface Issue {
  readonly type: "issue";
  readonly check_name: string;
  readonly description: string;
  readonly content?: { readonly body: string };
  readonly categories: readonly string[];
  readonly severity: "info" | "minor" | "major" | "critical" | "blocker";
  readonly fingerprint: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

const severities: Readonly<Record<Severity, Issue["severity"]>> = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
  info: "info",
};

/** Writes a GitLab Code Quality report, which merge requests compare with that of the branch they go to. */
export function reportGitlabCodeQuality(result: ScanResult, options: ReportOptions = {}): string {
  const issues = [...problemsOf(result).map(issueOfProblem), ...openFindings(result, options).map(issueOf)];
  return `${writeUtf8Json(issues, { indent: 2 })}\n`;
}

function issueOf(finding: Finding): Issue {
  return {
    type: "issue",
    check_name: finding.policy,
    description: wholeMessageOf(finding),
    content: { body: `${finding.description}\n\n${finding.remediation}` },
    categories: ["Security"],
    severity: finding.status === "unknown" ? "info" : severities[finding.severity],
    fingerprint: finding.fingerprint,
    location: placeOf(finding.location),
  };
}

function issueOfProblem({ code, text, severity, id, location }: Problem): Issue {
  return {
    type: "issue",
    check_name: code,
    description: text,
    categories: ["Bug Risk"],
    severity: severity === "error" ? "critical" : "minor",
    fingerprint: id,
    location: location === null ? { path: ".", lines: { begin: 1, end: 1 } } : placeOf(location),
  };
}

function placeOf(location: Location): Issue["location"] {
  return { path: location.file, lines: { begin: location.start.line, end: lastLineOf(location) } };
}
