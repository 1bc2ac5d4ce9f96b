import type { ScanResult, Severity } from "@lintel/core";
import { isAtLeast } from "./severity.js";

/** What the exit code of `lintel` says. */
export const exitCodes = { clean: 0, findings: 1, failure: 2, nothingToScan: 3 } as const;

/** What decides the exit code beside the result. */
export interface Threshold {
  /** The lowest severity that fails the run; undefined where none does. */
  readonly failOn: Severity | undefined;
  /** Let unreadable and unparsable files through. */
  readonly allowErrors: boolean;
  /** Policies whose unknown verdicts count like failures. */
  readonly countUnknownOf: ReadonlySet<string>;
}

/** Returns the exit code of a scan: not having done the job, for want of policies too, beats findings, findings beat having had little to do. */
export function exitCodeOf(result: ScanResult, { failOn, allowErrors, countUnknownOf }: Threshold): number {
  if (result.summary.policies === 0) return exitCodes.failure;
  const hasErrors = result.diagnostics.some(({ severity }) => severity === "error");
  if (hasErrors && !allowErrors) return exitCodes.failure;
  const isFailing = result.findings.some(
    ({ status, severity, policy }) =>
      (status === "fail" || (status === "unknown" && countUnknownOf.has(policy))) &&
      failOn !== undefined &&
      isAtLeast(severity, failOn),
  );
  if (isFailing) return exitCodes.findings;
  return result.summary.files === 0 && !hasErrors ? exitCodes.nothingToScan : exitCodes.clean;
}
