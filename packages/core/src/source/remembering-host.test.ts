import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createMemoryHost } from "./memory-host.js";
import { createNodeHost } from "./node-host.js";
import { RememberingHost } from "./remembering-host.js";

function directoryWith(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), "lintel-remembering-"));
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

const textOf = (host: RememberingHost, path: string): string => {
  const bytes = host.readFile(path);
  return bytes.ok ? new TextDecoder().decode(bytes.value) : bytes.error.code;
};

test("gives the same results for what has not changed, whatever else has", () => {
  const host = new RememberingHost(createMemoryHost({ "a/x": "1", "a/y": "2", "b/z": "3" }));
  const all = () => [host.readFile("a/x"), host.readFile("a/y"), host.readDirectory("a"), host.readDirectory("")];
  const before = all();
  host.update(["a/x"], createMemoryHost({ "a/x": "changed", "a/y": "2", "b/z": "3" }));
  const after = all();
  expect(after.map((result, index) => result === before[index])).toEqual([false, true, true, true]);
  host.update("unknown", createMemoryHost({ "a/x": "changed", "a/y": "2" }));
  expect(all().map((result, index) => result === after[index])).toEqual([true, true, true, false]);
});

test("knows again only whoever asked what has changed", () => {
  const host = new RememberingHost(createMemoryHost({ "a/x": "1", "b/z": "3" }));
  const [one, other, lister] = [host.record(), host.record(), host.record()];
  one.host.readFile("a/x");
  other.host.kindOf("c/new");
  lister.host.readDirectory("");
  const stale = (): boolean[] => [one, other, lister].map(({ isStale }) => isStale());
  expect(stale()).toEqual([false, false, false]);
  host.update(["b/z"], createMemoryHost({ "a/x": "1", "b/z": "changed" }));
  expect(stale()).toEqual([false, false, false]);
  host.update(["c/new"], createMemoryHost({ "a/x": "1", "b/z": "changed", "c/new": "" }));
  expect(stale()).toEqual([false, true, true]);
  expect([one.hasRead("a/x"), one.hasRead("b/z")]).toEqual([true, false]);
});

test("does not forget a change that nobody asked about before the next", () => {
  const host = new RememberingHost(createMemoryHost({ a: "1", b: "1" }));
  const recording = host.record();
  recording.host.readFile("a");
  host.update(["a"], createMemoryHost({ a: "2", b: "1" }));
  host.update(["b"], createMemoryHost({ a: "2", b: "2" }));
  expect(recording.isStale()).toBe(true);
  expect(textOf(host, "a")).toBe("2");
});

test("follows links to what has changed behind them, and directories that were renamed", () => {
  const directory = directoryWith({ "real/file.txt": "1", "real/sub/deep.txt": "1", "other/x.txt": "1" });
  symlinkSync("real", join(directory, "link"));
  symlinkSync("../other/x.txt", join(directory, "real/x-link.txt"));
  const host = new RememberingHost(createNodeHost(directory));
  expect(["link/file.txt", "real/x-link.txt", "link/sub/deep.txt"].map((path) => textOf(host, path))).toEqual([
    "1",
    "1",
    "1",
  ]);
  writeFileSync(join(directory, "real/file.txt"), "2");
  writeFileSync(join(directory, "other/x.txt"), "2");
  host.update(["real/file.txt", "other/x.txt"], createNodeHost(directory));
  expect([textOf(host, "link/file.txt"), textOf(host, "real/x-link.txt")]).toEqual(["2", "2"]);
  renameSync(join(directory, "real"), join(directory, "renamed"));
  host.update(["real", "renamed"], createNodeHost(directory));
  expect([textOf(host, "link/file.txt"), textOf(host, "real/file.txt"), textOf(host, "renamed/file.txt")]).toEqual([
    "not-found",
    "not-found",
    "2",
  ]);
});

test("notices a link that takes the place of a file", () => {
  const directory = directoryWith({ "a/main.tf": "1", "b/main.tf": "2" });
  const host = new RememberingHost(createNodeHost(directory));
  host.readDirectory("");
  expect([textOf(host, "a/main.tf"), textOf(host, "b/main.tf")]).toEqual(["1", "2"]);
  rmSync(join(directory, "a"), { recursive: true });
  symlinkSync("b", join(directory, "a"));
  host.update(["a"], createNodeHost(directory));
  expect(textOf(host, "a/main.tf")).toBe("2");
  writeFileSync(join(directory, "b/main.tf"), "3");
  host.update(["b/main.tf"], createNodeHost(directory));
  expect(textOf(host, "a/main.tf")).toBe("3");
});
