import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import { binary, directoryWith, harmless, lintel, openSecurityGroup, privilegedPod, scanJson } from "./binary.js";

const mixed = {
  "terraform/main.tf": openSecurityGroup,
  "kubernetes/pod.yaml": privilegedPod,
  "chart/templates/pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n",
  "ci.yml": "on: push\njobs: {}\n",
};

describe("reports", () => {
  it("cover Terraform and Kubernetes in one run, at the deciding line", () => {
    const { run, result } = scanJson(directoryWith(mixed));
    const places = result.findings
      .filter(({ status }) => status === "fail")
      .map(({ location }) => `${location.file}:${location.start.line}`);
    expect(places).toContain("terraform/main.tf:6");
    expect(places).toContain("kubernetes/pod.yaml:10");
    expect(run).toMatchObject({ code: 1, stderr: "" });
  });

  it("say what an unencrypted disk would have to say, where it says the opposite", () => {
    const directory = directoryWith({
      "main.tf": 'resource "aws_instance" "web" {\n  root_block_device {\n    encrypted = false\n  }\n}\n',
    });
    const { result } = scanJson(directory, [".", "--policy", "aws-ebs-volume-unencrypted"]);
    expect(result.findings).toMatchObject([
      { actual: "false", expected: "true", location: { start: { line: 3, column: 5 } } },
    ]);
  });

  it("count what was skipped, with the reason", () => {
    const { result } = scanJson(directoryWith(mixed));
    expect(Object.values(result.summary.skipped).reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(Object.keys(result.summary.skipped).sort()).toEqual(["helm-template", "not-a-manifest"]);
    expect(result.summary.files).toBe(2);
  });

  it("are written in every format in one run, and agree", () => {
    const directory = directoryWith(mixed);
    const args = "scan . --format json --output a.json --format sarif --output b.sarif --format text".split(" ");
    const { code, stdout } = lintel(directory, args);
    expect(code).toBe(1);
    const { findings } = JSON.parse(readFileSync(join(directory, "a.json"), "utf8")) as {
      findings: { status: string }[];
    };
    const log = JSON.parse(readFileSync(join(directory, "b.sarif"), "utf8")) as Log;
    const failures = findings.filter(({ status }) => status === "fail").length;
    expect(log.runs[0]?.results?.length).toBe(failures);
    expect(stdout).toMatch(new RegExp(`^Findings +${failures} `, "m"));
    expect(readdirSync(directory).sort()).toEqual([
      ".git",
      "a.json",
      "b.sarif",
      "chart",
      "ci.yml",
      "kubernetes",
      "terraform",
    ]);
  });

  it("are the same bytes every time", () => {
    const directory = directoryWith(mixed);
    for (const format of ["text", "json", "sarif"]) {
      const args = ["scan", ".", "--format", format, "--include-passed", "--show-unknown", "--preset", "all"];
      expect(lintel(directory, args).stdout).toBe(lintel(directory, args).stdout);
    }
  });

  it("do not depend on where the repository lies", () => {
    const args = ["scan", ".", "--preset", "all", "--format"];
    for (const format of ["text", "json", "sarif"]) {
      expect(lintel(directoryWith(mixed), [...args, format]).stdout).toBe(
        lintel(directoryWith(mixed), [...args, format]).stdout,
      );
    }
  });

  it("show paths as seen from the working directory in text, from the scan root elsewhere", () => {
    const directory = directoryWith(mixed);
    const inside = join(directory, "kubernetes");
    expect(lintel(inside, ["scan", "../terraform"]).stdout).toContain("../terraform/main.tf:6:20");
    expect(scanJson(inside, ["../terraform"]).result.findings[0]?.location.file).toBe("terraform/main.tf");
  });

  it("hold only what lies below the given paths", () => {
    const { result } = scanJson(directoryWith(mixed), ["kubernetes/pod.yaml"]);
    expect(new Set(result.findings.map(({ location }) => location.file))).toEqual(new Set(["kubernetes/pod.yaml"]));
  });

  it("leave out what is below the severity", () => {
    const all = scanJson(directoryWith(mixed), [".", "--preset", "all"]).result.findings;
    const grave = scanJson(directoryWith(mixed), [".", "--preset", "all", "--severity", "high"]).result.findings;
    const expected = all.filter(({ severity }) => severity === "critical" || severity === "high");
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(all.length);
    expect(grave).toEqual(expected);
  });

  it("color text when asked to, and only then", () => {
    const directory = directoryWith(mixed);
    const escape = String.fromCharCode(27);
    const colored = (environment: Record<string, string>, ...args: string[]) =>
      lintel(directory, ["scan", ".", ...args], { environment }).stdout.includes(escape);
    expect(colored({})).toBe(false);
    expect(colored({ FORCE_COLOR: "1" })).toBe(true);
    expect(colored({ FORCE_COLOR: "0" })).toBe(false);
    expect(colored({ FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(false);
    expect(colored({ FORCE_COLOR: "1" }, "--no-color")).toBe(false);
    expect(colored({ FORCE_COLOR: "1" }, "--format", "json")).toBe(false);
  });

  it("say nothing when quiet and clean", () => {
    const directory = directoryWith({ "main.tf": harmless });
    expect(lintel(directory, ["scan", ".", "--quiet"])).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("that cannot be written are an error, and the others are written all the same", () => {
    const directory = directoryWith(mixed);
    const { code, stdout, stderr } = lintel(
      directory,
      "scan . --format json --output missing/a.json --format text".split(" "),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/^lintel: [^\n]*missing\/a\.json[^\n]*\n$/);
    expect(stdout).toContain("terraform/main.tf:6:20");
  });

  it("do not go to one place", () => {
    const directory = directoryWith(mixed);
    mkdirSync(join(directory, "out"));
    const { code, stderr } = lintel(
      directory,
      "scan . --format json -o out/a --format sarif -o out/../out/a".split(" "),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/^lintel: [^\n]+\n$/);
    expect(readdirSync(join(directory, "out"))).toEqual([]);
  });

  it("end quietly when nobody reads on", () => {
    const resources = Array.from({ length: 400 }, (_, index) => openSecurityGroup.replace('"web"', `"web${index}"`));
    const directory = directoryWith({ "main.tf": resources.join("\n") });
    const command = `"${process.execPath}" "${binary}" scan . --format json | head -c 10`;
    const { stdout, stderr } = spawnSync("sh", ["-c", command], { cwd: directory, encoding: "utf8" });
    expect(stdout).toBe('{\n  "schema'.slice(0, 10));
    expect(stderr).toBe("");
  });

  it("take values of variables from the command line, the later winning", () => {
    const variable = 'variable "cidr" {\n  default = "10.0.0.0/8"\n}\n';
    const directory = directoryWith({ "main.tf": variable + openSecurityGroup.replace('"0.0.0.0/0"', "var.cidr") });
    writeFileSync(join(directory, "open.tfvars"), 'cidr = "0.0.0.0/0"\n');
    writeFileSync(join(directory, "closed.tfvars"), 'cidr = "10.1.0.0/16"\n');
    const isOpen = (args: string[], environment: Record<string, string> = {}) =>
      scanJson(directory, [".", ...args], { environment }).result.findings.some(
        ({ status, location }) => status === "fail" && location.file === "main.tf" && location.start.line === 9,
      );
    expect(isOpen([])).toBe(false);
    expect(isOpen(["--var-file", "open.tfvars"])).toBe(true);
    expect(isOpen(["--var-file", "open.tfvars", "--var-file", "closed.tfvars"])).toBe(false);
    expect(isOpen(["--var-file", "closed.tfvars", "--var", "cidr=0.0.0.0/0"])).toBe(true);
    expect(isOpen(["--var", "cidr=0.0.0.0/0", "--var-file", "closed.tfvars"])).toBe(false);
    expect(isOpen([], { TF_VAR_cidr: "0.0.0.0/0" })).toBe(false);
    expect(isOpen(["--env-vars"], { TF_VAR_cidr: "0.0.0.0/0" })).toBe(true);
  });
});
