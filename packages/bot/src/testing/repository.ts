import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A real repository for a test. */
export class TestRepository {
  directory = this.#make();

  /** Begins anew with an empty repository. */
  reset(): void {
    rmSync(this.directory, { recursive: true, force: true });
    this.directory = this.#make();
  }

  /** Takes it away from the disk. */
  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Commits files to a branch, which begins where the repository is; null deletes a file. Returns the id of the commit. */
  commit(branch: string, files: Readonly<Record<string, string | null>>): string {
    this.git("checkout", "-q", "-B", branch);
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.directory, name);
      if (text === null) {
        rmSync(path);
        continue;
      }
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    this.git("add", "-A");
    this.git("commit", "-q", "--allow-empty", "-m", `to ${branch}`);
    return this.git("rev-parse", "HEAD");
  }

  /** Runs git in the repository, and returns what it prints. */
  git(...args: readonly string[]): string {
    const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgSign=false"];
    return execFileSync("git", [...identity, ...args], { cwd: this.directory, encoding: "utf8" }).trim();
  }

  #make(): string {
    const directory = mkdtempSync(join(tmpdir(), "lintel-bot-"));
    execFileSync("git", ["init", "-q", "-b", "main"], { cwd: directory });
    return directory;
  }
}
