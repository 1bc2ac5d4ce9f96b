import type { Severity } from "@lintel/core";

/** Severities by weight, the gravest first. Core's own list is not used, because it would load core for `--help`. */
export const severities = ["critical", "high", "medium", "low", "info"] as const satisfies readonly Severity[];

/** Whether a word is a severity. */
export function isSeverity(word: string): word is Severity {
  return severities.some((severity) => severity === word);
}

/** Whether a severity is as grave as another, or graver. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}
