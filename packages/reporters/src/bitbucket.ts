import type { Finding, FindingStatus, ScanResult, Severity } from "@lintel/core";
import { clip } from "./clip.js";
import { suppressionText } from "./facts.js";
import { headlineOf, statementOf } from "./finding-text.js";
import { writeUtf8Json } from "./json-text.js";
import { problemsOf, shownFindings, type Problem } from "./listed.js";
import type { ReportOptions } from "./report.js";
import { severityRank } from "./severity.js";
import { coverageFacts, summarySentence } from "./summary-text.js";

/** What Bitbucket takes: annotations of a report, and characters of its texts. */
const mostAnnotations = 1000;
const longestSummary = 450;
const longestDetails = 2000;
const longestPath = 2000;

interface Annotation {
  readonly external_id: string;
  readonly annotation_type: "VULNERABILITY" | "CODE_SMELL" | "BUG";
  readonly summary: string;
  readonly details: string;
  readonly result: "PASSED" | "FAILED" | "SKIPPED" | "IGNORED";
  readonly severity: "CRITICAL" | "HIGH" | "MEDIUM" | "LOW";
  readonly path?: string;
  readonly line?: number;
}

const severities: Readonly<Record<Severity, Annotation["severity"]>> = {
  critical: "CRITICAL",
  high: "HIGH",
  medium: "MEDIUM",
  low: "LOW",
  info: "LOW",
};

const results: Readonly<Record<FindingStatus, Annotation["result"]>> = {
  fail: "FAILED",
  unknown: "SKIPPED",
  suppressed: "IGNORED",
  pass: "PASSED",
};

/** What matters most to whoever gets no more than a thousand annotations. */
const resultRank: Readonly<Record<Annotation["result"], number>> = { FAILED: 0, SKIPPED: 1, IGNORED: 2, PASSED: 3 };

/**
 * Writes what Bitbucket's Code Insights are told: one object with the `report` and its `annotations`, each of which is the body of a
 * request of its own. Of more than a thousand annotations the gravest are kept; the details of the report say so.
 */
export function reportBitbucket(result: ScanResult, options: ReportOptions = {}): string {
  const problems = problemsOf(result);
  const findings = [...shownFindings(result, options)].sort(byWeight);
  const errors = problems.filter(({ severity }) => severity === "error").map(annotationOfProblem);
  const warnings = problems.filter(({ severity }) => severity === "warning").map(annotationOfProblem);
  const left = mostAnnotations - errors.length;
  const failing = findings.filter(({ status }) => status === "fail");
  const others = findings.filter(({ status }) => status !== "fail");
  const all = left <= 0 ? errors : [...errors, ...failing.map(annotationOf), ...warnings, ...others.map(annotationOf)];
  const annotations = all.slice(0, mostAnnotations);
  const total = problems.length + findings.length;
  const report = {
    title: "Lintel",
    details: detailsOf(result, total - annotations.length),
    report_type: "SECURITY",
    reporter: `Lintel ${result.tool.version}`,
    result: errors.length > 0 || failing.some(isFailingRun) ? "FAILED" : "PASSED",
    data: dataOf(result),
  };
  return `${writeUtf8Json({ report, annotations }, { indent: 2 })}\n`;
}

function isFailingRun({ enforcement }: Finding): boolean {
  return enforcement !== "advisory";
}

function byWeight(one: Finding, other: Finding): number {
  return (
    resultRank[results[one.status]] - resultRank[results[other.status]] ||
    severityRank[one.severity] - severityRank[other.severity]
  );
}

function detailsOf(result: ScanResult, leftOut: number): string {
  const most = String(mostAnnotations);
  const parts = [
    summarySentence(result),
    ...(leftOut === 0 ? [] : [`${String(leftOut)} annotations are left out: Bitbucket takes ${most}.`]),
    ...(result.coverage === undefined
      ? []
      : coverageFacts(result.coverage).map(([label, text]) => `${label}: ${text}.`)),
  ];
  return clip(parts.join("\n"), longestDetails);
}

function dataOf({ summary, coverage }: ScanResult): readonly object[] {
  const { failed, passed, suppressed, unknown, resources } = summary;
  const numbers = {
    Failed: failed,
    Passed: passed,
    Suppressed: suppressed,
    "Not decided": unknown,
    Resources: resources,
  };
  const data: object[] = Object.entries(numbers).map(([title, value]) => ({ title, type: "NUMBER", value }));
  if (coverage === undefined) return data;
  const { filesFound, filesParsed, modulesNotLoaded, verdicts, verdictsKnown } = coverage;
  data.push({ title: "Files read", type: "TEXT", value: `${String(filesParsed)} of ${String(filesFound)}` });
  data.push({ title: "Modules not loaded", type: "NUMBER", value: modulesNotLoaded });
  if (verdicts > 0) {
    data.push({ title: "Decided", type: "PERCENTAGE", value: Math.floor((verdictsKnown / verdicts) * 100) });
  }
  return data;
}

function annotationOf(finding: Finding): Annotation {
  const { fingerprint, location, severity, status, policy, suppression, remediation, resource } = finding;
  const details = [
    `${policy}: ${statementOf(finding)}`,
    finding.description,
    remediation,
    ...(resource.instances.length === 0 ? [] : [`Instances: ${resource.instances.join(", ")}`]),
    ...(suppression === null ? [] : [suppressionText(suppression)]),
  ];
  return {
    external_id: fingerprint,
    annotation_type: "VULNERABILITY",
    summary: clip(`${headlineOf(finding)} (${resource.address})`, longestSummary),
    details: clip(details.join("\n\n"), longestDetails),
    result: results[status],
    severity: status === "unknown" ? "LOW" : severities[severity],
    ...placeOf(location),
  };
}

function annotationOfProblem({ id, text, severity, code, location }: Problem): Annotation {
  return {
    external_id: id,
    annotation_type: "BUG",
    summary: clip(text, longestSummary),
    details: clip(`${code}: ${text}`, longestDetails),
    result: severity === "error" ? "FAILED" : "SKIPPED",
    severity: severity === "error" ? "HIGH" : "LOW",
    ...placeOf(location),
  };
}

/** A path that is cut short would be another one's. */
function placeOf(location: Finding["location"] | null): Pick<Annotation, "path" | "line"> {
  if (location === null || location.file.length > longestPath) return {};
  return { path: location.file, line: location.start.line };
}
