import type { Finding, ScanResult } from "@lintel/core";

/** What the exit code of `lintel` says. */
export const exitCodes = { clean: 0, findings: 1, failure: 2, nothingToScan: 3 } as const;

/** What decides the exit code beside the result. */
export interface Threshold {
  /** Whether a finding is one that fails the run, if it is a failure. */
  readonly isFailing: (finding: Finding) => boolean;
  /** Let unreadable and unparsable files through. */
  readonly allowErrors: boolean;
  /** Policies whose unknown verdicts count like failures. */
  readonly countUnknownOf: ReadonlySet<string>;
}

/** Returns the exit code of a scan: not having done the job, for want of policies too, beats findings, findings beat having had little to do. */
export function exitCodeOf(result: ScanResult, { isFailing, allowErrors, countUnknownOf }: Threshold): number {
  if (result.summary.policies === 0) return exitCodes.failure;
  const hasErrors = result.diagnostics.some(({ severity }) => severity === "error");
  if (hasErrors && !allowErrors) return exitCodes.failure;
  const hasFailure = result.findings.some((finding) => {
    const { status, policy } = finding;
    return (status === "fail" || (status === "unknown" && countUnknownOf.has(policy))) && isFailing(finding);
  });
  if (hasFailure) return exitCodes.findings;
  return result.summary.files === 0 && !hasErrors ? exitCodes.nothingToScan : exitCodes.clean;
}
