import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Run, binary, directoryWith, harmless, lintel, openSecurityGroup, privilegedPod } from "./binary.js";

interface Record {
  readonly check_id: string;
  readonly file_path: string;
  readonly file_line_range: readonly [number, number];
  readonly severity: string;
}

interface Report {
  readonly check_type: string;
  readonly results: {
    readonly passed_checks?: readonly Record[];
    readonly failed_checks: readonly Record[];
    readonly skipped_checks?: readonly Record[];
    readonly parsing_errors: readonly string[];
  };
  readonly summary: { readonly failed: number; readonly skipped: number };
}

const checkov = (directory: string, ...args: readonly string[]): Run => lintel(directory, ["checkov", ...args]);

/** Runs it for JSON, which has a list only where there are several reports. */
function reportsOf(directory: string, ...args: readonly string[]): readonly Report[] {
  const value = JSON.parse(checkov(directory, ...args, "-o", "json").stdout) as Report | Report[];
  return Array.isArray(value) ? value : [value];
}

const failedIn = (reports: readonly Report[]) =>
  reports.flatMap(({ results }) =>
    results.failed_checks.map(
      ({ check_id: id, file_path: file, file_line_range: [line] }) => `${id} ${file}:${String(line)}`,
    ),
  );

const both = { "infra/main.tf": openSecurityGroup, "deploy/pod.yaml": privilegedPod };
const ssh = ["--check", "CKV_AWS_24"];
const plan = JSON.stringify({
  format_version: "1.2",
  terraform_version: "1.9.0",
  planned_values: {
    root_module: {
      resources: [
        {
          address: "aws_ebs_volume.v",
          mode: "managed",
          type: "aws_ebs_volume",
          name: "v",
          values: { encrypted: false },
        },
      ],
    },
  },
  resource_changes: [
    {
      ...{ address: "aws_ebs_volume.v", mode: "managed", type: "aws_ebs_volume", name: "v" },
      change: { actions: ["create"], before: null, after: { encrypted: false }, after_unknown: {} },
    },
  ],
  configuration: { root_module: {} },
});

describe("in the place of checkov", () => {
  it("reports Terraform and Kubernetes by Checkov's ids, relative to the directory", () => {
    const directory = directoryWith(both);
    const reports = reportsOf(directory, "-d", ".", "--check", "CKV_AWS_24,CKV_K8S_16");
    expect(reports.map(({ check_type: type }) => type)).toEqual(["kubernetes", "terraform"]);
    expect(failedIn(reports)).toEqual(["CKV_K8S_16 /deploy/pod.yaml:10", "CKV_AWS_24 /infra/main.tf:6"]);
    expect(failedIn(reportsOf(directory, "--directory", "infra", ...ssh))).toEqual(["CKV_AWS_24 /main.tf:6"]);
    expect(failedIn(reportsOf(directory, "-f", "infra/main.tf", ...ssh))).toEqual(["CKV_AWS_24 /infra/main.tf:6"]);
  });

  it("answers to its name", () => {
    const directory = directoryWith(both);
    const link = join(directory, "checkov");
    symlinkSync(binary, link);
    const { status, stdout } = spawnSync(process.execPath, [link, "-d", "infra", ...ssh], {
      cwd: directory,
      encoding: "utf8",
    });
    expect(stdout).toContain("Passed checks: 0, Failed checks: 1, Skipped checks: 0");
    expect(status).toBe(1);
  });

  it("looks at the frameworks that are asked for", () => {
    const directory = directoryWith({ ...both, "plan.json": plan });
    const typesOf = (...args: string[]) => reportsOf(directory, "-d", ".", ...args).map(({ check_type: type }) => type);
    expect(typesOf("--framework", "kubernetes")).toEqual(["kubernetes"]);
    expect(typesOf("--framework", "terraform", "kubernetes")).toEqual(["kubernetes", "terraform"]);
    expect(typesOf("--skip-framework=kubernetes", "--framework=all")).not.toContain("kubernetes");
    expect(typesOf("--framework", "dockerfile")).toEqual([undefined]);
    expect(reportsOf(directory, "-f", "plan.json", "--framework", "terraform_plan", "-c", "CKV_AWS_3")).toMatchObject([
      { check_type: "terraform_plan", summary: { failed: 1 } },
    ]);
  });

  it("takes checks by ids, globs and severities", () => {
    const directory = directoryWith(both);
    const failed = (...args: string[]) =>
      failedIn(reportsOf(directory, "-d", "infra", ...args)).map((each) => each.split(" ")[0]);
    expect(failed("--check", "aws-security-group-ssh-open")).toEqual(["CKV_AWS_24"]);
    expect(failed("-c", "CKV_AWS_2*")).toContain("CKV_AWS_24");
    expect(failed("-c", "CKV_AWS_2*", "--skip-check", "CKV_AWS_24")).not.toContain("CKV_AWS_24");
    expect(failed("--skip-check", "CRITICAL")).toEqual([]);
    const grave = reportsOf(directory, "-d", "infra", "--check", "HIGH").flatMap(
      ({ results }) => results.failed_checks,
    );
    expect(grave.map(({ severity }) => severity)).toContain("HIGH");
    expect(grave.every(({ severity }) => ["CRITICAL", "HIGH"].includes(severity))).toBe(true);
  });

  it("warns once of a check that there is no policy for", () => {
    const { code, stderr } = checkov(
      directoryWith(both),
      "-d",
      ".",
      "--check",
      "CKV_AZURE_1",
      "--skip-check",
      "CKV_AZURE_1",
    );
    expect(stderr.match(/CKV_AZURE_1\b/g)).toHaveLength(1);
    expect(code).toBe(0);
  });

  it.each([
    [[], 1],
    [["--soft-fail"], 0],
    [["-s"], 0],
    [["--soft-fail-on", "CKV_AWS_24"], 0],
    [["--soft-fail-on", "HIGH"], 0],
    [["--soft-fail-on", "LOW"], 1],
    [["--soft-fail-on", "CKV_AWS_1"], 1],
    [["--hard-fail-on", "CKV_AWS_24"], 1],
    [["--hard-fail-on", "HIGH"], 1],
    [["--hard-fail-on", "CRITICAL"], 0],
    [["-s", "--hard-fail-on", "CKV_AWS_24"], 1],
    [["-s", "--hard-fail-on", "CKV_AWS_1"], 0],
  ])("ends with %j as %i", (args, code) => {
    expect(checkov(directoryWith(both), "-d", "infra", ...ssh, ...args).code).toBe(code);
  });

  it("ends with 0 where nothing failed, and with 1 where a file could not be read", () => {
    expect(checkov(directoryWith({ "main.tf": harmless }), "-d", ".").code).toBe(0);
    const broken = directoryWith({ "main.tf": harmless, "broken.tf": 'resource "x" {\n' });
    expect(checkov(broken, "-d", ".").code).toBe(1);
    expect(reportsOf(broken, "-d", ".")[0]?.results.parsing_errors).toEqual(["/broken.tf"]);
  });

  it("writes several outputs, to stdout, to files and into a directory", () => {
    const directory = directoryWith(both);
    const formats = ["cli", "json", "sarif", "junitxml", "csv", "github_failed_only", "gitlab_sast", "cyclonedx_json"];
    const outputs = formats.flatMap((format) => ["--output", format]);
    const run = checkov(directory, "-d", ".", ...outputs, "--output-file-path", "results");
    expect([run.code, run.stdout]).toEqual([1, ""]);
    expect(readdirSync(join(directory, "results")).sort()).toEqual([
      ...["results_cli.txt", "results_csv.csv", "results_cyclonedx.json", "results_github_failed_only.md"],
      ...["results_gitlab_sast.json", "results_json.json", "results_junitxml.xml", "results_sarif.sarif"],
    ]);
    for (const name of readdirSync(join(directory, "results"))) {
      const text = readFileSync(join(directory, "results", name), "utf8");
      expect(text).toMatch(/CKV\\?_AWS\\?_24\b/);
      expect(text).not.toContain(directory);
    }
    const two = checkov(directory, "-d", ".", "-o", "cli", "-o", "json", "--output-file-path", "console,r.json");
    expect(two.stdout).toContain("terraform scan results:");
    expect(JSON.parse(readFileSync(join(directory, "r.json"), "utf8"))).toHaveLength(2);
    const printed = checkov(directory, "-d", ".", "-o", "json", "-o", "github_failed_only", "--quiet");
    expect(printed.stdout.split("--- OUTPUT DELIMITER ---\n")).toHaveLength(2);
  });

  it("says less with --quiet and --compact", () => {
    const directory = directoryWith(both);
    const long = checkov(directory, "-d", "infra").stdout;
    expect(long).toContain("PASSED for resource");
    expect(long).toContain('cidr_blocks = ["0.0.0.0/0"]');
    const short = checkov(directory, "-d", "infra", "--quiet", "--compact").stdout;
    expect(short).not.toContain("PASSED for resource");
    expect(short).not.toContain("cidr_blocks =");
    expect(short).toContain("FAILED for resource: aws_security_group.web");
  });

  it("writes a baseline, and leaves out what one knows", () => {
    const directory = directoryWith(both);
    expect(checkov(directory, "-d", "infra", "--create-baseline").code).toBe(1);
    const baseline = readFileSync(join(directory, "infra/.checkov.baseline"), "utf8");
    expect(JSON.parse(baseline)).toHaveProperty("failed_checks.0.file", "/main.tf");
    expect(JSON.parse(baseline)).toHaveProperty("failed_checks.0.findings.0", {
      resource: "aws_security_group.web",
      check_ids: ["CKV_AWS_24"],
    });
    const other = directoryWith({ ...both, "known.json": baseline });
    const known = checkov(other, "-d", "infra", "--baseline", "known.json", "-o", "json");
    const report = JSON.parse(known.stdout) as Report;
    expect(report.results.failed_checks).toEqual([]);
    expect(report.summary.skipped).toBeGreaterThan(0);
    expect(known.code).toBe(0);
    const wider = { ...both, "known.json": baseline, "infra/other.tf": openSecurityGroup.replace("web", "other") };
    expect(checkov(directoryWith(wider), "-d", "infra", "--baseline", "known.json").code).toBe(1);
  });

  it("takes Lintel's own baseline too, and refuses what is none", () => {
    const directory = directoryWith({ ...both, "wrong.json": "[]", "no.json": "{" });
    expect(lintel(directory, ["baseline", "create", "infra", "--output", "own.json"]).code).toBe(0);
    expect(checkov(directory, "-d", "infra", "--baseline", "own.json").code).toBe(0);
    for (const file of ["wrong.json", "no.json", "nowhere.json"]) {
      const run = checkov(directory, "-d", "infra", "--baseline", file);
      expect([run.code, run.stdout]).toEqual([2, ""]);
      expect(run.stderr).toContain(file);
    }
  });

  it("reads its configuration, beneath the command line", () => {
    const configuration =
      "directory:\n  - infra\ncheck:\n  - CKV_AWS_24\ncompact: true\nquiet: false\nsoft-fail: true\n";
    const directory = directoryWith({ ...both, ".checkov.yaml": configuration, "other.yml": "soft-fail: false\n" });
    const run = checkov(directory);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("Passed checks: 0, Failed checks: 1, Skipped checks: 0");
    expect(checkov(directory, "--check", "CKV_AWS_25").stdout).not.toContain("CKV_AWS_24");
    expect(checkov(directory, "-d", "infra", "--config-file", "other.yml").code).toBe(1);
  });

  it("takes values for variables, policies of one's own, and paths to leave out", () => {
    const source = `variable "cidr" {\n  type = string\n}\n${openSecurityGroup.replace('["0.0.0.0/0"]', "[var.cidr]")}`;
    const own =
      "metadata:\n  id: CKV2_ACME_1\n  name: Tags\n  category: CONVENTION\ndefinition:\n  cond_type: attribute\n  resource_types: [aws_security_group]\n  attribute: tags\n  operator: exists\n";
    const files = {
      "main.tf": source,
      "open.tfvars": 'cidr = "0.0.0.0/0"\n',
      "own/tags.yaml": own,
      "old/main.tf": openSecurityGroup,
    };
    const directory = directoryWith(files);
    const failed = (...args: string[]) => failedIn(reportsOf(directory, "-d", ".", ...args));
    expect(failed(...ssh, "--var-file", "open.tfvars")).toEqual(["CKV_AWS_24 /main.tf:9", "CKV_AWS_24 /old/main.tf:6"]);
    expect(failed(...ssh, "--var-file", "open.tfvars", "--skip-path", "^old/")).toEqual(["CKV_AWS_24 /main.tf:9"]);
    expect(failed("--external-checks-dir", "own", "-c", "CKV2_ACME_1", "--skip-path", "old")).toEqual([
      "CKV2_ACME_1 /main.tf:4",
    ]);
  });

  it.each([
    [[]],
    [["-d", ".", "--output", "xml"]],
    [["-d", ".", "--framework", "nope"]],
    [["-d", ".", "--download-external-modules", "true"]],
    [["-d", ".", "--external-checks-git", "https://example.com/checks.git"]],
    [["-d", ".", "--skip-path", "("]],
    [["-d", ".", "-o", "json", "-o", "cli", "-o", "csv", "--output-file-path", "a,b"]],
    [["-d", ".", "--config-file", "nowhere.yaml"]],
    [["--nope"]],
    [["stray"]],
  ])("refuses %j with a sentence", (args) => {
    const directory = directoryWith(both);
    const run = checkov(directory, ...args);
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toMatch(/^lintel: .+\n$/);
    expect(existsSync(join(directory, "a"))).toBe(false);
  });

  it("fetches nothing where it is told not to", () => {
    expect(
      checkov(directoryWith({ "main.tf": harmless }), "-d", ".", "--download-external-modules", "False").code,
    ).toBe(0);
  });

  it("lists the checks, and says its version", () => {
    const directory = directoryWith({});
    expect(checkov(directory, "--list").stdout).toMatch(
      /^\| \d+ \| CKV_AWS_24 \| .* \| aws-security-group-ssh-open \|$/m,
    );
    expect(checkov(directory, "--version").stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(checkov(directory, "--help").stdout).toContain("lintel checkov -d .");
  });
});
