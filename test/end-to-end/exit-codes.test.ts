import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { binary, directoryWith, harmless, lintel, openSecurityGroup, scanJson } from "./binary.js";

describe("the exit code of a scan", () => {
  it("is 0 when there is nothing to find", () => {
    const directory = directoryWith({ "main.tf": harmless });
    expect(lintel(directory, ["scan", "."])).toMatchObject({ code: 0, stderr: "" });
  });

  it("is 1 when there are findings, and counts only those at or above the threshold", () => {
    const directory = directoryWith({ "main.tf": openSecurityGroup });
    expect(lintel(directory, ["scan", "."]).code).toBe(1);
    expect(lintel(directory, ["scan", ".", "--fail-on", "none"]).code).toBe(0);
    const { code, stdout } = lintel(directory, ["scan", ".", "--severity", "critical", "--format", "json"]);
    const { findings } = JSON.parse(stdout) as { findings: { severity: string; status: string }[] };
    expect(findings.filter(({ severity, status }) => status === "fail" && severity !== "critical")).toEqual([]);
    expect(code).toBe(findings.some(({ status }) => status === "fail") ? 1 : 0);
  });

  it("is 2 when a file cannot be parsed, also when there are findings, unless errors are allowed", () => {
    const directory = directoryWith({ "main.tf": openSecurityGroup, "broken.tf": 'resource "a" {{{\n' });
    const strict = lintel(directory, ["scan", "."]);
    expect(strict.code).toBe(2);
    expect(strict.stdout).toMatch(/broken\.tf:1:\d+: error/);
    expect(strict.stdout).toContain("main.tf:6:20");
    expect(lintel(directory, ["scan", ".", "--allow-errors"]).code).toBe(1);
    expect(lintel(directory, ["scan", ".", "--allow-errors", "--fail-on", "none"]).code).toBe(0);
  });

  it("is 3 when there is nothing to scan", () => {
    const directory = directoryWith({ "README.md": "# Hello\n" });
    const { code, stderr } = lintel(directory, ["scan", ".", "README.md"]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^lintel: [^\n]*the working directory, README\.md[^\n]*\n$/);
  });

  it("is 2 when no policy is left to run, whatever is allowed, and every report says so", () => {
    const directory = directoryWith({ "main.tf": openSecurityGroup });
    const id = "aws-security-group-ssh-open";
    const { run, result } = scanJson(directory, [".", "--policy", id, "--skip-policy", id, "--allow-errors"]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^lintel: [^\n]+\n$/);
    expect(result.diagnostics).toMatchObject([{ severity: "error", code: "no-policy-left" }]);
  });

  it.each([["--var-file"], ["--external-policies"]])(
    "is 2 for %s with a file that there is not, and names it",
    (option) => {
      const { code, stderr } = lintel(directoryWith({ "main.tf": harmless }), ["scan", ".", option, "missing.yaml"]);
      expect(code).toBe(2);
      expect(stderr).toContain("There is no file or directory missing.yaml.");
    },
  );

  it.runIf(existsSync("/dev/full"))("is 2 when stdout does not take the report; files get theirs all the same", () => {
    const directory = directoryWith({ "main.tf": harmless });
    const full = openSync("/dev/full", "w");
    const args = [binary, "scan", ".", "--format", "text", "--format", "json", "--output", "report.json"];
    const { status, stderr } = spawnSync(process.execPath, args, {
      cwd: directory,
      encoding: "utf8",
      stdio: ["ignore", full, "pipe"],
    });
    closeSync(full);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^lintel: .*stdout.*\n$/);
    expect(JSON.parse(readFileSync(join(directory, "report.json"), "utf8"))).toMatchObject({ findings: [] });
  });

  it.each([
    [["scna", "."], "scan"],
    [["scan", ".", "--sevrity", "high"], "--severity"],
    [["scan", ".", "--severity", "hihg"], "high"],
    [["scan", ".", "--format", "xml"], "json"],
    [["scan"], "lintel scan ."],
    [["scan", ""], "empty"],
    [["graph", "main.tf", ""], "empty"],
    [["eval", "", "1"], "empty"],
    [["scan", ".", "--format", "json", "--format", "sarif"], "--output"],
    [["scan", ".", "--var", "novalue"], "NAME=VALUE"],
    [["scan", ".", "--var-file", "missing.tfvars"], "missing.tfvars"],
    [["explain"], "lintel explain"],
    [["explain", "aws-security-group-ssh-opne"], "aws-security-group-ssh-open"],
    [["policy"], "list"],
    [["policy", "lits"], "list"],
    [["--frobnicate"], "lintel scan ."],
  ])("is 2 for %j, with one line that offers %s", (args, offer) => {
    const directory = directoryWith({ "main.tf": harmless });
    const { code, stdout, stderr } = lintel(directory, args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^lintel: [^\n]+\n$/);
    expect(stderr).toContain(offer);
  });
});
