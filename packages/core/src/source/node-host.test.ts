import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HostResult } from "./host.js";
import { createNodeHost } from "./node-host.js";

let base: string;
let root: string;

beforeAll(() => {
  base = fs.mkdtempSync(join(tmpdir(), "lintel-host-"));
  root = join(base, "root");
  fs.mkdirSync(join(root, "a", "b"), { recursive: true });
  fs.mkdirSync(join(base, "outside"));
  fs.writeFileSync(join(base, "outside", "secret.tf"), "secret");
  fs.writeFileSync(join(root, "main.tf"), "main");
  fs.writeFileSync(join(root, "a", "b", "x.tf"), "x");
  fs.writeFileSync(join(root, "large.tf"), "0123456789");
  fs.symlinkSync(join(base, "outside"), join(root, "out"));
  fs.symlinkSync(join(base, "outside", "secret.tf"), join(root, "a", "secret.tf"));
  fs.symlinkSync("loop", join(root, "loop"));
  fs.symlinkSync("..", join(root, "a", "up"));
  fs.symlinkSync("../main.tf", join(root, "a", "link.tf"));
  fs.symlinkSync("a/b", join(root, "short"));
  fs.symlinkSync("nowhere", join(root, "dangling.tf"));
  execFileSync("mkfifo", [join(root, "pipe.tf")]);
});

afterAll(() => {
  fs.rmSync(base, { recursive: true, force: true });
});

const codeOf = (result: HostResult<unknown>) => (result.ok ? "ok" : result.error.code);
const textOf = (result: HostResult<Uint8Array>) =>
  result.ok ? new TextDecoder().decode(result.value) : result.error.code;

describe("createNodeHost", () => {
  it("reads files below the root, in any spelling", () => {
    const host = createNodeHost(root);
    expect(textOf(host.readFile("main.tf"))).toBe("main");
    expect(textOf(host.readFile("./a//b/x.tf"))).toBe("x");
    expect(textOf(host.readFile("a/../main.tf"))).toBe("main");
  });

  it("lists a directory in code-point order with the kinds behind links", () => {
    const entries = createNodeHost(root).readDirectory(".");
    expect(entries.ok && entries.value.map((entry) => [entry.name, entry.kind, entry.isSymbolicLink])).toEqual([
      ["a", "directory", false],
      ["dangling.tf", "other", true],
      ["large.tf", "file", false],
      ["loop", "other", true],
      ["main.tf", "file", false],
      ["out", "other", true],
      ["pipe.tf", "other", false],
      ["short", "directory", true],
    ]);
  });

  it.each([
    "../outside/secret.tf",
    "out/secret.tf",
    "a/secret.tf",
    "a/up/../outside/secret.tf",
    "short/../../../outside/secret.tf",
    "/etc/passwd",
    "..",
  ])("reads nothing outside the root: %s", (path) => {
    for (const host of [createNodeHost(root), listed(root)]) {
      expect(codeOf(host.readFile(path))).toBe("outside-root");
      expect(codeOf(host.kindOf(path))).toBe("outside-root");
      expect(codeOf(host.realPath(path))).toBe("outside-root");
    }
  });

  it("resolves `..` behind a link the way the operating system does", () => {
    expect(textOf(createNodeHost(root).readFile("short/../b/x.tf"))).toBe("x");
  });

  it("gives two names of one thing the same real path", () => {
    const host = createNodeHost(root);
    expect(host.realPath("short/x.tf")).toEqual({ ok: true, value: "a/b/x.tf" });
    expect(host.realPath("a/up/a/b/x.tf")).toEqual({ ok: true, value: "a/b/x.tf" });
    expect(host.realPath("a/up")).toEqual({ ok: true, value: "" });
    expect(host.realPath("a/link.tf")).toEqual({ ok: true, value: "main.tf" });
  });

  it("never opens a pipe", () => {
    const host = createNodeHost(root);
    expect(codeOf(host.readFile("pipe.tf"))).toBe("not-a-file");
    expect(host.kindOf("pipe.tf")).toEqual({ ok: true, value: "other" });
  });

  it("answers with a code for everything else that goes wrong", () => {
    const host = createNodeHost(root, { maxFileBytes: 9 });
    expect(codeOf(host.readFile("loop"))).toBe("symbolic-link-loop");
    expect(codeOf(host.readFile("dangling.tf"))).toBe("not-found");
    expect(codeOf(host.readFile("a"))).toBe("not-a-file");
    expect(codeOf(host.readFile("main.tf/x"))).toBe("not-a-directory");
    expect(codeOf(host.readDirectory("main.tf"))).toBe("not-a-directory");
    expect(codeOf(host.readDirectory("nowhere"))).toBe("not-found");
    expect(codeOf(host.readFile("bad\0name"))).toBe("not-found");
    expect(codeOf(host.readFile("large.tf"))).toBe("too-large");
    expect(codeOf(createNodeHost(join(base, "no-such-root")).readDirectory(""))).toBe("not-found");
  });

  it("says nothing about where the root lies", () => {
    const host = createNodeHost(root);
    for (const path of ["nowhere", "loop", "out/secret.tf", "pipe.tf"]) {
      const result = host.readFile(path);
      expect(result.ok ? base : result.error.message).not.toContain(base);
    }
  });

  it("answers permission-denied", () => {
    const path = join(root, "locked.tf");
    fs.chmodSync(base, 0o755);
    fs.writeFileSync(path, "", { mode: 0o000 });
    expect(codeOf(asNobody(() => createNodeHost(root).readFile("locked.tf")))).toBe("permission-denied");
    fs.rmSync(path);
  });
});

/** Runs as a user without rights where the tests run as root, to whom nothing is denied. */
function asNobody<T>(work: () => T): T {
  if (process.getuid?.() !== 0 || process.seteuid === undefined) return work();
  process.seteuid(65_534);
  try {
    return work();
  } finally {
    process.seteuid(0);
  }
}

/** A host that has already seen every directory, so that it takes its short ways. */
function listed(directory: string) {
  const host = createNodeHost(directory);
  for (const path of ["", "a", "a/b", "short"]) host.readDirectory(path);
  return host;
}
