import type { Finding, Location, ScanResult, Severity } from "@lintel/core";
import { wholeMessageOf } from "./finding-text.js";
import { writeUtf8Json } from "./json-text.js";
import { openFindings, problemsOf, type Problem } from "./listed.js";
import type { ReportOptions } from "./report.js";
import { securityCategories, severityRank } from "./severity.js";

type ImpactSeverity = "BLOCKER" | "HIGH" | "MEDIUM" | "LOW" | "INFO";

interface Rule {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly engineId: "lintel";
  readonly cleanCodeAttribute: string;
  readonly type: "VULNERABILITY" | "CODE_SMELL" | "BUG";
  readonly severity: string;
  readonly impacts: readonly { readonly softwareQuality: string; readonly severity: ImpactSeverity }[];
}

interface Place {
  readonly message: string;
  readonly filePath: string;
  readonly textRange?: {
    readonly startLine: number;
    readonly endLine?: number;
    readonly startColumn?: number;
    readonly endColumn?: number;
  };
}

const impacts: Readonly<Record<Severity, ImpactSeverity>> = {
  critical: "BLOCKER",
  high: "HIGH",
  medium: "MEDIUM",
  low: "LOW",
  info: "INFO",
};

/** The severities of SonarQube's standard experience, which knows no impacts. */
const severities: Readonly<Record<Severity, string>> = {
  critical: "BLOCKER",
  high: "CRITICAL",
  medium: "MAJOR",
  low: "MINOR",
  info: "INFO",
};

/**
 * Writes SonarQube's generic format for issues, with the rules that they are of. It has a severity for each rule, not for each
 * issue, and no word for what was suppressed or has passed.
 */
export function reportSonarqube(result: ScanResult, options: ReportOptions = {}): string {
  const findings = openFindings(result, options);
  const problems = problemsOf(result);
  const rules = [...rulesOfProblems(problems), ...rulesOf(findings)];
  const issues = [...problems.map(issueOfProblem), ...findings.map(issueOf)];
  return `${writeUtf8Json({ rules, issues }, { indent: 2 })}\n`;
}

/** The id of the rule for what a policy could not decide: it must not have the weight of the policy. */
function ruleIdOf({ policy, status }: Finding): string {
  return status === "unknown" ? `${policy}:not-decided` : policy;
}

/** A rule for each policy, of the gravest severity among its findings, sorted by id. */
function rulesOf(findings: readonly Finding[]): Rule[] {
  const gravest = new Map<string, Finding>();
  for (const finding of findings) {
    const id = ruleIdOf(finding);
    const known = gravest.get(id);
    if (known === undefined || severityRank[finding.severity] < severityRank[known.severity]) gravest.set(id, finding);
  }
  return [...gravest].sort(([one], [other]) => (one < other ? -1 : 1)).map(([id, finding]) => ruleOf(id, finding));
}

function ruleOf(id: string, { title, description, remediation, category, severity, status }: Finding): Rule {
  const isSecurity = securityCategories.has(category);
  const weight = status === "unknown" ? "info" : severity;
  return {
    id,
    name: status === "unknown" ? `Not decided: ${title}` : title,
    description: `${description}\n\n${remediation}`,
    engineId: "lintel",
    cleanCodeAttribute: isSecurity ? "TRUSTWORTHY" : "COMPLETE",
    type: isSecurity ? "VULNERABILITY" : "CODE_SMELL",
    severity: severities[weight],
    impacts: [{ softwareQuality: isSecurity ? "SECURITY" : "RELIABILITY", severity: impacts[weight] }],
  };
}

function rulesOfProblems(problems: readonly Problem[]): Rule[] {
  const errors = new Set(problems.filter(({ severity }) => severity === "error").map(({ code }) => code));
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  return codes.map((code) => {
    const weight = errors.has(code) ? "high" : "low";
    return {
      id: code,
      name: `A problem with files or settings: ${code}`,
      description: "Lintel could not read or use something, so that what depends on it was not judged.",
      engineId: "lintel",
      cleanCodeAttribute: "COMPLETE",
      type: "BUG",
      severity: severities[weight],
      impacts: [{ softwareQuality: "RELIABILITY", severity: impacts[weight] }],
    };
  });
}

function issueOf(finding: Finding): object {
  const secondary = [...finding.trace, ...finding.related];
  return {
    ruleId: ruleIdOf(finding),
    primaryLocation: placeOf(wholeMessageOf(finding), finding.location),
    ...(secondary.length === 0
      ? {}
      : { secondaryLocations: secondary.map(({ message, location }) => placeOf(message, location)) }),
  };
}

function issueOfProblem({ code, text, location }: Problem): object {
  return {
    ruleId: code,
    primaryLocation: location === null ? { message: text, filePath: "." } : placeOf(text, location),
  };
}

/** SonarQube counts columns from 0, refuses a range that holds nothing, and takes a line alone for all that stands on it. */
function placeOf(message: string, { file, start, end }: Location): Place {
  const isEmpty = start.line === end.line && end.column <= start.column;
  const textRange = isEmpty
    ? { startLine: start.line }
    : { startLine: start.line, endLine: end.line, startColumn: start.column - 1, endColumn: end.column - 1 };
  return { message, filePath: file, textRange };
}
