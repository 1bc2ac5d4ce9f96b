import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changedFiles, pathsOf, workingTreeChanges } from "./changed-files.js";
import { TestRepository } from "./testing/repository.js";

const lines = (from: number): string => Array.from({ length: 20 }, (_, index) => `line ${from + index}\n`).join("");

describe("changedFiles", () => {
  it("tells what became of each file", async () => {
    const repository = new TestRepository();
    const base = repository.commit({ "kept.tf": "a", "old name.tf": lines(0), "gone.tf": "b", "é\n.tf": "c" });
    repository.git("mv", "old name.tf", "new.tf");
    repository.git("rm", "-q", "gone.tf");
    const head = repository.commit({ "new.tf": `${lines(0)}more\n`, "é\n.tf": "d", "-added.tf": "e" });
    const changes = await changedFiles(repository.directory, base, head);
    expect(changes).toEqual([
      { status: "added", path: "-added.tf" },
      { status: "deleted", path: "gone.tf" },
      { status: "renamed", path: "new.tf", from: "old name.tf", similarity: 96 },
      { status: "modified", path: "é\n.tf" },
    ]);
    expect(pathsOf(changes)).toEqual(["-added.tf", "gone.tf", "new.tf", "old name.tf", "é\n.tf"]);
    expect(await changedFiles(repository.directory, base, base)).toEqual([]);
  });

  it("is not led to run what a name or a configuration says", async () => {
    const repository = new TestRepository();
    repository.commit({ "a.tf": "" });
    await expect(changedFiles(repository.directory, "--output=pwned", "HEAD")).rejects.toThrow();
    repository.git("config", "diff.external", "touch pwned");
    repository.git("config", "filter.x.clean", "touch pwned; cat");
    repository.commit({ ".gitattributes": "*.tf filter=x diff=x\n" });
    rmSync(join(repository.directory, "pwned"), { force: true });
    repository.write({ "a.tf": "changed" });
    const changes = await workingTreeChanges(repository.directory, "HEAD");
    expect(changes).toEqual([{ status: "modified", path: "a.tf" }]);
  });
});

describe("workingTreeChanges", () => {
  it("counts what is staged, not staged, untracked and deleted, and nothing that is ignored", async () => {
    const repository = new TestRepository();
    repository.commit({ ".gitignore": "ignored/\n", "a.tf": "", "b.tf": "", "c.tf": "", "d.tf": lines(5), "e.tf": "" });
    repository.write({ "a.tf": "changed", "dir/untracked.tf": "", "ignored/x.tf": "", "staged.tf": "s" });
    rmSync(join(repository.directory, "c.tf"));
    repository.git("add", "staged.tf");
    repository.git("mv", "d.tf", "moved.tf");
    repository.git("rm", "-q", "--cached", "e.tf");
    repository.write({ "e.tf": "there again" });
    expect(await workingTreeChanges(join(repository.directory, "dir"), "HEAD")).toEqual([
      { status: "modified", path: "a.tf" },
      { status: "deleted", path: "c.tf" },
      { status: "added", path: "dir/untracked.tf" },
      { status: "modified", path: "e.tf" },
      { status: "renamed", path: "moved.tf", from: "d.tf", similarity: 100 },
      { status: "added", path: "staged.tf" },
    ]);
  });
});
