import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { createNodeHost } from "@lintel/core/node";
import { describe, expect, it } from "vitest";
import { TestRepository } from "./testing/repository.js";
import { createTreeHost } from "./tree-host.js";

const text = (result: { ok: boolean; value?: unknown }): string =>
  result.value instanceof Uint8Array ? new TextDecoder().decode(result.value) : JSON.stringify(result);

describe("createTreeHost", () => {
  it("answers as the working tree does", async () => {
    const repository = new TestRepository().write({
      "main.tf": "locals {}\n",
      "a/b/c.txt": "read when it is asked for",
      "a/ü é.yaml": "kind: Ünïcode\n",
      "a-b/x.tf": "",
      "binary.bin": new Uint8Array([0, 255, 10, 0]),
    });
    const { directory } = repository;
    symlinkSync("../main.tf", join(directory, "a/link.tf"));
    symlinkSync("a/b", join(directory, "into"));
    symlinkSync("loop", join(directory, "loop"));
    symlinkSync("/etc/hostname", join(directory, "out.tf"));
    symlinkSync("../..", join(directory, "a/up"));
    symlinkSync("nowhere", join(directory, "dangling"));
    repository.commit();
    const tree = await createTreeHost(directory, "HEAD");
    const disk = createNodeHost(directory);
    const paths = [
      ...["", ".", "main.tf", "a", "a/b", "a/b/c.txt", "a/ü é.yaml", "a-b", "a-b/x.tf", "binary.bin", "a/link.tf"],
      ...["into", "into/c.txt", "loop", "out.tf", "a/up", "dangling", "missing", "main.tf/x", "a/../main.tf"],
      ...["into/../../main.tf", "../x", "/etc/passwd", "a/b/", "./a"],
    ];
    for (const path of paths) {
      const known = (result: object): unknown => ("error" in result ? (result.error as { code: string }).code : result);
      expect([path, known(tree.kindOf(path))]).toEqual([path, known(disk.kindOf(path))]);
      expect([path, known(tree.realPath(path))]).toEqual([path, known(disk.realPath(path))]);
      expect([path, text(known(tree.readFile(path)) as { ok: boolean })]).toEqual([
        path,
        text(known(disk.readFile(path)) as { ok: boolean }),
      ]);
      const listed = disk.readDirectory(path);
      const names = listed.ok ? { ...listed, value: listed.value.filter(({ name }) => name !== ".git") } : listed;
      expect([path, known(tree.readDirectory(path))]).toEqual([path, known(names)]);
    }
  });

  it("reads what was committed, whatever lies there now, and shares what is equal", async () => {
    const repository = new TestRepository();
    const first = repository.commit({ "main.tf": "one", "same.tf": "same" });
    const second = repository.commit({ "main.tf": "two" });
    repository.write({ "main.tf": "three" });
    const base = await createTreeHost(repository.directory, first);
    const head = await createTreeHost(repository.directory, second, { sharing: base });
    expect([text(base.readFile("main.tf")), text(head.readFile("main.tf"))]).toEqual(["one", "two"]);
    const [one, other] = [base.readFile("same.tf"), head.readFile("same.tf")];
    expect(one.ok && other.ok && one.value === other.value).toBe(true);
    expect(base.tree).not.toBe(head.tree);
  });

  it("says what it does not read", async () => {
    const module = new TestRepository();
    module.commit({ "main.tf": "locals {}" });
    const repository = new TestRepository();
    repository.git("submodule", "add", "-q", module.directory, "modules/vpc");
    repository.commit({ "big.tf": "x".repeat(100) });
    const host = await createTreeHost(repository.directory, "HEAD", { maxFileBytes: 99 });
    expect(host.submodules).toEqual(["modules/vpc"]);
    expect(host.readDirectory("modules/vpc")).toEqual({ ok: true, value: [] });
    expect(host.readFile("big.tf")).toMatchObject({ ok: false, error: { code: "too-large" } });
  });
});
