import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { findScanRoot, pathsFromScanRoot } from "./node-scan-root.js";

it("is the git repository around the paths, else their common directory", () => {
  const base = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), "lintel-root-")));
  onTestFinished(() => {
    fs.rmSync(base, { recursive: true, force: true });
  });
  fs.mkdirSync(join(base, "repository", ".git"), { recursive: true });
  fs.mkdirSync(join(base, "repository", "a", "b"), { recursive: true });
  fs.mkdirSync(join(base, "repository-b", "c"), { recursive: true });
  fs.writeFileSync(join(base, "repository", "a", "x.tf"), "");
  fs.symlinkSync("repository/a", join(base, "link"));
  fs.symlinkSync("x.tf", join(base, "repository", "a", "y.tf"));

  expect(findScanRoot(["a/x.tf"], join(base, "repository"))).toBe(join(base, "repository"));
  expect(findScanRoot(["link", "repository/a/b"], base)).toBe(join(base, "repository"));
  expect(findScanRoot(["repository/a", "repository-b/c"], base)).toBe(base);
  expect(findScanRoot(["repository-b/c/missing/x.tf"], base)).toBe(join(base, "repository-b", "c"));
  expect(findScanRoot([], join(base, "repository-b"))).toBe(join(base, "repository-b"));
  expect(
    pathsFromScanRoot(join(base, "repository"), ["link", "link/y.tf", "repository", "repository-b"], base),
  ).toEqual(["a", "a/y.tf", "", "../repository-b"]);
});

it("is the outermost directory with a configuration where there is no repository, save for what anybody may write to", () => {
  const base = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), "lintel-root-")));
  onTestFinished(() => {
    fs.rmSync(base, { recursive: true, force: true });
  });
  const [open, own] = [join(base, "open"), join(base, "open", "own")];
  const deep = join(own, "a", "b");
  fs.mkdirSync(deep, { recursive: true });
  fs.chmodSync(open, 0o777);
  fs.writeFileSync(join(open, "lintel.yaml"), "version: 1\n");

  expect(findScanRoot([deep])).toBe(process.platform === "win32" ? open : deep);
  if (process.platform === "win32") return;
  fs.writeFileSync(join(own, "a", "lintel.yml"), "version: 1\n");
  expect(findScanRoot([deep])).toBe(join(own, "a"));
  fs.writeFileSync(join(own, "lintel.yaml"), "version: 1\n");
  expect(findScanRoot(["."], deep)).toBe(own);
  fs.mkdirSync(join(own, "a", ".git"));
  expect(findScanRoot([deep])).toBe(join(own, "a"));
});
