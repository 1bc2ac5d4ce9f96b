import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { defaultBranch, isShallow, mergeBase, repositoryRoot, resolveCommit, resolveTree } from "./revisions.js";
import { TestRepository } from "./testing/repository.js";

function clone(repository: TestRepository, ...args: readonly string[]): string {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), "lintel-clone-")));
  onTestFinished(() => {
    rmSync(parent, { recursive: true, force: true });
  });
  const directory = join(parent, "clone");
  execFileSync("git", ["clone", "-q", ...args, `file://${repository.directory}`, directory], { stdio: "pipe" });
  return directory;
}

describe("revisions", () => {
  it("finds commits, trees and what they have in common", async () => {
    const repository = new TestRepository();
    const base = repository.commit({ "a.tf": "1" });
    repository.git("checkout", "-q", "-b", "topic");
    const topic = repository.commit({ "b.tf": "2" });
    repository.git("checkout", "-q", "main");
    repository.commit({ "c.tf": "3" });
    const { directory } = repository;
    expect(await mergeBase(directory, "main", "topic")).toBe(base);
    expect(await resolveCommit(directory, "topic")).toBe(topic);
    expect(await resolveCommit(directory, "topic~1")).toBe(base);
    expect(await resolveTree(directory, "topic")).toBe(repository.git("rev-parse", "topic^{tree}"));
    repository.git("checkout", "-q", "--detach", "topic");
    expect(await mergeBase(directory, "HEAD", "main")).toBe(base);
  });

  it.each(["--output=x", "-n", "", "main..topic", "a\0b", "a\nb", "nothing", "HEAD:a.tf"])(
    "does not take %j for a commit",
    async (name) => {
      const repository = new TestRepository();
      repository.commit({ "a.tf": "" });
      await expect(resolveCommit(repository.directory, name)).rejects.toThrow("commit");
    },
  );

  it("says what to do where history is missing", async () => {
    const repository = new TestRepository();
    repository.commit({ "a.tf": "1" });
    repository.git("checkout", "-q", "-b", "topic");
    repository.commit({ "b.tf": "2" });
    repository.git("checkout", "-q", "main");
    repository.commit({ "c.tf": "3" });
    const directory = clone(repository, "--depth=1", "--no-single-branch");
    expect(await isShallow(directory)).toBe(true);
    await expect(mergeBase(directory, "origin/main", "origin/topic")).rejects.toThrow("--unshallow");
    repository.git("checkout", "-q", "--orphan", "other");
    repository.commit({ "d.tf": "" });
    await expect(mergeBase(repository.directory, "main", "other")).rejects.toThrow("no history in common");
  });

  it("tells of repositories without commits, and of none", async () => {
    const { directory } = new TestRepository();
    await expect(resolveCommit(directory, "HEAD")).rejects.toThrow("no commit yet");
    const nowhere = realpathSync(mkdtempSync(join(tmpdir(), "lintel-none-")));
    onTestFinished(() => {
      rmSync(nowhere, { recursive: true, force: true });
    });
    await expect(repositoryRoot(nowhere)).rejects.toThrow("no git repository");
  });

  it("knows the branch that work is merged into", async () => {
    const repository = new TestRepository();
    expect(await defaultBranch(repository.directory)).toBeUndefined();
    repository.commit({ "a.tf": "1" });
    expect(await defaultBranch(repository.directory)).toBe("main");
    repository.git("branch", "-m", "main", "trunk");
    expect(await defaultBranch(repository.directory)).toBeUndefined();
    expect(await defaultBranch(clone(repository))).toBe("origin/HEAD");
  });

  it("knows worktrees", async () => {
    const repository = new TestRepository();
    repository.commit({ "a.tf": "1" });
    const worktree = join(repository.directory, "wt");
    repository.git("worktree", "add", "-q", "-b", "side", worktree);
    expect(await repositoryRoot(worktree)).toBe(worktree);
    expect(await resolveCommit(worktree, "HEAD")).toBe(repository.git("rev-parse", "main"));
  });
});
