import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Run, binary, directoryWith, harmless, lintel, openSecurityGroup } from "./binary.js";
import { asNobody, withoutPermission } from "./nobody.js";

const isRequired = process.env["CI"] !== undefined && process.env["CI"] !== "";
const hasTflint = spawnSync("tflint", ["--version"]).status === 0;
if (!hasTflint && isRequired) throw new Error("tflint is not on the PATH.");
if (!hasTflint) console.warn("tflint is not on the PATH, so that nothing is held against it.");

/** Runs the real tflint. */
function tflint(directory: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Run {
  const { status, stdout, stderr } = spawnSync("tflint", args, {
    cwd: directory,
    encoding: "utf8",
    timeout: 50_000,
    env: { PATH: process.env["PATH"], HOME: directory, ...environment },
  });
  return { code: status, stdout, stderr };
}

/** Runs Lintel in its place. */
function ours(directory: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Run {
  return lintel(directory, ["tflint", ...args], { environment: { HOME: directory, ...environment } });
}

const pinned = 'terraform {\n  required_version = ">= 1.0"\n}\n';
const unpinnedModule = 'module "vpc" {\n  source = "terraform-aws-modules/vpc/aws"\n}\n';
const untyped = 'variable "region" {}\n\noutput "region" {\n  value = var.region\n}\n';
const configuration = (text: string) => ({ "main.tf": pinned + unpinnedModule, ".tflint.hcl": text });
const onlyVersions =
  'config {\n  disabled_by_default = true\n}\nrule "terraform_module_version" {\n  enabled = true\n}\n';

const module: Readonly<Record<string, string>> = { "main.tf": pinned + unpinnedModule };
const nested = { "a/main.tf": pinned + unpinnedModule, "b/c/main.tf": pinned, ".hidden/main.tf": unpinnedModule };

/** Each is run in both ways: the exit code, the rules that are found, and where, must be the same. */
const runs: readonly (readonly [what: string, files: Readonly<Record<string, string>>, args: readonly string[]])[] = [
  ["nothing to find", { "main.tf": pinned }, []],
  ["no configuration at all", { "README.md": "nothing" }, []],
  ["a module without a version", module, []],
  ["one rule", module, ["--only", "terraform_module_version"]],
  [
    "two rules",
    { "main.tf": pinned + untyped },
    ["--only=terraform_typed_variables", "--only", "terraform_documented_outputs"],
  ],
  ["a rule that is off", module, ["--disable-rule", "terraform_module_version"]],
  [
    "a rule that is only and off",
    module,
    ["--only", "terraform_module_version", "--disable-rule=terraform_module_version"],
  ],
  [
    "a git module without a ref",
    { "main.tf": `${pinned}module "m" {\n  source = "git::https://example.com/m.git"\n}\n` },
    [],
  ],
  ["issues that are let through", module, ["--force"]],
  ["issues below the least severity", module, ["--minimum-failure-severity", "error"]],
  ["issues at the least severity", module, ["--minimum-failure-severity=warning"]],
  ["another directory", { "infra/main.tf": pinned + unpinnedModule }, ["--chdir=infra"]],
  ["only the directory itself", nested, []],
  ["all directories", nested, ["--recursive"]],
  ["files that are filtered", module, ["--filter", "other.tf"]],
  ["files by a glob", { ...module, "other.tf": unpinnedModule.replace("vpc", "x") }, ["--filter=oth*.tf"]],
  ["a glob below directories", nested, ["--recursive", "--filter=main.tf"]],
  ["a configuration that lets all through", configuration("config {\n  force = true\n}\n"), []],
  [
    "a configuration that turns a rule off",
    configuration('rule "terraform_module_version" {\n  enabled = false\n}\n'),
    [],
  ],
  ["a configuration of one rule", configuration(onlyVersions), []],
  [
    "a configuration for its directory alone",
    { ...nested, ".tflint.hcl": "config {\n  disabled_by_default = true\n}\n" },
    ["--recursive"],
  ],
  ["a configuration by name", { ...module, "ci.hcl": "config {\n  force = true\n}\n" }, ["--config", "ci.hcl"]],
  ["no plugin of Terraform's", configuration('plugin "terraform" {\n  enabled = false\n}\n'), []],
];

interface Output {
  readonly issues: readonly { rule: { name: string }; range: { filename: string; start: { line: number } } }[];
  readonly errors: readonly {
    message: string;
    severity: string;
    summary?: string;
    range?: { filename: string };
  }[];
}

/** What was found where, by the rules that both have. */
function placesIn({ stdout }: Run): readonly string[] {
  const { issues } = JSON.parse(stdout) as Output;
  return issues.map(({ rule, range }) => `${rule.name} ${range.filename}:${String(range.start.line)}`).sort();
}

describe.skipIf(!hasTflint)("beside the real tflint", () => {
  it.each(runs)("finds the same in %s", (_, files, args) => {
    const directory = directoryWith(files);
    const theirs = tflint(directory, [...args, "--format=json"]);
    const mine = ours(directory, [...args, "--format=json"]);
    expect(mine.code).toBe(theirs.code);
    expect(placesIn(mine)).toEqual(placesIn(theirs));
  });

  it.each([
    ["an option that there is not", ["--nope"], "Failed to parse CLI options; "],
    ["a format that there is not", ["--format", "xml"], "Failed to parse CLI options; "],
    ["an option without its value", ["--config"], "Failed to parse CLI options; "],
    ["a flag with a value", ["--force=false"], "Failed to parse CLI options; "],
    ["arguments", ["main.tf"], "Command line arguments support was dropped in v0.47."],
    [
      "a directory that is not there",
      ["--chdir=nowhere"],
      "Failed to switch to a different working directory; chdir nowhere: no such file or directory",
    ],
    [
      "a directory that is none",
      ["--chdir", "main.tf"],
      "Failed to switch to a different working directory; chdir main.tf: not a directory",
    ],
    [
      "no directory to walk",
      ["--recursive", "--chdir=nowhere"],
      "Failed to find workspaces; lstat nowhere: no such file or directory",
    ],
    ["a rule that cannot be", ["--only", "nope"], "Failed to check rule config; Rule not found: nope"],
    [
      "a configuration that is not there",
      ["--config=no.hcl"],
      "Failed to load TFLint config; failed to load file: open no.hcl: ",
    ],
    ["no workers", ["--max-workers=0"], "Max workers should be greater than 0"],
    ["variables that are not there", ["--var-file=no.tfvars"], ""],
    ["a variable without a value", ["--var=x"], ""],
  ])("fails alike for %s", (_, args, message) => {
    const directory = directoryWith(module);
    const theirs = tflint(directory, args);
    const mine = ours(directory, args);
    expect([mine.code, theirs.code]).toEqual([1, 1]);
    expect(mine.stdout).toBe(theirs.stdout);
    expect(theirs.stderr).toContain(message);
    expect(mine.stderr).toContain(message);
    expect(mine.stderr).not.toBe("");
  });

  it.each([
    'config {\n  format = "yaml"\n}\n',
    "config {\n  nope = 1\n}\n",
    "config {\n",
    "foo {\n}\n",
    'config {\n  call_module_type = "foo"\n}\n',
    'rule "nope" {\n  enabled = true\n}\n',
    'rule "terraform_module_version" {\n}\n',
  ])("refuses the configuration %j as it does", (text) => {
    const directory = directoryWith(configuration(text));
    expect([ours(directory, []).code, tflint(directory, []).code]).toEqual([1, 1]);
  });

  it("takes the configuration that the environment names", () => {
    const directory = directoryWith({ ...module, "ci.hcl": "config {\n  force = true\n}\n" });
    const environment = { TFLINT_CONFIG_FILE: "ci.hcl" };
    expect([ours(directory, [], environment).code, tflint(directory, [], environment).code]).toEqual([0, 0]);
  });

  it.each([
    ["found something", module, []],
    ["found nothing", { "main.tf": pinned }, []],
    ["failed", module, ["--chdir=nowhere"]],
    ["could not read a file", { "main.tf": 'resource "x" {\n' }, []],
  ])("writes JSON with the same keys when it %s", (_, files, args) => {
    const directory = directoryWith(files);
    const shapeOf = (run: Run) => shape(JSON.parse(run.stdout));
    expect(shapeOf(ours(directory, [...args, "-f", "json"]))).toEqual(
      shapeOf(tflint(directory, [...args, "-f", "json"])),
    );
  });

  it.each([
    ["found something", module, []],
    ["found nothing", { "main.tf": pinned }, []],
    ["failed", module, ["--chdir=nowhere"]],
  ])("writes XML of the same elements and attributes when it %s", (_, files, args) => {
    const directory = directoryWith(files);
    for (const format of ["checkstyle", "junit"]) {
      const mine = ours(directory, [...args, "--format", format]).stdout;
      const theirs = tflint(directory, [...args, "--format", format]).stdout;
      expect(skeleton(mine)).toBe(skeleton(theirs));
    }
  });

  it("writes SARIF with the same properties", () => {
    const directory = directoryWith(module);
    const pathsIn = (run: Run) => [...new Set(propertyPaths(JSON.parse(run.stdout)))].sort();
    // It names the page of each rule, which is not ours to name.
    const theirs = pathsIn(tflint(directory, ["-f", "sarif"])).filter(
      (path) => !/\.(helpUri|informationUri)$/.test(path),
    );
    expect(pathsIn(ours(directory, ["-f", "sarif"]))).toEqual(theirs);
  });

  it("writes lines of the same grammar", () => {
    const directory = directoryWith(module);
    const compact = /^1 issue\(s\) found:\n\nmain\.tf:4:1: Warning - .+ \(terraform_module_version\)\n$/;
    const byDefault =
      /^1 issue\(s\) found:\n\nWarning: .+ \(terraform_module_version\)\n\n {2}on main\.tf line 4:\n {3}4: module "vpc" \{\n\n/;
    for (const run of [tflint, ours]) {
      expect(run(directory, ["-f", "compact"]).stdout).toMatch(compact);
      expect(run(directory, []).stdout).toMatch(byDefault);
    }
  });

  it("says its version so that installers find it", () => {
    const directory = directoryWith({});
    const line = /^TFLint version (\d+\.\d+\.\d+)/;
    expect(line.exec(ours(directory, ["--version"]).stdout)?.[1]).toBe(
      line.exec(tflint(directory, ["-v"]).stdout)?.[1],
    );
    const keys = (run: Run) => Object.keys(JSON.parse(run.stdout) as object);
    expect(keys(ours(directory, ["-v", "-f", "json"]))).toEqual(keys(tflint(directory, ["-v", "-f", "json"])));
  });
});

/** The types of a value's parts; of a list those of its first element. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shape);
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shape(part)]));
}

function propertyPaths(value: unknown, path = ""): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => propertyPaths(each, `${path}[]`));
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, part]) => propertyPaths(part, `${path}.${key}`));
}

/** XML without what is between quotes and tags. */
function skeleton(xml: string): string {
  return xml
    .trim()
    .replace(/"[^"]*"/g, '""')
    .replace(/>[^<\n]+</g, "><")
    .replace(/>[^<]*[^<\s][^<]*</g, "><");
}

describe("in the place of tflint", () => {
  it("answers to its name", () => {
    const directory = directoryWith({ "main.tf": pinned + openSecurityGroup });
    const link = join(directory, "tflint");
    symlinkSync(binary, link);
    const { status, stdout } = spawnSync(process.execPath, [link, "--format", "compact", "--only", "CKV_AWS_24"], {
      cwd: directory,
      encoding: "utf8",
    });
    expect(stdout).toContain("main.tf:9:20: Error - aws_security_group.web: SSH is open to the internet.");
    expect(status).toBe(2);
  });

  it("finds what Lintel finds, by its severities", () => {
    const directory = directoryWith({ "main.tf": openSecurityGroup });
    const run = ours(directory, ["-f", "json", "--minimum-failure-severity=error"]);
    const { issues } = JSON.parse(run.stdout) as Output;
    expect(issues.map(({ rule }) => rule)).toContainEqual({
      name: "aws-security-group-ssh-open",
      severity: "error",
      link: "",
    });
    expect(run.code).toBe(2);
  });

  it("warns once of a rule that there is no policy for", () => {
    const directory = directoryWith({ "a/main.tf": harmless, "b/main.tf": harmless });
    const { code, stderr } = ours(directory, ["--recursive", "--enable-rule=terraform_comment_syntax"]);
    expect(stderr.match(/terraform_comment_syntax/g)).toHaveLength(1);
    expect(code).toBe(0);
    expect(ours(directory, ["--recursive", "--only=aws_instance_invalid_type"]).code).toBe(0);
  });

  it("reports at the call what a call causes in a module", () => {
    const files = {
      "net/main.tf": `variable "cidrs" {}\n${openSecurityGroup.replace('["0.0.0.0/0"]', "var.cidrs")}`,
      "app/main.tf": 'module "net" {\n  source = "../net"\n  cidrs  = ["0.0.0.0/0"]\n}\n',
    };
    const directory = directoryWith(files);
    const args = ["--chdir", "app", "--only", "aws-security-group-ssh-open"];
    const run = ours(directory, args);
    expect(run.code).toBe(2);
    expect(run.stdout).toMatch(
      / {2}on app\/main\.tf line 3:\n\nCallers:\n {3}app\/main\.tf:3,\d+-\d+\n {3}net\/main\.tf:7,5-28\n/,
    );
    expect(ours(directory, [...args, "--call-module-type=none"]).code).toBe(0);
    expect(ours(directory, [...args, "--ignore-module=../net"]).code).toBe(0);
  });

  it("takes values for variables from the command line, files, the configuration and the environment", () => {
    const source = openSecurityGroup.replace('["0.0.0.0/0"]', "[var.cidr]");
    const files = {
      "main.tf": `variable "cidr" {\n  type = string\n}\n${source}`,
      "open.tfvars": 'cidr = "0.0.0.0/0"\n',
      "closed.tfvars": 'cidr = "10.0.0.0/8"\n',
      "c.hcl": 'config {\n  variables = ["cidr=0.0.0.0/0"]\n}\n',
      "f.hcl": 'config {\n  varfile = ["open.tfvars"]\n}\n',
    };
    const directory = directoryWith(files);
    const only = ["--only", "aws-security-group-ssh-open"];
    const codeOf = (...args: string[]) => ours(directory, [...only, ...args]).code;
    expect(codeOf()).toBe(0);
    expect(codeOf("--var", "cidr=0.0.0.0/0")).toBe(2);
    expect(codeOf("--var-file=open.tfvars")).toBe(2);
    expect(codeOf("--var-file=open.tfvars", "--var-file=closed.tfvars")).toBe(0);
    expect(codeOf("--var=cidr=10.0.0.0/8", "--var-file=open.tfvars")).toBe(0);
    expect(codeOf("--config=c.hcl")).toBe(2);
    expect(codeOf("--config=f.hcl")).toBe(2);
    expect(codeOf("--config=f.hcl", "--var=cidr=10.0.0.0/8")).toBe(0);
    expect(ours(directory, only, { TF_VAR_cidr: "0.0.0.0/0" }).code).toBe(2);
  });

  it("mends what can be mended safely, and says so", () => {
    const key = 'resource "aws_kms_key" "k" {\n  description         = "k"\n  enable_key_rotation = false\n}\n';
    const directory = directoryWith({ "main.tf": pinned + key });
    const only = ["--only", "aws-kms-key-rotation-off"];
    expect(ours(directory, only).stdout).toContain("Warning: [Fixable] ");
    const fixed = ours(directory, [...only, "--fix"]);
    expect(fixed.stdout).toContain("Warning: [Fixed] ");
    expect(fixed.code).toBe(2);
    expect(readFileSync(join(directory, "main.tf"), "utf8")).toContain("enable_key_rotation = true");
    expect(ours(directory, [...only, "--fix"]).code).toBe(0);
  });

  it("inspects each directory with a configuration of its own", () => {
    const files = {
      "a/main.tf": openSecurityGroup,
      "a/.tflint.hcl": "config {\n  disabled_by_default = true\n}\n",
      "b/main.tf": openSecurityGroup,
    };
    const { stdout } = ours(directoryWith(files), ["--recursive", "-f", "json"]);
    const { issues } = JSON.parse(stdout) as Output;
    expect(new Set(issues.map(({ range }) => range.filename))).toEqual(new Set(["b/main.tf"]));
  });

  it("fails where a file cannot be read, and says the rest", () => {
    const run = ours(directoryWith({ "main.tf": openSecurityGroup, "broken.tf": 'resource "x" {\n' }), ["-f", "json"]);
    const { issues, errors } = JSON.parse(run.stdout) as Output;
    expect(issues.length).toBeGreaterThan(0);
    expect(errors.some(({ severity }) => severity === "error")).toBe(true);
    expect(run.code).toBe(1);
  });

  withoutPermission("fails, and finds no issues, where it may not read a file or a directory", () => {
    const directory = directoryWith({
      "main.tf": openSecurityGroup,
      "closed.tf": harmless,
      "closed/main.tf": harmless,
    });
    chmodSync(directory, 0o755);
    chmodSync(join(directory, ".."), 0o755);
    chmodSync(join(directory, "closed.tf"), 0o000);
    chmodSync(join(directory, "closed"), 0o000);
    const run = (...args: string[]) => lintel(directory, ["tflint", ...args], asNobody);
    const { errors } = JSON.parse(run("-f", "json").stdout) as Output;
    expect(errors.map(({ summary, range }) => [summary, range?.filename])).toEqual([["file-unreadable", "closed.tf"]]);
    for (const [args, word] of [
      [[], "closed.tf"],
      [["--recursive"], "Failed to find workspaces; open closed: permission denied"],
      [["--chdir", "closed"], "chdir closed: permission denied"],
    ] as const) {
      const { code, stderr } = run(...args);
      expect([args, code]).toEqual([args, 1]);
      expect(stderr).toContain(word);
    }
  });

  it.each(["--langserver", "--act-as-bundled-plugin"])("refuses %s", (option) => {
    const run = ours(directoryWith({}), [option]);
    expect([run.code, run.stdout]).toEqual([1, ""]);
    expect(run.stderr).toContain("Lintel");
  });

  it("has nothing to install", () => {
    expect(ours(directoryWith({}), ["--init"])).toMatchObject({ code: 0, stderr: "" });
  });
});
