import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Diagnostic } from "./diagnostic.js";
import { discoverFiles, type DiscoverOptions } from "./discover.js";
import type { SourceHost } from "./host.js";
import { createMemoryHost } from "./memory-host.js";
import { createNodeHost } from "./node-host.js";

function discover(host: SourceHost, paths: readonly string[], options: DiscoverOptions = {}) {
  const diagnostics: Diagnostic[] = [];
  const { files, skipped } = discoverFiles(host, paths, options, (diagnostic) => diagnostics.push(diagnostic));
  return {
    paths: files.map((file) => file.path),
    files,
    skipped,
    diagnostics: diagnostics.map(({ severity, code, path }) => ({ severity, code, path })),
  };
}

function temporaryDirectory(): string {
  const directory = fs.mkdtempSync(join(tmpdir(), "lintel-discover-"));
  onTestFinished(() => {
    fs.rmSync(directory, { recursive: true, force: true });
  });
  return directory;
}

describe("discoverFiles", () => {
  it("classifies by name and leaves out what could not matter", () => {
    const host = createMemoryHost({
      "main.tf": "",
      "main.tf.json": "",
      "a.tofu": "",
      "x.tfvars": "",
      "x.auto.tfvars.json": "",
      ".terraform.lock.hcl": "",
      "k.yaml": "",
      "k.yml": "",
      "k.json": "",
      "README.md": "",
      "main.tf~": "",
      ".#main.tf": "",
    });
    expect(discover(host, [""]).files.map((file) => [file.path, file.kind])).toEqual([
      [".terraform.lock.hcl", "lock"],
      ["a.tofu", "terraform"],
      ["k.json", "json"],
      ["k.yaml", "yaml"],
      ["k.yml", "yaml"],
      ["main.tf", "terraform"],
      ["main.tf.json", "terraform"],
      ["x.auto.tfvars.json", "variables"],
      ["x.tfvars", "variables"],
    ]);
  });

  it("takes with a named file what lies beside it, and nothing of the directories there", () => {
    const files = {
      "a/main.tf": "",
      "a/variables.tf": "",
      "a/x.tfplan": "",
      "a/b/main.tf": "",
      "c/k.json": "",
      "c/l.json": "",
    };
    const { files: found, skipped } = discover(createMemoryHost({ ...files, "d/main.tf": "" }), [
      "a/main.tf",
      "c/k.json",
    ]);
    expect(found.map(({ path, isNamed }) => [path, isNamed])).toEqual([
      ["a/main.tf", true],
      ["a/variables.tf", false],
      ["c/k.json", true],
    ]);
    expect(skipped).toEqual([]);
  });

  it("takes beside a named file what a scan of the directory would take", () => {
    const files = { ".gitignore": "b.tf\n", "a.tf": "", "b.tf": "", "c.tf": "" };
    expect(discover(createMemoryHost(files), ["a.tf"]).paths).toEqual(["a.tf", "c.tf"]);
    expect(discover(createMemoryHost(files), ["b.tf"]).paths).toEqual(["a.tf", "b.tf", "c.tf"]);
  });

  it("never enters .git, node_modules and .terraform", () => {
    const host = createMemoryHost({
      ".git/a.yaml": "",
      "x/node_modules/b.tf": "",
      "x/.terraform/modules/c.tf": "",
      "x/d.tf": "",
    });
    expect(discover(host, ["."]).paths).toEqual(["x/d.tf"]);
  });

  it("respects nested .gitignore files and counts what they leave out", () => {
    const host = createMemoryHost({
      ".gitignore": "*.tfvars\nbuild/\n",
      "a.tfvars": "",
      "build/x.tf": "",
      "env/.gitignore": "!keep.tfvars\n/local.tf\n",
      "env/keep.tfvars": "",
      "env/drop.tfvars": "",
      "env/local.tf": "",
      "env/deep/local.tf": "",
    });
    const found = discover(host, [""]);
    expect(found.paths).toEqual(["env/deep/local.tf", "env/keep.tfvars"]);
    expect(found.skipped).toEqual([
      { path: "a.tfvars", reason: "ignored" },
      { path: "build/", reason: "ignored-directory" },
      { path: "env/drop.tfvars", reason: "ignored" },
      { path: "env/local.tf", reason: "ignored" },
    ]);
    expect(discover(host, [""], { respectGitignore: false }).paths).toHaveLength(6);
    expect(discover(host, [""], { exclude: ["env/**"] }).paths).toEqual([]);
  });

  it("agrees with git about what is ignored", () => {
    const directory = temporaryDirectory();
    const write = (path: string, text = "") => {
      fs.mkdirSync(join(directory, path, ".."), { recursive: true });
      fs.writeFileSync(join(directory, path), text);
    };
    write(".gitignore", "a/**/z.tf\n*.y?ml\n!b/keep.yaml\n/top.tf\nc/\n\\#x.tf\nd/*\n!d/e\n[ab].tf\n");
    write("b/.gitignore", "*\n!*.tf\nsub/");
    const paths = [
      "a/z.tf",
      "a/m/n/z.tf",
      "b/keep.yaml",
      "b/x.tf",
      "b/sub/x.tf",
      "top.tf",
      "sub/top.tf",
      "c/x.tf",
      "#x.tf",
    ];
    paths.push("d/x.tf", "d/e/x.tf", "a.tf", "q/b.tf", "cc.tf", "x.yml", "x.yaml", "q/w.json");
    for (const path of paths) write(path);
    execFileSync("git", ["init", "-q", directory]);
    const listed = execFileSync("git", ["-C", directory, "ls-files", "-co", "--exclude-standard"], {
      encoding: "utf8",
    });
    const expected = listed.split("\n").filter((path) => /\.(tf|ya?ml|json)$/.test(path));
    expect(new Set(discover(createNodeHost(directory), [""]).paths)).toEqual(new Set(expected));
  });

  it("takes what was named, ignored or not, and applies the ignore files above a named directory", () => {
    const host = createMemoryHost({
      ".gitignore": "build/\n*.yaml\n",
      "build/x.tf": "",
      "build/k.yaml": "",
      "y/k.yaml": "",
      "notes.txt": "",
    });
    expect(discover(host, ["build"]).paths).toEqual(["build/k.yaml", "build/x.tf"]);
    expect(discover(host, ["y"]).paths).toEqual([]);
    expect(discover(host, ["y/k.yaml", "./notes.txt", "y//k.yaml"]).files).toEqual([
      { path: "notes.txt", kind: "other", isNamed: true },
      { path: "y/k.yaml", kind: "yaml", isNamed: true },
    ]);
  });

  it("reports a path that is not there", () => {
    expect(discover(createMemoryHost({ "a.tf": "" }), ["a.tf", "b.tf", "../c"]).diagnostics).toEqual([
      { severity: "error", code: "path-not-found", path: "b.tf" },
      { severity: "error", code: "file-unreadable", path: "../c" },
    ]);
  });

  it("visits a directory once, by its own name, whatever links lead to it", () => {
    const directory = temporaryDirectory();
    fs.mkdirSync(join(directory, "z", "deep"), { recursive: true });
    fs.mkdirSync(join(directory, "elsewhere"));
    fs.writeFileSync(join(directory, "z", "deep", "x.tf"), "");
    fs.writeFileSync(join(directory, "elsewhere", "y.tf"), "");
    fs.symlinkSync("z", join(directory, "a"));
    fs.symlinkSync("..", join(directory, "z", "up"));
    fs.symlinkSync("../elsewhere", join(directory, "z", "linked"));
    const host = createNodeHost(directory);
    expect(discover(host, [""]).paths).toEqual(["elsewhere/y.tf", "z/deep/x.tf"]);
    expect(discover(host, ["z/linked"]).paths).toEqual(["z/linked/y.tf"]);
    expect(discover(createNodeHost(join(directory, "z")), [""]).diagnostics).toEqual([
      { severity: "warning", code: "symbolic-link-not-followed", path: "linked" },
      { severity: "warning", code: "symbolic-link-not-followed", path: "up" },
    ]);
  });

  it("reports candidates that cannot be read, and goes on", () => {
    const directory = temporaryDirectory();
    execFileSync("mkfifo", [join(directory, "pipe.tf")]);
    fs.symlinkSync("loop.tf", join(directory, "loop.tf"));
    fs.symlinkSync("circle", join(directory, "circle"));
    fs.symlinkSync("/", join(directory, "root"));
    fs.writeFileSync(join(directory, "x.tf"), "");
    const found = discover(createNodeHost(directory), [""]);
    expect(found.paths).toEqual(["x.tf"]);
    expect(found.diagnostics).toEqual([
      { severity: "warning", code: "symbolic-link-loop", path: "circle" },
      { severity: "error", code: "file-unreadable", path: "loop.tf" },
      { severity: "error", code: "file-unreadable", path: "pipe.tf" },
      { severity: "warning", code: "symbolic-link-not-followed", path: "root" },
    ]);
  });

  it("reports an unreadable directory", () => {
    const inner = createMemoryHost({ "a/x.tf": "", "b.tf": "" });
    const host: SourceHost = {
      ...inner,
      readDirectory: (path) =>
        path === "a" ? { ok: false, error: { code: "permission-denied", message: "No." } } : inner.readDirectory(path),
    };
    const found = discover(host, [""]);
    expect(found.paths).toEqual(["b.tf"]);
    expect(found.diagnostics).toEqual([{ severity: "error", code: "directory-unreadable", path: "a" }]);
  });

  it("is not held up by a hostile .gitignore or a very deep tree", () => {
    const deep = `${"d/".repeat(1_500)}x.tf`;
    const host = createMemoryHost({ ".gitignore": `${"*a".repeat(40)}b\n`, [`${"a".repeat(200)}.tf`]: "", [deep]: "" });
    const found = discover(host, [""]);
    expect(found.paths).toHaveLength(2);
    expect(found.diagnostics).toEqual([{ severity: "warning", code: "ignore-pattern-unusable", path: ".gitignore" }]);
  });
});
