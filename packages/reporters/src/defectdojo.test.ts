import { describe, expect, it } from "vitest";
import { reportDefectDojo } from "./defectdojo.js";
import { cases, finding, result } from "./testing/results.js";
import { schemaProblems } from "./testing/schema.js";

interface Report {
  readonly findings: readonly {
    readonly title: string;
    readonly severity: string;
    readonly active: boolean;
    readonly risk_accepted?: boolean;
    readonly unique_id_from_tool: string;
  }[];
}

const problems = schemaProblems("defectdojo-generic");
const report = (scanResult = result([])) => JSON.parse(reportDefectDojo(scanResult, { showUnknown: true })) as Report;

describe("the findings for DefectDojo", () => {
  it.each(Object.entries(cases))("of %s follow the format", (_name, scanResult) => {
    const parsed = report(scanResult);
    expect(problems(parsed)).toEqual([]);
    const ids = parsed.findings.map(({ unique_id_from_tool }) => unique_id_from_tool);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("are accepted risks where they were suppressed", () => {
    const states = report(cases["suppressed"]).findings.map(({ active, risk_accepted }) => [active, risk_accepted]);
    expect(states).toEqual([
      [false, true],
      [false, true],
    ]);
  });

  it("weigh least where nothing could be decided, and have files that could not be read", () => {
    expect(report(cases["unknown"]).findings.map(({ severity }) => severity)).toEqual(["Info", "Info"]);
    expect(report(cases["diagnostics"]).findings.map(({ severity }) => severity)).toEqual(["Medium", "Info"]);
  });

  it("have no longer titles and names than the columns they go to", () => {
    const long = "x".repeat(600);
    const parsed = report(result([finding({ title: long, resource: { address: long, type: "x", instances: [] } })]));
    expect(problems(parsed)).toEqual([]);
  });
});
