import { describe, expect, it } from "vitest";
import { reportBitbucket } from "./bitbucket.js";
import { cases, finding, result } from "./testing/results.js";
import { schemaProblems } from "./testing/schema.js";

interface Insights {
  readonly report: { readonly result: string; readonly details: string };
  readonly annotations: readonly {
    readonly external_id: string;
    readonly result: string;
    readonly severity: string;
    readonly summary: string;
  }[];
}

const problems = schemaProblems("bitbucket-code-insights");
const report = (scanResult = result([])) => JSON.parse(reportBitbucket(scanResult, { showUnknown: true })) as Insights;

describe("the Code Insights of Bitbucket", () => {
  it.each(Object.entries(cases))("for %s follow the API, and no two annotations have one id", (_name, scanResult) => {
    const insights = report(scanResult);
    expect(problems(insights)).toEqual([]);
    const ids = insights.annotations.map(({ external_id }) => external_id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("fail for findings and errors, and for nothing else", () => {
    const resultOf = (name: string) => report(cases[name]).report.result;
    expect(resultOf("one")).toBe("FAILED");
    expect(resultOf("diagnostics")).toBe("FAILED");
    expect(report(result([finding({ enforcement: "advisory" })])).report.result).toBe("PASSED");
    expect(["empty", "suppressed", "unknown", "passed"].map(resultOf)).toEqual(Array(4).fill("PASSED"));
  });

  it("tell what became of each", () => {
    const results = (name: string) => report(cases[name]).annotations.map((each) => each.result);
    expect(results("suppressed")).toEqual(["IGNORED", "IGNORED"]);
    expect(results("unknown")).toEqual(["SKIPPED", "SKIPPED"]);
    expect(results("passed")).toEqual(["PASSED"]);
    expect(results("diagnostics")).toEqual(["FAILED", "SKIPPED"]);
  });

  it("keep the gravest thousand, and say that there were more", () => {
    const many = Array.from({ length: 1500 }, (_, index) =>
      finding({ fingerprint: `f${String(index)}`, severity: index < 1000 ? "low" : "critical" }),
    );
    const insights = report(result(many, cases["diagnostics"]?.diagnostics));
    expect(problems(insights)).toEqual([]);
    expect(insights.annotations).toHaveLength(1000);
    expect(insights.annotations[0]?.external_id).toBe("hcl-syntax:broken.tf");
    expect(insights.annotations.filter(({ severity }) => severity === "CRITICAL")).toHaveLength(500);
    expect(insights.report.details).toContain("502 annotations are left out");
  });

  it("cut what is longer than Bitbucket takes", () => {
    const long = "👩‍👩‍👧 long ".repeat(500);
    const insights = report(result([finding({ title: long, description: long, remediation: long, message: long })]));
    expect(problems(insights)).toEqual([]);
    expect(insights.annotations[0]?.summary).toMatch(/…$/);
  });
});
