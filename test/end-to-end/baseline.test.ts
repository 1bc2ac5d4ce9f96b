import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { directoryWith, lintel, type Run, scanJson } from "./binary.js";
import { asNobody, withoutPermission } from "./nobody.js";

const volume = (name: string, encrypted = "false"): string =>
  `resource "aws_ebs_volume" "${name}" {\n  availability_zone = "eu-west-1a"\n  size              = 1\n  encrypted         = ${encrypted}\n}\n`;
const policy = ["--policy", "aws-ebs-volume-unencrypted"];
const file = ".lintel-baseline.json";

function git(directory: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("git", args, {
    cwd: directory,
    encoding: "utf8",
    env: {
      PATH: process.env["PATH"],
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_AUTHOR_NAME: "a",
      GIT_AUTHOR_EMAIL: "a@example.com",
      GIT_COMMITTER_NAME: "a",
      GIT_COMMITTER_EMAIL: "a@example.com",
    },
  });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}

/** A repository with these files committed. */
function repositoryWith(files: Readonly<Record<string, string>>): string {
  const directory = directoryWith(files);
  rmSync(join(directory, ".git"), { recursive: true });
  git(directory, "init", "--quiet", "--initial-branch", "main");
  commit(directory);
  return directory;
}

function commit(directory: string): void {
  git(directory, "add", "--all");
  git(directory, "commit", "--quiet", "--allow-empty", "--message", "x");
}

const baseline = (directory: string, ...args: readonly string[]): Run =>
  lintel(directory, ["baseline", ...args, ...(args[0] === "merge" ? [] : policy)]);

const text = (directory: string): string => readFileSync(join(directory, file), "utf8");

/** The exit code of a scan with the baseline, and what it leaves. */
function open(
  directory: string,
  ...args: readonly string[]
): { readonly code: number | null; readonly open: string[] } {
  const { run, result } = scanJson(directory, [".", "--baseline", file, ...policy, ...args]);
  const left = result.findings.filter(({ status }) => status !== "suppressed");
  return { code: run.code, open: left.map(({ location, resource }) => `${location.file} ${resource.address}`) };
}

const clean = { code: 0, open: [] };

describe("a baseline in a repository", () => {
  it("survives moved lines, files and directories, and lets nothing new through", () => {
    const directory = repositoryWith({ "envs/dev/main.tf": volume("a"), "envs/prod/main.tf": volume("a") });
    expect(baseline(directory, "create").code).toBe(0);
    commit(directory);
    expect(open(directory)).toEqual(clean);
    writeFileSync(join(directory, "envs/dev/main.tf"), `# a comment\n\n${volume("a")}`);
    git(directory, "mv", "envs/dev/main.tf", "envs/dev/disks.tf");
    expect(open(directory)).toEqual(clean);
    git(directory, "mv", "envs", "environments");
    expect(open(directory)).toEqual(clean);
    writeFileSync(join(directory, "environments/dev/more.tf"), volume("b"));
    expect(open(directory)).toEqual({ code: 1, open: ["environments/dev/more.tf aws_ebs_volume.b"] });
  });

  it("is one that git merges, where both sides took in something of their own", () => {
    const files = Object.fromEntries(["b", "d", "f"].map((name) => [`${name}/main.tf`, volume(name)]));
    const directory = repositoryWith(files);
    baseline(directory, "create");
    commit(directory);
    git(directory, "switch", "--quiet", "--create", "other");
    mkdirSync(join(directory, "c"));
    writeFileSync(join(directory, "c/main.tf"), volume("c"));
    baseline(directory, "update");
    commit(directory);
    git(directory, "switch", "--quiet", "main");
    mkdirSync(join(directory, "e"));
    writeFileSync(join(directory, "e/main.tf"), volume("e"));
    baseline(directory, "update");
    commit(directory);
    git(directory, "merge", "--quiet", "--no-edit", "other");
    expect(open(directory)).toEqual(clean);
    const merged = text(directory);
    expect(baseline(directory, "update").stdout).toContain("unchanged");
    expect(text(directory)).toBe(merged);
  });

  it("is merged by lintel where git cannot", () => {
    const directory = repositoryWith({ "main.tf": volume("m"), ".gitattributes": `${file} merge=lintel\n` });
    const own = `${process.execPath} ${JSON.stringify(join(import.meta.dirname, "../../packages/cli/bin/lintel.js"))}`;
    git(directory, "config", "merge.lintel.driver", `${own} baseline merge %A %B -o %A`);
    baseline(directory, "create");
    commit(directory);
    for (const [branch, name] of [
      ["other", "x"],
      ["main", "y"],
    ] as const) {
      git(directory, "switch", "--quiet", ...(branch === "main" ? [] : ["--create"]), branch);
      writeFileSync(join(directory, `${name}.tf`), volume(name));
      baseline(directory, "update");
      commit(directory);
    }
    git(directory, "merge", "--quiet", "--no-edit", "other");
    expect(open(directory)).toEqual(clean);
  });

  it("names no place outside of the repository, and is the same wherever that lies", () => {
    const files = { "infra/main.tf": volume("a", "var.missing") + volume("b") };
    const [one, other] = [repositoryWith(files), repositoryWith(files)];
    baseline(one, "create");
    baseline(join(other, "infra"), "create", "..", "--output", `../${file}`);
    expect(text(one)).toBe(text(other));
    expect(text(one)).not.toContain(one);
  });

  it("comes from the configuration, too, with the ratchet", () => {
    const directory = repositoryWith({
      "lintel.yaml": "version: 1\nbaseline: { file: known.json, ratchet: true }\n",
      "main.tf": volume("a") + volume("b"),
    });
    const missing = lintel(directory, ["scan", ".", ...policy]);
    expect([missing.code, missing.stdout]).toEqual([2, ""]);
    expect(missing.stderr).toMatch(/^lintel\.yaml:2:13: error: .*known\.json/);
    expect(baseline(directory, "create").code).toBe(0);
    expect(readdirSync(directory)).toContain("known.json");
    expect(lintel(directory, ["scan", ".", ...policy]).code).toBe(0);
    writeFileSync(join(directory, "main.tf"), volume("a") + volume("b") + volume("c"));
    expect(baseline(directory, "update").code).toBe(1);
    writeFileSync(join(directory, "main.tf"), volume("a"));
    const { stdout } = lintel(directory, ["scan", ".", ...policy]);
    expect(stdout).toContain("baseline-stale");
    expect(baseline(directory, "update").code).toBe(0);
    expect(lintel(directory, ["scan", ".", ...policy]).stdout).not.toContain("baseline-stale");
  });

  it("does not count for what is hard-mandatory", () => {
    const directory = repositoryWith({ "main.tf": volume("a") });
    baseline(directory, "create");
    writeFileSync(
      join(directory, "lintel.yaml"),
      "version: 1\npolicies: { aws-ebs-volume-unencrypted: { enforcement: hard-mandatory } }\n",
    );
    const { run, result } = scanJson(directory, [".", "--baseline", file, ...policy]);
    expect(run.code).toBe(1);
    expect(result.findings.map(({ status }) => status)).toEqual(["fail"]);
    expect(result.diagnostics.map(({ code }) => code)).toEqual(["baseline-refused"]);
    expect(baseline(directory, "update").stdout).toContain("hard-mandatory");
    expect(JSON.parse(text(directory))).toEqual({ schemaVersion: 1, entries: [] });
  });
});

describe("writing a baseline", () => {
  it("overwrites nothing unless told to", () => {
    const directory = repositoryWith({ "main.tf": volume("a") });
    writeFileSync(join(directory, file), "mine");
    expect(baseline(directory, "create").code).toBe(2);
    expect(text(directory)).toBe("mine");
    expect(baseline(directory, "update").code).toBe(2);
    expect(text(directory)).toBe("mine");
    expect(baseline(directory, "create", "--force").code).toBe(0);
    expect(open(directory)).toEqual(clean);
  });

  it("is not done where something could not be read, or nothing was there", () => {
    const directory = repositoryWith({ "main.tf": volume("a") });
    baseline(directory, "create");
    const before = text(directory);
    writeFileSync(join(directory, "main.tf"), 'resource "x" {');
    expect(baseline(directory, "update").code).toBe(2);
    expect(baseline(directory, "prune").code).toBe(2);
    rmSync(join(directory, "main.tf"));
    expect(baseline(directory, "prune").code).toBe(3);
    expect(text(directory)).toBe(before);
  });

  it("leaves nothing beside it", () => {
    const directory = repositoryWith({ "main.tf": volume("a") });
    baseline(directory, "create");
    expect(readdirSync(directory).sort()).toEqual([".git", file, "main.tf"]);
  });

  withoutPermission("says where it cannot", () => {
    const directory = repositoryWith({ "main.tf": volume("a") });
    chmodSync(join(directory, ".."), 0o755);
    chmodSync(directory, 0o555);
    const { code, stderr } = lintel(directory, ["baseline", "create", ...policy], asNobody);
    chmodSync(directory, 0o755);
    expect([code, stderr]).toEqual([2, expect.stringContaining("Permission denied")]);
  });

  it("prunes only what the scan could judge", () => {
    const directory = repositoryWith({ "a/main.tf": volume("a"), "b/main.tf": volume("b") });
    baseline(directory, "create");
    renameSync(join(directory, "a/main.tf"), join(directory, "a/main.txt"));
    writeFileSync(join(directory, "b/main.tf"), volume("b", "true"));
    expect(baseline(directory, "prune", "b").code).toBe(0);
    expect(text(directory)).not.toContain("b/main.tf");
    expect(lintel(directory, ["baseline", "prune", ".", "--policy", "aws-database-public"]).code).toBe(0);
    expect(text(directory)).toContain("a/main.tf");
  });
});

describe("a baseline that is none", () => {
  it.each([
    ["empty", "", `${file}:1:1: `],
    ["no JSON", "{\n  x", `${file}:2:3: `],
    ["of another version", '{\n  "schemaVersion": 7, "entries": [] }', `${file}:2:20: `],
    ["a report", '{ "schemaVersion": 1, "findings": [] }', `${file}:1:`],
  ])("fails the run: %s", (_what, content, place) => {
    const directory = repositoryWith({ "main.tf": volume("a", "true"), [file]: content });
    const { code, stderr, stdout } = lintel(directory, ["scan", ".", "--baseline", file, ...policy]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(place);
    for (const command of ["update", "prune"]) expect(baseline(directory, command).code).toBe(2);
    expect(baseline(directory, "merge", file, file).code).toBe(2);
    expect(text(directory)).toBe(content);
  });

  it.each(["missing.json", "."])("fails the run: %s", (path) => {
    const directory = repositoryWith({ "main.tf": volume("a", "true") });
    expect(lintel(directory, ["scan", ".", "--baseline", path, ...policy]).code).toBe(2);
    expect(lintel(directory, ["baseline", "update", "--baseline", path, ...policy]).code).toBe(2);
  });
});
