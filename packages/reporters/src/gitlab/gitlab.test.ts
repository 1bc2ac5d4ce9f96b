import { describe, expect, it } from "vitest";
import { at, cases, finding, result } from "../testing/results.js";
import { schemaProblems } from "../testing/schema.js";
import { reportGitlabCodeQuality } from "./code-quality.js";
import { reportGitlabSast } from "./sast.js";

interface Issue {
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly lines: { readonly begin: number; readonly end: number } };
}

interface Sast {
  readonly scan: { readonly start_time: string; readonly messages: readonly { readonly level: string }[] };
  readonly vulnerabilities: readonly {
    readonly name: string;
    readonly severity: string;
    readonly solution: string;
    readonly identifiers: readonly { readonly type: string; readonly value: string }[];
  }[];
}

describe("GitLab's Code Quality report", () => {
  const issues = (name: string, showUnknown = true) =>
    JSON.parse(reportGitlabCodeQuality(cases[name] ?? result([]), { showUnknown })) as Issue[];

  it.each(Object.keys(cases))("of %s follows the format, and no two issues have one fingerprint", (name) => {
    const report = issues(name);
    expect(schemaProblems("gitlab-code-quality")(report)).toEqual([]);
    expect(new Set(report.map(({ fingerprint }) => fingerprint)).size).toBe(report.length);
  });

  it("has what is wrong with files, and nothing that was suppressed", () => {
    expect(issues("diagnostics").map(({ severity }) => severity)).toEqual(["critical", "minor"]);
    expect(issues("suppressed")).toEqual([]);
  });

  it("ends on the last line that anything stands on", () => {
    const whole = finding({ location: at("main.tf", 3, 1, { line: 6, column: 1 }) });
    const [issue] = JSON.parse(reportGitlabCodeQuality(result([whole]))) as Issue[];
    expect(issue?.location.lines).toEqual({ begin: 3, end: 5 });
  });
});

describe("GitLab's SAST report", () => {
  const report = (name: string, time?: string) =>
    JSON.parse(reportGitlabSast(cases[name] ?? result([]), { showUnknown: true, time })) as Sast;

  it.each(Object.keys(cases))("of %s follows the schema", (name) => {
    expect(schemaProblems("gitlab-sast-15")(report(name))).toEqual([]);
  });

  it("says the time without a zone, which is always UTC", () => {
    expect(report("one", "2030-01-31T12:34:56Z").scan.start_time).toBe("2030-01-31T12:34:56");
    expect(report("one").scan.start_time).toBe("1970-01-01T00:00:00");
  });

  it("identifies a vulnerability by its policy first", () => {
    const [vulnerability] = report("one").vulnerabilities;
    expect(vulnerability?.identifiers.map(({ type, value }) => `${type} ${value}`)).toEqual([
      "lintel_policy aws-security-group-ssh-open",
      "lintel_alias CKV_AWS_24",
      "lintel_control soc2/CC6.6",
    ]);
  });

  it("keeps names and solutions as short as they must be", () => {
    const long = result([finding({ title: "é".repeat(300), remediation: "👍🏽".repeat(3000) })]);
    const parsed = JSON.parse(reportGitlabSast(long)) as Sast;
    expect(schemaProblems("gitlab-sast-15")(parsed)).toEqual([]);
    expect(parsed.vulnerabilities[0]?.name).toHaveLength(255);
    expect(parsed.vulnerabilities[0]?.solution).not.toMatch(/\p{Surrogate}/u);
  });

  it("puts what is wrong with files among the messages", () => {
    expect(report("diagnostics").scan.messages.map(({ level }) => level)).toEqual(["warn", "warn", "info"]);
  });
});
