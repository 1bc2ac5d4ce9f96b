import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { binary, directoryWith, lintel } from "./binary.js";
import { withTerminal } from "./terminal.js";

const openSecurityGroup =
  'resource "aws_security_group" "g" {\n  ingress {\n    from_port = 22\n    to_port = 22\n    protocol = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n';

const example = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../examples/ci/${name}`, import.meta.url)), "utf8");

const read = (directory: string, name: string): string => readFileSync(join(directory, name), "utf8");

describe("lintel init", () => {
  it("writes a configuration that is valid and changes nothing", () => {
    const directory = directoryWith({ "main.tf": openSecurityGroup });
    const before = lintel(directory, ["scan", ".", "--format", "json"]).stdout;
    expect(lintel(directory, ["init"])).toMatchObject({ code: 0, stderr: "" });
    expect(lintel(directory, ["config", "validate"])).toMatchObject({ code: 0, stdout: "1 configuration is valid.\n" });
    expect(lintel(directory, ["scan", ".", "--format", "json"]).stdout).toBe(before);
  });

  it("writes over none", () => {
    const directory = directoryWith({ "lintel.yml": "version: 1\n" });
    expect(lintel(directory, ["init"]).code).toBe(2);
    expect(lintel(directory, ["init", "--force"]).code).toBe(0);
    expect(lintel(directory, ["config", "validate"]).stdout).toBe("1 configuration is valid.\n");
  });

  it.each([
    ["github", ".github/CODEOWNERS", ".github/workflows/lintel.yml", "github-actions/lintel.yml"],
    ["circleci", ".circleci/other", ".circleci/config.yml", "circleci/config.yml"],
    ["harness", ".harness/other", ".harness/lintel.yaml", "harness/pipeline.yaml"],
  ])("finds %s and writes its pipeline", (_, sign, target, template) => {
    const directory = directoryWith({ [sign]: "" });
    expect(lintel(directory, ["init"]).code).toBe(0);
    expect(read(directory, target)).toBe(example(template));
    expect(existsSync(join(directory, ".pre-commit-config.yaml"))).toBe(false);
  });

  it("finds the system of the host that the repository comes from", () => {
    const directory = directoryWith({});
    writeFileSync(join(directory, ".git/config"), '[remote "origin"]\n\turl = git@gitlab.com:acme/infra.git\n');
    expect(lintel(directory, ["init"]).code).toBe(0);
    expect(read(directory, ".gitlab-ci.yml")).toBe(example("gitlab/.gitlab-ci.yml"));
  });

  it("leaves a pipeline alone that is there, and writes the new one beside it", () => {
    const directory = directoryWith({ Jenkinsfile: "pipeline {}\n" });
    expect(lintel(directory, ["init"]).stdout).toContain("Jenkinsfile.lintel is written");
    expect(read(directory, "Jenkinsfile")).toBe("pipeline {}\n");
    expect(read(directory, "Jenkinsfile.lintel")).toBe(example("jenkins/Jenkinsfile"));
    expect(lintel(directory, ["init", "--force"]).code).toBe(0);
    expect(read(directory, "Jenkinsfile")).toBe(example("jenkins/Jenkinsfile"));
  });

  it("adds the hook of pre-commit to those that are there, and their comments stay", () => {
    const text =
      "# ours\nrepos:\n  - repo: local # here\n    hooks: [{ id: a, name: a, entry: a, language: system }]\n";
    const directory = directoryWith({ ".pre-commit-config.yaml": text });
    expect(lintel(directory, ["init"]).code).toBe(0);
    const added = read(directory, ".pre-commit-config.yaml");
    expect(added).toContain("# ours");
    expect(added).toContain("# here");
    const { repos } = parse(added) as { repos: { hooks: { id: string }[] }[] };
    expect(repos.flatMap(({ hooks }) => hooks.map(({ id }) => id))).toEqual(["a", "lintel"]);
    expect(lintel(directory, ["init", "--force"]).stdout).toContain("It has the hook already");
    expect(read(directory, ".pre-commit-config.yaml")).toBe(added);
  });

  it("takes options for answers, and writes nothing where that is asked", () => {
    const directory = directoryWith({});
    const args = ["init", "--ci", "gitlab", "--pre-commit", "--preset", "strict"];
    expect(lintel(directory, [...args, "--dry-run"]).stdout.match(/would be written/g)).toHaveLength(3);
    expect(existsSync(join(directory, "lintel.yaml"))).toBe(false);
    expect(lintel(directory, args).code).toBe(0);
    expect(read(directory, "lintel.yaml")).toContain("preset: strict");
    expect(read(directory, ".pre-commit-config.yaml")).toContain("id: lintel");
    for (const wrong of [
      ["--ci", "gitlob"],
      ["--pre-commit", "--no-pre-commit"],
      ["--preset", "none"],
    ])
      expect(lintel(directory, ["init", "--force", ...wrong]).code).toBe(2);
  });

  it("says what is in the way of the hook", () => {
    const directory = directoryWith({ ".pre-commit-config.yaml": "repos: {}\n" });
    expect(lintel(directory, ["init"]).stdout).toContain("Add the hook by hand");
    expect(read(directory, ".pre-commit-config.yaml")).toBe("repos: {}\n");
  });

  withTerminal("asks on a terminal", () => {
    const directory = directoryWith({});
    mkdirSync(join(directory, ".circleci"));
    const command = `'${process.execPath}' '${binary}' init`;
    const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
      cwd: directory,
      encoding: "utf8",
      // A preset, a word that is no system, then the one that is suggested, and the hook.
      input: "strict\nnone of them\n\ny\n",
      timeout: 50_000,
      env: { PATH: process.env["PATH"], TERM: "xterm", SHELL: "/bin/sh" },
    });
    expect(stdout).toContain("Which CI system");
    expect(stdout).toContain("[circleci]");
    expect(read(directory, "lintel.yaml")).toContain("preset: strict");
    expect(existsSync(join(directory, ".circleci/config.yml"))).toBe(true);
    expect(read(directory, ".pre-commit-config.yaml")).toContain("id: lintel");
  });
});
