import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { binary, directoryWith, lintel } from "./binary.js";
import { withTerminal } from "./terminal.js";

const example = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../examples/ci/${name}`, import.meta.url)), "utf8");

const read = (directory: string, name: string): string => readFileSync(join(directory, name), "utf8");

/** The ids of the hooks in a configuration of pre-commit. */
function hooksOf(directory: string): string[] {
  const { repos } = parse(read(directory, ".pre-commit-config.yaml")) as { repos: { hooks: { id: string }[] }[] };
  return repos.flatMap(({ hooks }) => hooks.map(({ id }) => id));
}

describe("the pipeline that lintel init writes", () => {
  it.each([
    [".github/workflows/build.yml", ".github/workflows/lintel.yml", "github-actions/lintel.yml"],
    [".github/CODEOWNERS", ".github/workflows/lintel.yml", "github-actions/lintel.yml"],
    [".gitlab-ci.yml", "lintel.gitlab-ci.yml", "gitlab/.gitlab-ci.yml"],
    [".circleci/other", ".circleci/config.yml", "circleci/config.yml"],
    ["Jenkinsfile", "Jenkinsfile.lintel", "jenkins/Jenkinsfile"],
    ["bitbucket-pipelines.yml", "lintel.bitbucket-pipelines.yml", "bitbucket/bitbucket-pipelines.yml"],
    ["azure-pipelines.yml", "azure-pipelines-lintel.yml", "azure-pipelines/azure-pipelines.yml"],
    ["buildspec.yml", "buildspec-lintel.yml", "aws/buildspec.yml"],
    ["cloudbuild.yaml", "cloudbuild-lintel.yaml", "cloud-build/cloudbuild.yaml"],
    [".travis.yml", "lintel.travis.yml", "travis/.travis.yml"],
    [".teamcity/pom.xml", ".teamcity/settings.kts", "teamcity/settings.kts"],
    ["bamboo-specs/bamboo.yml", "bamboo-specs/lintel.yml", "bamboo/bamboo.yml"],
    [".harness/other.yaml", ".harness/lintel.yaml", "harness/pipeline.yaml"],
  ])("follows from %s, goes to %s, and leaves what is there", (mark, target, template) => {
    const directory = directoryWith({ [mark]: "theirs: true\n" });
    const { code, stderr, stdout } = lintel(directory, ["init"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`${target} is written.`);
    expect(read(directory, target)).toBe(example(template));
    expect(read(directory, mark)).toBe("theirs: true\n");
    expect(existsSync(join(directory, ".pre-commit-config.yaml"))).toBe(false);
  });

  it.each([
    ["git@gitlab.com:acme/infra.git", ".gitlab-ci.yml"],
    ["https://user@gitlab.example.com:8443/acme/infra.git", ".gitlab-ci.yml"],
    ["ssh://git@github.com/acme/infra.git", ".github/workflows/lintel.yml"],
    ["https://bitbucket.org/acme/infra.git", "bitbucket-pipelines.yml"],
    ["https://acme@dev.azure.com/acme/infra/_git/infra", "azure-pipelines.yml"],
    ["git@example.com:acme/infra.git", undefined],
  ])("follows from the remote %s", (url, target) => {
    const directory = directoryWith({});
    spawnSync("git", ["init", "-q"], { cwd: directory });
    spawnSync("git", ["remote", "add", "origin", url], { cwd: directory });
    const { code, stdout } = lintel(directory, ["init"]);
    expect(code).toBe(0);
    if (target === undefined) expect(stdout).toContain("No pipeline is written");
    else expect(existsSync(join(directory, target))).toBe(true);
  });

  it("is written at the top of the repository, whichever directory is configured", () => {
    const directory = directoryWith({ "infra/main.tf": "" });
    expect(lintel(directory, ["init", "infra", "--ci", "gitlab"]).code).toBe(0);
    expect(existsSync(join(directory, "infra/lintel.yaml"))).toBe(true);
    expect(existsSync(join(directory, ".gitlab-ci.yml"))).toBe(true);
  });

  it("is written over by force where it was written here, and never where somebody else wrote it", () => {
    const directory = directoryWith({});
    const init = (...args: readonly string[]) => lintel(directory, ["init", "--ci", "jenkins", ...args]);
    expect(init().code).toBe(0);
    writeFileSync(join(directory, "Jenkinsfile"), `${read(directory, "Jenkinsfile")}// more\n`);
    expect(init()).toMatchObject({ code: 2, stdout: "" });
    expect(read(directory, "Jenkinsfile")).toContain("// more");
    expect(init("--force").code).toBe(0);
    expect(read(directory, "Jenkinsfile")).toBe(example("jenkins/Jenkinsfile"));
    writeFileSync(join(directory, "Jenkinsfile"), "pipeline {}\n");
    expect(init("--force").code).toBe(0);
    expect(read(directory, "Jenkinsfile")).toBe("pipeline {}\n");
    expect(read(directory, "Jenkinsfile.lintel")).toBe(example("jenkins/Jenkinsfile"));
  });
});

describe("the hook that lintel init adds", () => {
  it.each([
    ["# ours\nrepos:\n  - repo: local # here\n    hooks: [{ id: a, name: a, entry: a, language: system }]\n"],
    ["repos:\n- repo: local\n  hooks:\n  - id: a\n    name: a\n    entry: a # last"],
    ["repos:\r\n-   repo: local\r\n    hooks:\r\n    -   id: a\r\nci:\r\n    skip: [a]\r\n"],
    ["default_stages: [pre-commit]\nrepos:\n  - repo: local\n    hooks:\n      - id: a\n\n# the end\n"],
  ])("leaves every byte of what is there: %j", (text) => {
    const directory = directoryWith({ ".pre-commit-config.yaml": text });
    expect(lintel(directory, ["init"]).code).toBe(0);
    const added = read(directory, ".pre-commit-config.yaml");
    expect(hooksOf(directory)).toEqual(["a", "lintel"]);
    const rest = text.split(/(?<=\n)/).reduce((left, line) => {
      const at = left.indexOf(line.trimEnd());
      expect(at).toBeGreaterThanOrEqual(0);
      return left.slice(at + line.trimEnd().length);
    }, added);
    expect(rest.trim() === "" || rest.includes("lintel")).toBe(true);
    if (text.includes("\r\n")) expect(added.replaceAll("\r\n", "")).not.toContain("\n");
    expect(lintel(directory, ["init", "--force"]).stdout).toContain("Lintel is in it already.");
    expect(read(directory, ".pre-commit-config.yaml")).toBe(added);
  });

  it("is a file of its own where there was none and it is asked for", () => {
    const directory = directoryWith({});
    expect(lintel(directory, ["init", "--ci", "none", "--pre-commit"]).code).toBe(0);
    expect(hooksOf(directory)).toEqual(["lintel"]);
    const empty = directoryWith({ ".pre-commit-config.yaml": "# nothing yet\n" });
    expect(lintel(empty, ["init"]).code).toBe(0);
    expect(hooksOf(empty)).toEqual(["lintel"]);
  });

  it.each(["repos: {}\n", "repos: [{ repo: local, hooks: [] }]\n", "repos: [\n", "- a\n"])(
    "is told where nothing fits: %j",
    (text) => {
      const directory = directoryWith({ ".pre-commit-config.yaml": text });
      const { code, stdout } = lintel(directory, ["init"]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/stays as it is[\s\S]*- repo: local[\s\S]*- id: lintel$/m);
      expect(read(directory, ".pre-commit-config.yaml")).toBe(text);
    },
  );

  it("is not added where that is asked", () => {
    const directory = directoryWith({ ".pre-commit-config.yaml": "repos: []\n" });
    expect(lintel(directory, ["init", "--no-pre-commit"]).code).toBe(0);
    expect(read(directory, ".pre-commit-config.yaml")).toBe("repos: []\n");
  });
});

describe("the options of lintel init", () => {
  it("decide what is asked otherwise, and may only show it", () => {
    const directory = directoryWith({});
    const args = ["init", "--ci", "gitlab", "--pre-commit", "--preset", "strict", "--yes"];
    const dry = lintel(directory, [...args, "--dry-run"]);
    expect(dry.stdout.match(/^==> .* <==$/gm)).toEqual([
      "==> lintel.yaml <==",
      "==> .gitlab-ci.yml <==",
      "==> .pre-commit-config.yaml <==",
    ]);
    expect(existsSync(join(directory, "lintel.yaml"))).toBe(false);
    expect(lintel(directory, args).code).toBe(0);
    expect(parse(read(directory, "lintel.yaml"))).toMatchObject({ preset: "strict" });
    expect(lintel(directory, ["config", "validate"]).code).toBe(0);
  });

  it.each([["--ci", "gitlob"], ["--pre-commit", "--no-pre-commit"], ["--preset", "none"], ["nowhere"]])(
    "are refused: %s %s",
    (...wrong) => {
      const directory = directoryWith({});
      expect(lintel(directory, ["init", ...wrong]).code).toBe(2);
      expect(existsSync(join(directory, "lintel.yaml"))).toBe(false);
    },
  );

  it("cannot make a file where there is a directory", () => {
    const directory = directoryWith({ ".github/workflows/lintel.yml/x": "" });
    const { code, stderr } = lintel(directory, ["init", "--ci", "github", "--force"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(existsSync(join(directory, ".github/workflows/lintel-scan.yml"))).toBe(true);
  });
});

describe("on a terminal, lintel init", () => {
  /** Runs it there, where somebody types this. */
  function typed(
    directory: string,
    input: string,
    args = "",
  ): { readonly code: number | null; readonly shown: string } {
    const command = `'${process.execPath}' '${binary}' init ${args}`;
    const { status, stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
      cwd: directory,
      encoding: "utf8",
      input,
      timeout: 50_000,
      env: { PATH: process.env["PATH"], TERM: "xterm", SHELL: "/bin/sh" },
    });
    return { code: status, shown: stdout };
  }

  withTerminal("asks, proposes what it found, and asks again after what it does not know", () => {
    const directory = directoryWith({ ".circleci/other": "" });
    const { code, shown } = typed(directory, "strict\nsomething\n\ny\n");
    expect(shown).toContain("[circleci]");
    expect(shown.match(/Which CI system/g)).toHaveLength(2);
    expect(code).toBe(0);
    expect(read(directory, "lintel.yaml")).toContain("\npreset: strict\n");
    expect(existsSync(join(directory, ".circleci/config.yml"))).toBe(true);
    expect(hooksOf(directory)).toEqual(["lintel"]);
  });

  withTerminal("asks only what is open", () => {
    const directory = directoryWith({});
    const { code, shown } = typed(directory, "n\n", "--ci travis --preset all");
    expect(shown).not.toMatch(/Which/);
    expect(code).toBe(0);
    expect(existsSync(join(directory, ".travis.yml"))).toBe(true);
    expect(existsSync(join(directory, ".pre-commit-config.yaml"))).toBe(false);
  });

  withTerminal("writes nothing where nobody answers", () => {
    const directory = directoryWith({});
    const { code, shown } = typed(directory, "strict\n\u0004");
    expect(shown).toContain("nothing is written");
    expect(code).toBe(2);
    expect(existsSync(join(directory, "lintel.yaml"))).toBe(false);
  });

  withTerminal("asks nothing with --yes", () => {
    const directory = directoryWith({});
    expect(typed(directory, "", "--yes").code).toBe(0);
    expect(existsSync(join(directory, "lintel.yaml"))).toBe(true);
  });
});
