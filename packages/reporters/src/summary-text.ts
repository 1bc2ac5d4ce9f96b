import type { Finding, ScanCoverage, ScanResult, Severity } from "@lintel/core";
import { type Fact, counted, listed } from "./facts.js";
import { severityRank } from "./severity.js";
import { skippedReasonText, unknownReasonText } from "./text/reasons.js";

const policiesShown = 20;

/** How many findings fail, of each severity, the gravest first. */
export function countsBySeverity(findings: readonly Finding[]): readonly (readonly [Severity, number])[] {
  const counts = new Map<Severity, number>();
  for (const { severity, status } of findings) {
    if (status === "fail") counts.set(severity, (counts.get(severity) ?? 0) + 1);
  }
  return [...counts].sort(([one], [other]) => severityRank[one] - severityRank[other]);
}

/** What came of a scan, in one sentence. */
export function summarySentence({ summary, findings, diagnostics }: ScanResult): string {
  const counts = countsBySeverity(findings);
  const failed = counts.reduce((sum, [, count]) => sum + count, 0);
  const severities = counts.map(([severity, count]) => `${String(count)} ${severity}`).join(", ");
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const parts = [
    `${counted(failed, "finding")}${failed === 0 ? "" : ` (${severities})`} in ${counted(summary.files, "file")} and ${counted(summary.resources, "resource")}`,
    `${String(summary.passed)} passed`,
    ...(summary.suppressed === 0 ? [] : [`${String(summary.suppressed)} suppressed`]),
    ...(summary.unknown === 0 ? [] : [`${String(summary.unknown)} could not be decided`]),
    ...(errors === 0 ? [] : [`${counted(errors, "error")} while reading`]),
  ];
  return `${parts.join("; ")}.`;
}

/** How much of what was there a scan has looked at. */
export function coverageFacts(coverage: ScanCoverage): readonly Fact[] {
  const { filesFound, filesParsed, moduleCalls, modulesNotLoaded, verdictsKnown, verdicts } = coverage;
  const facts: Fact[] = [
    ["Files", `${String(filesParsed)} of ${String(filesFound)} parsed${skippedText(coverage)}`],
    ["Modules", `${String(moduleCalls - modulesNotLoaded)} of ${counted(moduleCalls, "call")} loaded`],
    ["Resources", String(coverage.resources)],
    ["Verdicts", `${String(verdictsKnown)} of ${String(verdicts)} known${unknownText(coverage)}`],
  ];
  const { policiesWithoutTarget: idle } = coverage;
  if (idle.length > 0) {
    facts.push(["Policies without a target", `${String(idle.length)}: ${listed(idle, policiesShown, ", ")}`]);
  }
  return facts;
}

/** The same as lines of text; none where the result does not say. */
export function coverageLines({ coverage }: ScanResult): readonly string[] {
  return coverage === undefined ? [] : coverageFacts(coverage).map(([label, text]) => `${label}: ${text}`);
}

function skippedText({ filesSkipped }: ScanCoverage): string {
  const parts = Object.entries(filesSkipped)
    .filter(([, count]) => count > 0)
    .sort(byCountThenName)
    .map(([reason, count]) => `${String(count)} ${skippedReasonText.get(reason) ?? reason}`);
  return parts.length === 0 ? "" : `; skipped: ${parts.join("; ")}`;
}

function unknownText({ unknownReasons }: ScanCoverage): string {
  const texts: Readonly<Record<string, string>> = unknownReasonText;
  const parts = Object.entries(unknownReasons)
    .filter(([, count]) => count > 0)
    .sort(byCountThenName)
    .map(([reason, count]) => `${String(count)} because of ${texts[reason] ?? reason}`);
  return parts.length === 0 ? "" : `; ${parts.join(", ")}`;
}

function byCountThenName([one, many]: [string, number], [other, few]: [string, number]): number {
  return few - many || (one < other ? -1 : 1);
}
