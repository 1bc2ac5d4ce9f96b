import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];

/** A repository that is made for one test. */
export class TestRepository {
  readonly directory = realpathSync(mkdtempSync(join(tmpdir(), "lintel-git-")));

  constructor() {
    onTestFinished(() => {
      rmSync(this.directory, { recursive: true, force: true });
    });
    this.git("init", "-q", "-b", "main");
  }

  /** Runs git in it and returns what it printed. */
  git(...args: readonly string[]): string {
    return execFileSync("git", [...identity, "-c", "protocol.file.allow=always", ...args], {
      cwd: this.directory,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], HOME: this.directory, GIT_CONFIG_NOSYSTEM: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  }

  /** Writes files. */
  write(files: Readonly<Record<string, string | Uint8Array>>): this {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.directory, path)), { recursive: true });
      writeFileSync(join(this.directory, path), content);
    }
    return this;
  }

  /** Commits everything that there is, and returns the id of the commit. */
  commit(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
    this.write(files).git("add", "-A");
    this.git("commit", "-q", "--allow-empty", "-m", "change");
    return this.git("rev-parse", "HEAD");
  }
}
