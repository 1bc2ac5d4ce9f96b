import type { Project, ScanResult } from "@lintel/core";

/** Says what is wrong where fewer verdicts are known than the configuration requires; undefined where enough are, or none are. */
export function describeShortage({ summary }: ScanResult, { run }: Project): string | undefined {
  const { value: required } = run.requireCoverage;
  const known = summary.failed + summary.passed + summary.suppressed;
  const all = known + summary.unknown;
  if (required === undefined || known * 100 >= all * required) return undefined;
  const percentage = Math.floor((known * 1000) / all) / 10;
  return `Only ${percentage} % of ${all} verdicts are known, where the configuration requires ${required} %.`;
}
