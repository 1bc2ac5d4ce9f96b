import { execFileSync } from "node:child_process";
import { mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseDiff, readChangeSet } from "./diff.js";

let directory = "";

function run(...args: string[]): string {
  return execFileSync("git", args, { cwd: directory, encoding: "utf8" }).trim();
}

function commit(): string {
  run("add", "-A");
  run("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "--allow-empty", "-m", "change");
  return run("rev-parse", "HEAD");
}

function write(name: string, text: string | Uint8Array): void {
  writeFileSync(join(directory, name), text);
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lintel-diff-"));
  run("init", "-q");
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

describe("what lies between two commits", () => {
  it("is told by file and line", async () => {
    write("a.tf", "one\ntwo\nthree\nfour\n");
    write("b.tf", "gone\n");
    const base = commit();
    write("a.tf", "one\nTWO\nthree\nfour\nfive\nsix\n");
    unlinkSync(join(directory, "b.tf"));
    write("c.tf", "new\n");
    const head = commit();
    expect(await readChangeSet(directory, base, head)).toEqual({
      base,
      head,
      files: [
        {
          path: "a.tf",
          previousPath: undefined,
          status: "modified",
          hunks: [
            { removed: { first: 2, last: 2 }, added: { first: 2, last: 2 } },
            { removed: undefined, added: { first: 5, last: 6 } },
          ],
        },
        {
          path: "b.tf",
          previousPath: undefined,
          status: "deleted",
          hunks: [{ removed: { first: 1, last: 1 }, added: undefined }],
        },
        {
          path: "c.tf",
          previousPath: undefined,
          status: "added",
          hunks: [{ removed: undefined, added: { first: 1, last: 1 } }],
        },
      ],
    });
  });

  it("knows files that were renamed, also under names that git quotes and lines that look like a patch", async () => {
    const text = "diff --git a/x b/x\n@@ -1 +1 @@\n--- a\n+++ b\n\0".replace("\0", "");
    write('quoted " \t ä\nname.tf', `${text}${"line\n".repeat(20)}`);
    write("z.tf", "z\n");
    const base = commit();
    renameSync(join(directory, 'quoted " \t ä\nname.tf'), join(directory, "plain.tf"));
    write("z.tf", "z\ndiff --git a/q b/q\n@@ -7 +7 @@\n");
    const head = commit();
    const { files } = await readChangeSet(directory, base, head);
    expect(files).toEqual([
      { path: "plain.tf", previousPath: 'quoted " \t ä\nname.tf', status: "renamed", hunks: [] },
      {
        path: "z.tf",
        previousPath: undefined,
        status: "modified",
        hunks: [{ removed: undefined, added: { first: 2, last: 3 } }],
      },
    ]);
  });

  it("takes nothing in a file for a patch, however lines end in it", async () => {
    write("a.tf", "a\n");
    write("b.tf", "b\n");
    const base = commit();
    const ends = ["\r", "\u2028", "\u2029", "\x0b", "\x0c"];
    write("a.tf", `a\n${ends.map((end) => `${end}diff --git a/z b/z${end}@@ -1 +90,9 @@`).join("")}\n`);
    write("b.tf", "b\nmore\n");
    const head = commit();
    const { files } = await readChangeSet(directory, base, head);
    const hunks = [{ removed: undefined, added: { first: 2, last: 2 } }];
    expect(files).toMatchObject([
      { path: "a.tf", hunks },
      { path: "b.tf", hunks },
    ]);
  });

  it("is the same however the repository wants differences shown", async () => {
    write("b.tf", "1\n2\n3\n");
    const base = commit();
    run("update-index", "--add", "--cacheinfo", `160000,${base},a-submodule`);
    write("b.tf", "one\n2\nthree\n");
    run("add", "b.tf");
    run("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "change");
    const plain = await readChangeSet(directory, base, "HEAD");
    expect(plain.files.map(({ hunks }) => hunks.length)).toEqual([1, 2]);
    const wishes = {
      "diff.submodule": "log",
      "diff.interHunkContext": "5",
      "diff.noprefix": "true",
      "diff.mnemonicPrefix": "true",
      "diff.relative": "true",
      "diff.suppressBlankEmpty": "true",
      "diff.renames": "copies",
      "color.diff": "always",
      "core.quotePath": "false",
    };
    for (const [name, value] of Object.entries(wishes)) run("config", name, value);
    expect(await readChangeSet(directory, base, "HEAD")).toEqual(plain);
  });

  it("keeps files apart where one turns into a link, is binary, or changes its mode alone", async () => {
    write("a.tf", "text\n");
    write("b.bin", new Uint8Array([0, 1, 2]));
    write("c.sh", "c\n");
    write("d.tf", "d\n");
    const base = commit();
    unlinkSync(join(directory, "a.tf"));
    symlinkSync("d.tf", join(directory, "a.tf"));
    write("b.bin", new Uint8Array([0, 1, 3]));
    run("update-index", "--chmod=+x", "c.sh");
    execFileSync("chmod", ["+x", join(directory, "c.sh")]);
    write("d.tf", "D\n");
    const head = commit();
    const { files } = await readChangeSet(directory, base, head);
    expect(files.map(({ path, status, hunks }) => ({ path, status, hunks: hunks.length }))).toEqual([
      { path: "a.tf", status: "modified", hunks: 2 },
      { path: "b.bin", status: "modified", hunks: 0 },
      { path: "c.sh", status: "modified", hunks: 0 },
      { path: "d.tf", status: "modified", hunks: 1 },
    ]);
  });

  it("says so where it is larger than anybody reads", async () => {
    const base = commit();
    // Blobs of the same text take no room.
    const text = `${"a".repeat(1023)}\n`.repeat(65_536);
    for (const name of ["a.tf", "b.tf", "c.tf", "d.tf"]) write(name, text);
    const head = commit();
    await expect(readChangeSet(directory, base, head)).rejects.toThrow("larger than 256 MB");
  });

  it("is nothing between a commit and itself", async () => {
    write("a.tf", "a\n");
    const only = commit();
    expect((await readChangeSet(directory, only, only)).files).toEqual([]);
    expect(parseDiff("")).toEqual([]);
  });

  it("takes no name of a branch for an option", async () => {
    write("a.tf", "a\n");
    const only = commit();
    await expect(readChangeSet(directory, "--output=stolen", only)).rejects.toThrow();
  });
});
