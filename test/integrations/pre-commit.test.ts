import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hasTool } from "../pipelines/tool.js";
import { root, ScratchRepository, versions, volume } from "./scratch.js";

// What pre-commit installs is what is committed here, as its users get it.
const home = mkdtempSync(join(tmpdir(), "lintel-pre-commit-"));
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

const isRepository = ((): boolean => {
  try {
    execFileSync("git", ["rev-parse", "HEAD"], { cwd: root, stdio: "ignore" });
    return true;
  } catch {
    process.stderr.write("This is no git repository: what pre-commit installs from one is not tested.\n");
    return false;
  }
})();

describe.skipIf(!hasTool("pre-commit") || !isRepository)("the hook of pre-commit", () => {
  const config = (hook: string): string => {
    const revision = execFileSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
    return `repos:\n  - repo: file://${root}\n    rev: ${revision}\n    hooks:\n      - id: ${hook}\n`;
  };
  const environment = { PRE_COMMIT_HOME: home };

  it("reports the files that are committed, and reads what lies beside them", { timeout: 600_000 }, () => {
    const repository = new ScratchRepository({
      ...versions,
      ".pre-commit-config.yaml": config("lintel"),
      "old.tf": `${volume("old")}\nvariable "encrypted" { default = false }\n`,
    });
    repository.write({ "new.tf": volume("new").replace("false", "var.encrypted") });
    const { code, output } = repository.run("pre-commit", ["run"], environment);
    expect({ code, output }).toMatchObject({ code: 1 });
    expect(output).toContain("aws_ebs_volume.new");
    expect(output).not.toContain("aws_ebs_volume.old");
    repository.write({ "new.tf": volume("new", true), "values.yaml": "a: 1\n" });
    expect(repository.run("pre-commit", ["run"], environment).code).toBe(0);
  });
});
