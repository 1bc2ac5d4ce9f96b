import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Finding, ScanResult } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { directoryWith, lintel, type Run } from "./binary.js";

type Files = Readonly<Record<string, string | null>>;

class Repository {
  readonly directory = directoryWith({});

  constructor(base: Files) {
    this.git("init", "-q", "-b", "main");
    this.commit(base);
    this.git("checkout", "-q", "-b", "change");
  }

  git(...args: string[]): string {
    return execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
      cwd: this.directory,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  write(files: Files): void {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.directory, name);
      mkdirSync(dirname(path), { recursive: true });
      if (text === null) rmSync(path);
      else writeFileSync(path, text);
    }
  }

  commit(files: Files): void {
    this.write(files);
    this.git("add", "-A");
    this.git("commit", "-q", "--allow-empty", "-m", "change");
  }

  scan(...args: string[]): Run {
    return lintel(this.directory, ["scan", ".", ...args]);
  }

  /** A report of `lintel scan`, as data. */
  report(...args: string[]): ScanResult {
    const { stdout } = this.scan("--format", "json", ...args);
    return JSON.parse(stdout) as ScanResult;
  }
}

const volume = (name: string, encrypted = false): string =>
  `resource "aws_ebs_volume" "${name}" {\n  availability_zone = "eu-west-1a"\n  encrypted         = ${String(encrypted)}\n}\n`;

const named = (findings: readonly Finding[]): string[] =>
  findings.map(({ policy, resource, status }) => `${policy} ${resource.address} ${status}`);

describe("lintel scan --changed", () => {
  it("reports what the branch adds, committed or not, and says what there was before", () => {
    const repository = new Repository({ "a.tf": volume("a"), "b.tf": volume("b") });
    repository.commit({ "c.tf": volume("c") });
    repository.write({ "d.tf": volume("d"), "b.tf": volume("b", true) });
    const { findings, comparison, summary } = repository.report("--changed");
    expect(named(findings)).toEqual([
      "aws-ebs-volume-unencrypted aws_ebs_volume.c fail",
      "aws-ebs-volume-unencrypted aws_ebs_volume.d fail",
    ]);
    expect(findings.map(({ baselineState }) => baselineState)).toEqual(["new", "new"]);
    expect(summary.failed).toBe(2);
    // The volume that stays, and that no provider is required.
    expect(comparison).toEqual({ base: repository.git("rev-parse", "main").trim(), unchanged: 2, fixed: 1 });
    const { code, stdout } = repository.scan("--changed=main");
    expect(code).toBe(1);
    expect(stdout.replace(/\s+/g, " ")).toMatch(
      /only what is new since [0-9a-f]{12}; 2 findings were there before, and 1 finding of then is mended/,
    );
  });

  it("is what a full scan finds now and did not find then, whatever the branch does", () => {
    const repository = new Repository({
      "main.tf":
        'module "m" {\n  source = "./m"\n  encrypted = var.encrypted\n}\nvariable "encrypted" { type = bool }\n',
      "m/main.tf": `variable "encrypted" { type = bool }\nresource "aws_ebs_volume" "m" {\n  encrypted = var.encrypted\n}\n`,
      "terraform.tfvars": "encrypted = true\n",
      "old/a.tf": volume("moved"),
      "gone.tf": volume("gone"),
      "pod.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n    - { name: c, image: a@sha256:0, securityContext: { privileged: false } }\n",
    });
    const then = repository.report("--preset", "all").findings;
    mkdirSync(join(repository.directory, "new"));
    renameSync(join(repository.directory, "old/a.tf"), join(repository.directory, "new/a.tf"));
    repository.write({
      "terraform.tfvars": "encrypted = false\n",
      "gone.tf": null,
      "pod.yaml": readFileSync(join(repository.directory, "pod.yaml"), "utf8").replace(
        "privileged: false",
        "privileged: true",
      ),
    });
    const now = repository.report("--preset", "all").findings;
    const known = new Set(named(then));
    const expected = named(now).filter((name) => !known.has(name));
    expect(expected).toHaveLength(2);
    expect(named(repository.report("--preset", "all", "--changed").findings)).toEqual(expected);
  });

  it("takes the configuration and the baseline of either side", () => {
    const repository = new Repository({
      "a.tf": volume("a"),
      "lintel.yaml": "version: 1\npolicies: { aws-ebs-volume-unencrypted: off }\n",
    });
    repository.write({
      "lintel.yaml": "version: 1\npolicies: { aws-ebs-volume-unencrypted: critical }\nfailOn: critical\n",
    });
    const { findings } = repository.report("--changed");
    expect(findings.map(({ policy, severity }) => [policy, severity])).toEqual([
      ["aws-ebs-volume-unencrypted", "critical"],
    ]);
    expect(repository.scan("--changed").code).toBe(1);
  });

  it("reads a file of variables as it was, and one that the branch adds as it is", () => {
    const repository = new Repository({
      "a.tf": `variable "e" { type = bool }\nresource "aws_ebs_volume" "a" {\n  encrypted = var.e\n}\n`,
      "prod.tfvars": "e = true\n",
    });
    repository.write({ "prod.tfvars": "e = false\n" });
    expect(
      named(repository.report("--changed", "--var-file", join(repository.directory, "prod.tfvars")).findings),
    ).toEqual(["aws-ebs-volume-unencrypted aws_ebs_volume.a fail"]);
  });

  it("is content with a branch that adds nothing", () => {
    const repository = new Repository({ "a.tf": volume("a") });
    expect(repository.scan("--changed").code).toBe(0);
    repository.write({ "lib.tf": "# nothing\n" });
    expect(repository.scan("--changed").code).toBe(0);
  });

  it("says what is the matter where git cannot tell", () => {
    const repository = new Repository({ "a.tf": volume("a") });
    repository.git("checkout", "-q", "--orphan", "unrelated");
    repository.git("commit", "-q", "-m", "x");
    for (const args of [
      ["--changed=gone"],
      ["--changed=main"],
      ["--changed=--output=x"],
      ["--changed", "--fix"],
      ["--changed", "--watch"],
    ]) {
      const { code, stdout, stderr } = repository.scan(...args);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: "" });
      expect(stderr).toMatch(/^lintel: .+\n$/);
      expect(stderr).not.toContain("internal error");
    }
    const { code, stderr } = lintel(directoryWith({ "a.tf": volume("a") }), ["scan", ".", "--changed"]);
    expect(code).toBe(2);
    expect(stderr).toContain("no git repository");
  });

  it("says what to do in a clone that is too shallow", () => {
    const repository = new Repository({ "a.tf": volume("a") });
    repository.commit({ "b.tf": volume("b") });
    const clone = join(repository.directory, "..", "shallow");
    rmSync(clone, { recursive: true, force: true });
    execFileSync("git", ["clone", "-q", "--depth=1", "--no-single-branch", `file://${repository.directory}`, clone]);
    const { code, stderr } = lintel(clone, ["scan", ".", "--changed=origin/main"]);
    rmSync(clone, { recursive: true, force: true });
    expect(code).toBe(2);
    expect(stderr).toContain("git fetch --unshallow");
  });
});
