import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The top of this repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** A repository that somebody uses Lintel in. */
export class ScratchRepository {
  readonly directory = mkdtempSync(join(tmpdir(), "lintel-integration-"));

  constructor(files: Readonly<Record<string, string>>) {
    onTestFinished(() => {
      rmSync(this.directory, { recursive: true, force: true });
    });
    this.git("init", "-q", "-b", "main");
    this.git("config", "user.name", "Test");
    this.git("config", "user.email", "test@example.com");
    this.write(files);
    this.git("add", "-A");
    this.git("commit", "-q", "--allow-empty", "-m", "first");
  }

  /** Writes files, and says that they are to be committed. */
  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.directory, name)), { recursive: true });
      writeFileSync(join(this.directory, name), text);
    }
    this.git("add", "-A");
  }

  /** Runs git. */
  git(...args: readonly string[]): string {
    return execFileSync("git", [...args], { cwd: this.directory, encoding: "utf8" }).trim();
  }

  /** Links packages of this repository as if they were installed here. */
  install(packages: Readonly<Record<string, string>>): void {
    for (const [name, directory] of Object.entries(packages)) {
      mkdirSync(join(this.directory, "node_modules"), { recursive: true });
      symlinkSync(join(root, directory), join(this.directory, "node_modules", name));
    }
  }

  /** Runs a program, with Lintel's binaries on its path. */
  run(
    command: string,
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): { readonly code: number | null; readonly output: string } {
    const path = [this.#binaries(), process.env["PATH"] ?? ""].join(delimiter);
    const { status, stdout, stderr } = spawnSync(command, [...args], {
      cwd: this.directory,
      encoding: "utf8",
      env: { ...process.env, PATH: path, NO_COLOR: "1", FORCE_COLOR: "0", ...environment },
    });
    return { code: status, output: `${stdout}${stderr}` };
  }

  #binaries(): string {
    const directory = join(this.directory, ".git/bin");
    mkdirSync(directory, { recursive: true });
    for (const name of ["lintel", "lintel-pre-commit"]) {
      const target = join(root, "packages/cli/bin", `${name}.js`);
      writeFileSync(join(directory, name), `#!/bin/sh\nexec "${process.execPath}" "${target}" "$@"\n`, { mode: 0o755 });
    }
    return directory;
  }
}

/** What every module has to say, so that nothing is found but what a test is about. */
export const versions = {
  "versions.tf": `terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 6.0" }
  }
}
`,
};

/** A disk that is encrypted or not. */
export function volume(name: string, encrypted = false): string {
  return `resource "aws_ebs_volume" "${name}" {\n  availability_zone = "eu-west-1a"\n  encrypted         = ${String(encrypted)}\n}\n`;
}
