import type { Finding, ScanResult, Summary } from "@lintel/core";

/** A result without what is below the thresholds, and how many failures that leaves out. */
export interface ShownResult {
  readonly result: ScanResult;
  readonly hidden: number;
}

/** Leaves out findings that are not to be shown, also from the numbers of the summary. */
export function onlyShown(result: ScanResult, isShown: (finding: Finding) => boolean): ShownResult {
  const findings = result.findings.filter(isShown);
  if (findings.length === result.findings.length) return { result, hidden: 0 };
  const summary = {
    ...result.summary,
    failed: countOf(findings, "fail"),
    unknown: countOf(findings, "unknown"),
    suppressed: countOf(findings, "suppressed"),
    unknownReasons: countReasons(findings),
  };
  return { result: { ...result, summary, findings }, hidden: result.summary.failed - summary.failed };
}

function countOf(findings: readonly Finding[], status: Finding["status"]): number {
  return findings.filter((finding) => finding.status === status).length;
}

/** Reasons of unknown verdicts, by name, as the scan counts them. */
function countReasons(findings: readonly Finding[]): Summary["unknownReasons"] {
  const reasons = findings.flatMap(({ status, reason }) => (status === "unknown" && reason !== null ? [reason] : []));
  const names = [...new Set(reasons)].sort();
  return Object.fromEntries(names.map((name) => [name, reasons.filter((reason) => reason === name).length]));
}
