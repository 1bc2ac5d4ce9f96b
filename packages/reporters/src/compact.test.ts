import { describe, expect, it } from "vitest";
import { reportCompact } from "./compact.js";
import { cases, result } from "./testing/results.js";

// What compilers write, and `errorformat` of Vim and problem matchers of editors read.
const line = /^(.+):([1-9]\d*):([1-9]\d*): (critical|high|medium|low|info|unknown|pass|error|warning): (.+) \((.+)\)$/;

describe("the compact report", () => {
  it("has one line of one form for each finding and each problem", () => {
    for (const [name, scanResult] of Object.entries(cases)) {
      const lines = reportCompact(scanResult, { showUnknown: true }).split("\n").slice(0, -1);
      const shown = scanResult.findings.filter(({ status }) => status !== "suppressed");
      expect(lines, name).toHaveLength(shown.length + scanResult.diagnostics.length);
      const located = [...shown, ...scanResult.diagnostics].map(({ location }) => location !== null);
      expect(
        lines.map((text) => line.test(text)),
        name,
      ).toEqual(located);
    }
  });

  it("says what is wrong, how bad it is, and where", () => {
    const [, severity, message, policy] = [
      ...(/: (.+?): (.+) \((.+)\)$/m.exec(reportCompact(cases["one"] ?? result([]))) ?? []),
    ];
    expect([severity, message, policy]).toEqual([
      "high",
      "Port 22 is reachable from any address.",
      "aws-security-group-ssh-open",
    ]);
  });

  it("is empty where nothing was found", () => {
    expect(reportCompact(result([]))).toBe("");
  });
});
