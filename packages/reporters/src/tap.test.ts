import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { Parser } from "tap-parser";
import { describe, expect, it } from "vitest";
import { reportTap } from "./tap.js";
import { hostileResult } from "./testing/hostile-text.js";
import { cases, finding, result } from "./testing/results.js";

interface Point {
  readonly ok: boolean;
  readonly name: string;
  readonly skip?: unknown;
  readonly todo?: unknown;
  readonly diag?: Readonly<Record<string, unknown>>;
}

function read(text: string): {
  readonly points: readonly Point[];
  readonly isOk: boolean;
  readonly strays: readonly string[];
} {
  const points: Point[] = [];
  const strays: string[] = [];
  const parser = new Parser({ strict: true });
  parser.on("assert", (point: Point) => points.push(point));
  parser.on("extra", (extra: string) => strays.push(extra));
  parser.end(text);
  expect(parser.results?.failures.filter(({ tapError }) => tapError !== null)).toEqual([]);
  return { points, isOk: parser.results?.ok ?? false, strays };
}

const isProveMissing = spawnSync("prove", ["--version"]).error !== undefined && (process.env["CI"] ?? "") === "";

describe("the TAP report", () => {
  it("is read without a stray line, a point for the scan, each finding, and each problem", () => {
    for (const [name, scanResult] of Object.entries(cases)) {
      const { points, strays } = read(reportTap(scanResult, { showUnknown: true }));
      expect(strays, name).toEqual([]);
      expect(points, name).toHaveLength(1 + scanResult.findings.length + scanResult.diagnostics.length);
    }
  });

  it("fails for findings and for errors alone", () => {
    const isOk = (scanResult: ReturnType<typeof result>) => read(reportTap(scanResult, { showUnknown: true })).isOk;
    expect(isOk(result([finding()]))).toBe(false);
    expect(isOk(cases["diagnostics"] ?? result([]))).toBe(false);
    expect(isOk(result([finding({ enforcement: "advisory" })]))).toBe(true);
    for (const name of ["empty", "suppressed", "unknown", "passed"])
      expect(isOk(cases[name] ?? result([finding()]))).toBe(true);
  });

  it("skips what is suppressed, and says why", () => {
    const { points } = read(reportTap(cases["suppressed"] ?? result([])));
    expect(points[1]?.skip).toContain("SEC-12");
    expect(points[2]?.skip).toContain("baseline");
  });

  it("brings any text to its reader", () => {
    fc.assert(
      fc.property(hostileResult, ({ of, result: scanResult }) => {
        const { points, strays } = read(reportTap(scanResult));
        expect(strays).toEqual([]);
        expect(points.map(({ ok, skip, todo }) => [ok, skip, todo].map(Boolean))).toEqual([
          [true, false, false],
          [false, false, false],
          [false, false, false],
        ]);
        expect(points[1]?.diag).toMatchObject({ severity: "high", policy: of.policy });
      }),
    );
  });

  // Perl's harness reads an earlier version, and little of YAML. It comes with Perl, and so with Git on most systems.
  it.skipIf(isProveMissing)("is read by prove without an error, whatever text it holds", () => {
    const scratch = mkdtempSync(join(tmpdir(), "lintel-tap-"));
    const [sample] = fc.sample(fc.array(hostileResult, { minLength: 60, maxLength: 60 }), { numRuns: 1, seed: 7 });
    const hostile = result((sample ?? []).map(({ of }) => of));
    for (const [name, scanResult] of Object.entries({ ...cases, "hostile-texts": hostile })) {
      const file = join(scratch, `${name}.tap`);
      writeFileSync(file, reportTap(scanResult, { showUnknown: true }));
      const { stdout, stderr, status } = spawnSync("prove", ["--exec", "cat", file], { encoding: "utf8" });
      expect(`${stdout}${stderr}`, name).not.toMatch(/Parse errors|Bad plan/);
      const failed = scanResult.findings.filter(
        ({ status: of, enforcement }) => of === "fail" && enforcement !== "advisory",
      );
      const errors = scanResult.diagnostics.filter(({ severity }) => severity === "error");
      expect(status === 0, name).toBe(failed.length + errors.length === 0);
    }
    rmSync(scratch, { recursive: true });
  });
});
