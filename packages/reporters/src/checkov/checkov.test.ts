import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileResult } from "../testing/hostile-text.js";
import { at, cases, finding, result } from "../testing/results.js";
import { schemaProblems } from "../testing/schema.js";
import { elementsNamed, readXml, schemaErrors } from "../testing/xml.js";
import { reportCheckov } from "./checkov.js";
import { checkovFailedTable, checkovJson, checkovJunit, checkovReportsOf, checkovText } from "./formats.js";
import type { CheckovRecord } from "./report.js";

const problems = schemaProblems("checkov");

interface Read {
  readonly check_type: string;
  readonly results: Readonly<Record<string, readonly CheckovRecord[]>>;
  readonly summary: Readonly<Record<string, number>>;
}

const read = (text: string) => JSON.parse(text) as Read;
const of = (name: string) => cases[name] ?? result([]);

const pod = finding({
  policy: "kubernetes-container-privileged",
  aliases: ["CKV_K8S_16", "CKV_K8S_1"],
  location: at("deploy/pod.yaml", 10, 3, { column: 9 }),
  resource: { address: "Pod/tools/shell", type: "v1/Pod", instances: [] },
});
const passed = finding({ status: "pass", aliases: ["CKV_AWS_25"] });
const unnamed = finding({ aliases: [], policy: "acme-owner", severity: "info" });

describe("the report in Checkov's JSON", () => {
  it("has the form that Checkov's documentation shows", () => {
    for (const [name, scanResult] of Object.entries(cases)) {
      expect(problems(JSON.parse(reportCheckov(scanResult, { showUnknown: true }))), name).toEqual([]);
    }
    expect(problems(JSON.parse(reportCheckov(result([pod, finding()]))))).toEqual([]);
    expect(problems({ check_type: "terraform" })).not.toEqual([]);
  });

  it("is one report, a list of several, and numbers where there is nothing", () => {
    expect(read(reportCheckov(result([pod]))).check_type).toBe("kubernetes");
    const several = JSON.parse(reportCheckov(result([finding(), pod]))) as Read[];
    expect(several.map(({ check_type: type }) => type)).toEqual(["kubernetes", "terraform"]);
    expect(JSON.parse(reportCheckov(of("empty")))).toMatchObject({ failed: 0, resource_count: 0 });
  });

  it("knows a plan by its file", () => {
    const typeOf = (file: string) =>
      read(reportCheckov(result([finding({ location: at(file, 1, 1, { column: 2 }) })]))).check_type;
    expect(typeOf("plan.json")).toBe("terraform_plan");
    expect(typeOf("main.tf.json")).toBe("terraform");
  });

  it("sorts records by what came of them", () => {
    const { results, summary } = read(
      reportCheckov(result([finding(), passed, unnamed, ...of("suppressed").findings])),
    );
    expect(Object.entries(results).map(([name, records]) => [name, records.length])).toEqual([
      ["passed_checks", 1],
      ["failed_checks", 2],
      ["skipped_checks", 2],
      ["parsing_errors", 0],
    ]);
    expect(summary).toMatchObject({ passed: 1, failed: 2, skipped: 2 });
    expect(results["failed_checks"]?.map(({ check_id: id, severity }) => [id, severity])).toEqual([
      ["CKV_AWS_24", "HIGH"],
      ["acme-owner", "INFO"],
    ]);
    expect(results["skipped_checks"]?.[0]?.check_result).toMatchObject({
      result: "SKIPPED",
      suppress_comment: "Bastion, reviewed in SEC-12",
    });
  });

  it("lets a check pass once, and not where one of its policies fails", () => {
    const other = finding({ status: "pass", policy: "other" });
    const { summary } = read(reportCheckov(result([passed, { ...passed, policy: "another" }, finding(), other])));
    expect(summary).toMatchObject({ passed: 1, failed: 1 });
  });

  it("calls a check as it was asked for", () => {
    const [report] = checkovReportsOf(result([pod]), { asked: new Set(["CKV_K8S_1"]) });
    expect(report?.failed[0]?.check_id).toBe("CKV_K8S_1");
    expect(report?.failed[0]?.bc_check_id).toBe("kubernetes-container-privileged");
  });

  it("says which files could not be read", () => {
    const { results, summary } = read(reportCheckov(of("diagnostics")));
    expect(results["parsing_errors"]).toEqual(["/broken.tf"]);
    expect(summary["parsing_errors"]).toBe(1);
  });

  it("is shorter when asked", () => {
    const reports = checkovReportsOf(result([finding(), passed]));
    const short = read(checkovJson(reports, { version: "1", isQuiet: true, isCompact: true }));
    expect(Object.keys(short.results)).toEqual(["failed_checks", "parsing_errors"]);
    expect(short.results["failed_checks"]?.[0]?.code_block).toBeNull();
    expect(short.summary["passed"]).toBe(1);
  });
});

describe("Checkov's other formats", () => {
  const reports = checkovReportsOf(result([finding(), passed, ...of("suppressed").findings]));

  it("are text for people", () => {
    const text = checkovText(reports, { version: "1" });
    expect(text).toContain("terraform scan results:\n\nPassed checks: 1, Failed checks: 1, Skipped checks: 2\n\n");
    expect(text).toContain(
      'Check: CKV_AWS_24: "SSH is open to the internet"\n\tFAILED for resource: aws_security_group.web\n',
    );
    expect(text).toContain("\tFile: /main.tf:5-5\n");
    expect(text).toContain('\t\t5 |     cidr_blocks = ["0.0.0.0/0"]\n');
    const short = checkovText(reports, { version: "1", isQuiet: true, isCompact: true });
    expect(short).not.toContain("PASSED for");
    expect(short).not.toContain("cidr_blocks =");
  });

  it("are JUnit's XML", { timeout: 60_000 }, async () => {
    for (const [name, scanResult] of Object.entries(cases)) {
      const text = checkovJunit(checkovReportsOf(scanResult, { showUnknown: true }));
      expect(await schemaErrors(text, "junit.xsd"), name).toEqual([]);
    }
    const suite = elementsNamed(readXml(checkovJunit(reports)), "testsuite")[0];
    expect(suite?.attributes).toMatchObject({ name: "terraform scan", tests: "4", failures: "1", skipped: "2" });
    expect(suite?.children[1]?.attributes["name"]).toBe("[HIGH][CKV_AWS_24] SSH is open to the internet");
  });

  it("are a table of what failed", () => {
    const lines = checkovFailedTable(reports).split("\n");
    expect(lines).toHaveLength(4);
    expect(lines[2]).toContain("CKV\\_AWS\\_24 | /main.tf:5 | aws\\_security\\_group.web");
  });

  it("hold whatever a file may hold", () => {
    fc.assert(
      fc.property(hostileResult, ({ result: scanResult }) => {
        const hostile = checkovReportsOf(scanResult);
        expect(problems(JSON.parse(reportCheckov(scanResult)))).toEqual([]);
        expect(elementsNamed(readXml(checkovJunit(hostile)), "testcase")).toHaveLength(2);
        const text = checkovText(hostile, { version: "1" });
        expect(text).not.toMatch(/^\s*::|##vso\[|[^\P{Cc}\n\t]/mu);
        expect(checkovFailedTable(hostile).split("\n")).toHaveLength(4);
      }),
    );
  });
});
