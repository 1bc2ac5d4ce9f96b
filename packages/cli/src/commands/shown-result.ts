import type { Finding, ScanResult, Severity } from "@lintel/core";
import { isAtLeast } from "../severity.js";

/** A result without what is below a severity, and how many failures that leaves out. */
export interface ShownResult {
  readonly result: ScanResult;
  readonly hidden: number;
}

/** Leaves out findings below a severity, also from the numbers of the summary. */
export function onlyShown(result: ScanResult, severity: Severity): ShownResult {
  if (severity === "info") return { result, hidden: 0 };
  const findings = result.findings.filter((finding) => isAtLeast(finding.severity, severity));
  const unknownReasons = { ...result.summary.unknownReasons };
  for (const reason of Object.keys(unknownReasons) as (keyof typeof unknownReasons)[]) {
    const count = findings.filter((finding) => finding.status === "unknown" && finding.reason === reason).length;
    if (count === 0) delete unknownReasons[reason];
    else unknownReasons[reason] = count;
  }
  const summary = {
    ...result.summary,
    failed: countOf(findings, "fail"),
    unknown: countOf(findings, "unknown"),
    suppressed: countOf(findings, "suppressed"),
    unknownReasons,
  };
  return { result: { ...result, summary, findings }, hidden: result.summary.failed - summary.failed };
}

function countOf(findings: readonly Finding[], status: Finding["status"]): number {
  return findings.filter((finding) => finding.status === status).length;
}
