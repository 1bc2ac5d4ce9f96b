import { describe, expect, it } from "vitest";
import { reportSonarqube } from "./sonarqube.js";
import { at, cases, finding, result } from "./testing/results.js";
import { schemaProblems } from "./testing/schema.js";

interface Report {
  readonly rules: readonly {
    readonly id: string;
    readonly impacts: readonly { readonly softwareQuality: string; readonly severity: string }[];
  }[];
  readonly issues: readonly {
    readonly ruleId: string;
    readonly primaryLocation: { readonly textRange?: Readonly<Record<string, number>> };
    readonly secondaryLocations?: readonly unknown[];
  }[];
}

const problems = schemaProblems("sonarqube-generic-issues");
const report = (scanResult = result([])) => JSON.parse(reportSonarqube(scanResult, { showUnknown: true })) as Report;

describe("the generic issues for SonarQube", () => {
  it.each(Object.entries(cases))(
    "of %s follow the format, and each is of a rule that is there once",
    (_name, scanned) => {
      const { rules, issues } = report(scanned);
      expect(problems({ rules, issues })).toEqual([]);
      const ids = rules.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect([...new Set(issues.map(({ ruleId }) => ruleId))].sort()).toEqual([...ids].sort());
    },
  );

  it("count columns from 0, and name a line alone where a range holds nothing", () => {
    const [some, empty] = report(
      result([finding(), finding({ location: at("main.tf", 7, 3, { column: 3 }), fingerprint: "e" })]),
    ).issues;
    expect(some?.primaryLocation.textRange).toEqual({ startLine: 5, endLine: 5, startColumn: 4, endColumn: 33 });
    expect(empty?.primaryLocation.textRange).toEqual({ startLine: 7 });
  });

  it("give a rule the weight of its gravest issue", () => {
    const { rules } = report(
      result([finding({ severity: "low" }), finding({ severity: "critical", category: "cost" })]),
    );
    expect(rules.map(({ impacts }) => impacts)).toEqual([[{ softwareQuality: "RELIABILITY", severity: "BLOCKER" }]]);
  });

  it("do not give what could not be decided the weight of its policy", () => {
    expect(report(cases["unknown"]).rules.map(({ id, impacts }) => [id, impacts[0]?.severity])).toEqual([
      ["aws-security-group-ssh-open:not-decided", "INFO"],
    ]);
  });

  it("lead to where the value comes from", () => {
    const counts = report(cases["many"]).issues.map(({ secondaryLocations }) => secondaryLocations?.length ?? 0);
    expect(counts).toContain(3);
  });
});
