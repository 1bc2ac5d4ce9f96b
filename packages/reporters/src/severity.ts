import type { Finding, Severity } from "@lintel/core";

/** Severities by weight, 0 being the gravest. */
export const severityRank: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, low: 3, info: 4 };

/** The severities, the gravest first. */
export const severityNames = ["critical", "high", "medium", "low", "info"] as const satisfies readonly Severity[];

/** Orders findings by weight; equals keep the order of the scan result, which is by file, line and policy. */
export function bySeverity(one: Finding, other: Finding): number {
  return severityRank[one.severity] - severityRank[other.severity];
}

/** Categories whose findings are a matter of security, as opposed to good practice. */
export const securityCategories: ReadonlySet<string> = new Set([
  "exposure",
  "encryption",
  "identity",
  "logging",
  "supply-chain",
  "secrets",
  "isolation",
]);
