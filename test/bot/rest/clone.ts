import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "../../pipelines/runner.js";

/** A volume that is encrypted, or is not. */
export function volume(encrypted: boolean): string {
  return `resource "aws_ebs_volume" "v" {\n  availability_zone = "eu-west-1a"\n  encrypted         = ${encrypted}\n}\n`;
}

/** Clones a repository as a runner does: a commit is checked out, and of the branches there is only what was asked for. */
export function cloneAsRunner(repository: string, head: string, options: readonly string[] = []): string {
  const directory = join(temporaryDirectory(), "clone");
  const git = (...args: readonly string[]): void => void execFileSync("git", args, { stdio: "ignore" });
  git(
    "clone",
    "-q",
    "--no-local",
    "--single-branch",
    "--branch",
    "change",
    ...options,
    `file://${repository}`,
    directory,
  );
  git("-C", directory, "checkout", "-q", "--detach", head);
  return directory;
}

/** Copies a file of a clone out of it, for a step in another one. */
export function handOver(from: string, to: string, name: string): void {
  cpSync(join(from, name), join(to, name));
}
