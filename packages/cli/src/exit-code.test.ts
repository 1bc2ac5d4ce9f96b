import type { Finding, FindingStatus, ReportedDiagnostic, ScanResult, Severity } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { exitCodeOf } from "./exit-code.js";
import { isAtLeast } from "./severity.js";

/** As much of a result as the exit code looks at. */
function result(findings: [FindingStatus, Severity][], errors = 0, files = 1, policies = 1): ScanResult {
  return {
    findings: findings.map(([status, severity]) => ({ status, severity, policy: "p" }) as Finding),
    diagnostics: Array.from({ length: errors }, () => ({ severity: "error" }) as ReportedDiagnostic),
    summary: { files, policies },
  } as unknown as ScanResult;
}

const usual = { isFailing: () => true, allowErrors: false, countUnknownOf: new Set<string>() };

describe("the exit code", () => {
  it.each<[string, number, ScanResult, Partial<Parameters<typeof exitCodeOf>[1]>]>([
    ["clean", 0, result([]), {}],
    ["a finding", 1, result([["fail", "info"]]), {}],
    [
      "a finding below the threshold",
      0,
      result([["fail", "medium"]]),
      { isFailing: ({ severity }) => isAtLeast(severity, "high") },
    ],
    [
      "a finding at the threshold",
      1,
      result([["fail", "high"]]),
      { isFailing: ({ severity }) => isAtLeast(severity, "high") },
    ],
    ["nothing may fail the run", 0, result([["fail", "critical"]]), { isFailing: () => false }],
    ["an unknown", 0, result([["unknown", "critical"]]), {}],
    ["an unknown that counts", 1, result([["unknown", "critical"]]), { countUnknownOf: new Set(["p"]) }],
    ["something suppressed", 0, result([["suppressed", "critical"]]), { countUnknownOf: new Set(["p"]) }],
    ["something passed", 0, result([["pass", "critical"]]), {}],
    ["an error", 2, result([], 1), {}],
    ["an error and a finding", 2, result([["fail", "high"]], 1), {}],
    ["an error let through", 0, result([], 1), { allowErrors: true }],
    ["an error let through and a finding", 1, result([["fail", "high"]], 1), { allowErrors: true }],
    ["no policy", 2, result([], 0, 1, 0), {}],
    ["no policy, errors let through", 2, result([], 1, 1, 0), { allowErrors: true }],
    ["nothing to scan", 3, result([], 0, 0), {}],
    ["nothing but an unreadable file", 2, result([], 1, 0), {}],
    ["nothing but an unreadable file, let through", 0, result([], 1, 0), { allowErrors: true }],
  ])("of %s is %i", (_what, code, scanResult, changes) => {
    expect(exitCodeOf(scanResult, { ...usual, ...changes })).toBe(code);
  });
});
