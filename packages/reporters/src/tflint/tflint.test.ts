import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileResult } from "../testing/hostile-text.js";
import { at, cases, finding, result } from "../testing/results.js";
import { schemaProblems } from "../testing/schema.js";
import { elementsNamed, readXml } from "../testing/xml.js";
import { tflintCheckstyle, tflintCompact, tflintDefault, tflintJunit, tflintReportOf, tflintSarif } from "./formats.js";
import { reportTflint } from "./tflint.js";
import type { TflintReport } from "./report.js";

const problems = schemaProblems("tflint");
const read = (text: string) => JSON.parse(text) as TflintReport;
const of = (name: string) => cases[name] ?? result([]);

const versionMissing = finding({
  policy: "terraform-required-version-missing",
  aliases: ["CKV_X_1", "terraform_required_version"],
  severity: "low",
});

describe("the report in tflint's JSON", () => {
  it("has the form that tflint's has", () => {
    for (const [name, scanResult] of Object.entries(cases)) {
      expect(problems(read(reportTflint(scanResult, { showUnknown: true }))), name).toEqual([]);
    }
    expect(problems({ issues: [{}], errors: [] })).not.toEqual([]);
  });

  it("calls policies by tflint's names where there are any, and then names the policy too", () => {
    const [issue] = read(reportTflint(result([versionMissing]))).issues;
    expect(issue?.rule).toEqual({ name: "terraform_required_version", severity: "notice", link: "" });
    expect(issue?.message).toContain("[terraform-required-version-missing]");
    expect(read(reportTflint(of("one"))).issues[0]?.rule.name).toBe("aws-security-group-ssh-open");
  });

  it("takes of several names the one that is about the type", () => {
    const aliases = ["terraform_documented_variables", "terraform_documented_outputs"];
    const named = (type: string) =>
      read(reportTflint(result([finding({ aliases, resource: { address: "x", type, instances: [] } })]))).issues[0]
        ?.rule.name;
    expect([named("variable"), named("output"), named("aws_vpc")]).toEqual([aliases[0], aliases[1], aliases[0]]);
  });

  it("has three severities", () => {
    const severities = (["critical", "high", "medium", "low", "info"] as const).map((severity) =>
      finding({ severity }),
    );
    expect(read(reportTflint(result(severities))).issues.map(({ rule }) => rule.severity)).toEqual([
      ...["error", "error", "warning", "notice", "notice"],
    ]);
  });

  it("leads from the line to edit to where it has its effect", () => {
    const issue = read(reportTflint(of("many"))).issues.find(({ range }) => range.filename === "modules/db/main.tf");
    expect(issue?.callers.map(({ filename, start }) => `${filename}:${String(start.line)}`)).toEqual([
      ...["terraform.tfvars:2", "main.tf:31", "modules/db/main.tf:14"],
    ]);
  });

  it("leaves out what is suppressed and what passes, and never what could not be read", () => {
    expect(read(reportTflint(of("suppressed"))).issues).toEqual([]);
    expect(read(reportTflint(of("passed"))).issues).toEqual([]);
    expect(read(reportTflint(of("diagnostics"))).errors.map(({ severity, summary }) => [severity, summary])).toEqual([
      ["error", "hcl-syntax"],
      ["warning", "module-not-loaded"],
    ]);
  });

  it("can be fixed only where a fix is safe", () => {
    const fix = (safe: boolean) => finding({ fix: { safe, edits: [] } });
    expect(read(reportTflint(result([fix(true), fix(false)]))).issues.map(({ fixable }) => fixable)).toEqual([
      true,
      false,
    ]);
  });
});

describe("tflint's other formats", () => {
  const report = tflintReportOf(
    result([versionMissing, { ...versionMissing, location: at("main.tf", 3, 2, { line: 4, column: 5 }) }]),
  );
  const errors = [{ message: "Nothing there.", severity: "error" as const }];

  it("have a line for each issue, and one for each error that concerns a file", () => {
    const { stdout } = tflintCompact(report);
    expect(stdout.split("\n").slice(0, 3)).toEqual(["2 issue(s) found:", "", expect.any(String)]);
    expect(stdout).toMatch(/^main\.tf:3:2: Notice - .* \(terraform_required_version\)$/m);
    expect(tflintCompact(tflintReportOf(of("diagnostics"))).stdout).toMatch(/^broken\.tf:3:7: error - hcl-syntax\. /m);
    expect(tflintCompact({ issues: [], errors })).toEqual({ stdout: "", stderr: "Nothing there.\n" });
  });

  it("show the lines that an issue is about", () => {
    const { stdout } = tflintDefault(report);
    expect(stdout).toContain('  on main.tf line 5:\n   5:     cidr_blocks = ["0.0.0.0/0"]\n');
    expect(stdout).toContain("  on main.tf line 3:\n   3:   ingress {\n   4:     from_port   = 22\n");
    expect(tflintDefault(report, { color: true }).stdout).toContain("\u001b[97mNotice\u001b[0m: ");
  });

  it("are XML that says the same", () => {
    const root = readXml(tflintCheckstyle({ ...report, errors }));
    expect(
      elementsNamed(root, "file").map(({ attributes, children }) => [attributes["name"], children.length]),
    ).toEqual([
      ["main.tf", 2],
      ["(application)", 1],
    ]);
    const suite = elementsNamed(readXml(tflintJunit({ ...report, errors })), "testsuite")[0];
    expect(suite?.attributes).toMatchObject({ tests: "3", failures: "3" });
    expect(
      suite === undefined ? [] : elementsNamed(suite, "failure").map(({ attributes }) => attributes["type"]),
    ).toEqual([...["Notice", "Notice", "error"]]);
  });

  it("are SARIF of two runs, issues and errors", () => {
    const log = JSON.parse(tflintSarif({ ...report, errors }, "1.2.3")) as {
      runs: { tool: { driver: { name: string } }; results: { ruleId: string; ruleIndex: number; level: string }[] }[];
    };
    expect(log.runs.map(({ tool, results }) => [tool.driver.name, results.length])).toEqual([
      ["lintel", 2],
      ["lintel-errors", 1],
    ]);
    expect(log.runs[0]?.results[0]).toMatchObject({
      ruleId: "terraform_required_version",
      ruleIndex: 0,
      level: "note",
    });
  });

  it("hold whatever a file may hold", () => {
    fc.assert(
      fc.property(hostileResult, ({ result: scanResult }) => {
        const hostile = tflintReportOf(scanResult);
        expect(problems(read(reportTflint(scanResult)))).toEqual([]);
        expect(elementsNamed(readXml(tflintCheckstyle(hostile)), "error")).toHaveLength(2);
        expect(elementsNamed(readXml(tflintJunit(hostile)), "testcase")).toHaveLength(2);
        expect(JSON.parse(tflintSarif(hostile, "1"))).toHaveProperty("runs.0.results.0");
        const text = tflintCompact(hostile).stdout + tflintDefault(hostile).stdout;
        expect(text).not.toMatch(/^\s*::|##vso\[|[^\P{Cc}\n]/mu);
      }),
    );
  });
});
