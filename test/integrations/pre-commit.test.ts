import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
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

it("what npm reads of a clone has no protocol of pnpm's", () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Readonly<
    Record<"dependencies" | "devDependencies", Readonly<Record<string, string>>>
  >;
  const versionsRead = Object.values({ ...dependencies, ...devDependencies });
  expect(versionsRead.filter((version) => !/^\d+\.\d+\.\d+/.test(version))).toEqual([]);
});

describe.skipIf(!hasTool("pre-commit") || !isRepository)("the hook of pre-commit", () => {
  const config = (hook: string, ...args: readonly string[]): string => {
    const revision = execFileSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
    return `repos:\n  - repo: file://${root}\n    rev: ${revision}\n    hooks:\n      - { id: ${hook}, args: ${JSON.stringify(args)} }\n`;
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

  it("mends what can be mended, and says so", { timeout: 600_000 }, () => {
    const key = (isRotated: boolean): string =>
      `resource "aws_kms_key" "k" {\n  description         = "k"\n  enable_key_rotation = ${String(isRotated)}\n}\n`;
    const repository = new ScratchRepository({
      ...versions,
      ".pre-commit-config.yaml": config("lintel-fix", "--policy", "aws-kms-key-rotation-off"),
    });
    repository.write({ "new.tf": key(false) });
    const { code, output } = repository.run("pre-commit", ["run"], environment);
    expect({ code, output }).toMatchObject({ code: 1 });
    expect(output).toContain("files were modified by this hook");
    expect(readFileSync(join(repository.directory, "new.tf"), "utf8")).toBe(key(true));
    repository.git("add", "-A");
    expect(repository.run("pre-commit", ["run"], environment).code).toBe(0);
  });

  it("takes the hooks and the example for valid, and these say the same", () => {
    const example = "examples/integrations/pre-commit/.pre-commit-config.yaml";
    const run = (...args: readonly string[]) => spawnSync("pre-commit", args, { cwd: root }).status;
    expect(run("validate-manifest", ".pre-commit-hooks.yaml")).toBe(0);
    expect(run("validate-config", example)).toBe(0);
    const [hook] = parse(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8")) as Readonly<
      Record<string, unknown>
    >[];
    const { repos } = parse(readFileSync(join(root, example), "utf8")) as {
      repos: { hooks: Readonly<Record<string, unknown>>[] }[];
    };
    for (const key of ["id", "files", "entry", "language", "require_serial"])
      expect(repos[0]?.hooks[0]?.[key]).toBe(hook?.[key]);
  });
});
