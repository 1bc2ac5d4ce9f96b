import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root, ScratchRepository, volume } from "./scratch.js";

const dangerfile = readFileSync(join(root, "examples/integrations/danger/dangerfile.js"), "utf8");
const danger = join(root, "node_modules/danger/distribution/commands/danger.js");

describe("Danger", () => {
  it("tells what is wrong in the files that a branch changes", () => {
    const repository = new ScratchRepository({ "dangerfile.js": dangerfile, "old.tf": volume("old"), "a.tf": "" });
    repository.install({ "danger-plugin-lintel": "packages/danger" });
    repository.git("checkout", "-q", "-b", "change");
    repository.write({ "a.tf": volume("a") });
    repository.git("commit", "-q", "-m", "change");
    const { code, output } = repository.run(process.execPath, [danger, "local", "--base", "main", "--failOnErrors"]);
    expect({ code, output }).toMatchObject({ code: 1 });
    expect(output).toContain("A disk is not encrypted");
    expect(output).toContain("aws\\_ebs\\_volume.a");
    expect(output).not.toContain("volume.old");
  });

  it("is content with a branch that changes no such file", () => {
    const repository = new ScratchRepository({ "dangerfile.js": dangerfile, "old.tf": volume("old") });
    repository.install({ "danger-plugin-lintel": "packages/danger" });
    repository.git("checkout", "-q", "-b", "change");
    repository.write({ "notes.txt": "x\n" });
    repository.git("commit", "-q", "-m", "change");
    expect(repository.run(process.execPath, [danger, "local", "--base", "main", "--failOnErrors"])).toMatchObject({
      code: 0,
    });
  });
});
