import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root, ScratchRepository, versions, volume } from "./scratch.js";

const configuration = readFileSync(join(root, "examples/integrations/lint-staged/lint-staged.config.mjs"), "utf8");
const lintStaged = join(root, "node_modules/lint-staged/bin/lint-staged.js");

describe("lint-staged", () => {
  it("keeps a commit from being made for what is staged, and for nothing else", () => {
    const repository = new ScratchRepository({
      ...versions,
      "lint-staged.config.mjs": configuration,
      "old.tf": volume("old"),
    });
    repository.write({ "new.tf": volume("new") });
    const failing = repository.run(process.execPath, [lintStaged]);
    expect(failing.code).toBe(1);
    expect(failing.output).toContain("aws_ebs_volume.new");
    expect(failing.output).not.toContain("aws_ebs_volume.old");
    repository.write({ "new.tf": volume("new", true), "values.yaml": "a: 1\n" });
    expect(repository.run(process.execPath, [lintStaged])).toMatchObject({ code: 0 });
  });
});
