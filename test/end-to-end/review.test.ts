import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readArtifact } from "@lintel/bot";
import { describe, expect, it } from "vitest";
import { directoryWith, lintel } from "./binary.js";

type Files = Readonly<Record<string, string>>;

/** A repository with a main branch, and a branch that changes it. */
function repositoryWith(base: Files, change: Files): { directory: string; git: (...args: string[]) => string } {
  const directory = directoryWith({});
  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
      cwd: directory,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  const commit = (files: Files): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", "change");
  };
  git("init", "-q", "-b", "main");
  commit(base);
  git("checkout", "-q", "-b", "change");
  commit(change);
  return { directory, git };
}

const volume = (encrypted: boolean): string =>
  `resource "aws_ebs_volume" "v" {\n  availability_zone = "eu-west-1a"\n  encrypted         = ${String(encrypted)}\n}\n`;

describe("lintel review", () => {
  it("says what a branch brings, on its lines, and fails where that blocks", () => {
    const { directory } = repositoryWith({ "main.tf": volume(true) }, { "main.tf": volume(false) });
    const { code, stdout, stderr } = lintel(directory, ["review"]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toContain("1 new finding");
    expect(stdout).toContain("`main.tf:3`");
    expect(stdout).toContain("```suggestion\n  encrypted         = true\n```");
  });

  it("is content with a branch that brings nothing, whatever was there before", () => {
    const { directory } = repositoryWith({ "main.tf": volume(false) }, { "other.tf": "# nothing\n" });
    const { code, stdout } = lintel(directory, ["review", "--base", "main", "--head", "change"]);
    expect(code).toBe(0);
    expect(stdout).toContain("nothing new");
  });

  it("writes what a second step can publish", () => {
    const { directory, git } = repositoryWith({ "main.tf": volume(true) }, { "main.tf": volume(false) });
    expect(lintel(directory, ["review", "--format", "json", "--output", "review.json"]).code).toBe(1);
    const read = readArtifact(readFileSync(join(directory, "review.json"), "utf8"));
    expect(read).toMatchObject({ review: { head: git("rev-parse", "HEAD").trim(), conclusion: "failure" } });
  });

  it("looks at the paths that are named, from where one stands", () => {
    const { directory } = repositoryWith(
      { "a.tf": "" },
      { "infra/a/main.tf": volume(false), "infra/b/main.tf": volume(false) },
    );
    const { stdout } = lintel(join(directory, "infra"), ["review", "a"]);
    expect(stdout).toContain("infra/a/main.tf");
    expect(stdout).not.toContain("infra/b/main.tf");
  });

  it("reviews commits, not what is not committed", () => {
    const { directory } = repositoryWith({ "main.tf": volume(true) }, { "other.tf": "" });
    writeFileSync(join(directory, "main.tf"), volume(false));
    expect(lintel(directory, ["review"]).code).toBe(0);
  });

  it("ends with a sentence where it cannot review", () => {
    const { directory, git } = repositoryWith({ "main.tf": "" }, { "other.tf": "" });
    for (const args of [
      ["--base", "gone"],
      ["--base", "--upload-pack=touch stolen"],
      ["--head", "gone"],
      ["--plan", "gone.json"],
      ["--plan", "main.tf"],
      ["--today", "tomorrow"],
    ]) {
      const { code, stdout, stderr } = lintel(directory, ["review", ...args]);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: "" });
      expect(stderr).toMatch(/^lintel: .+\n$/);
      expect(stderr).not.toContain("internal error");
    }
    git("checkout", "-q", "--orphan", "unrelated");
    git("commit", "-q", "-m", "x");
    expect(lintel(directory, ["review", "--base", "main"])).toMatchObject({ code: 2, stdout: "" });
    expect(lintel(directoryWith({ "main.tf": "" }), ["review"])).toMatchObject({ code: 2, stdout: "" });
  });
});
