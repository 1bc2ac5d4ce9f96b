import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Runs git in a repository, and returns what it prints. */
export function gitIn(directory: string, ...args: readonly string[]): string {
  return execFileSync("git", ["-C", directory, ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "ignore"],
  }).replace(/\n$/, "");
}

/** The commit that a branch is at; undefined where it is gone. Asking git takes much longer than looking where it looks first. */
export function branchAt(directory: string, branch: string): string | undefined {
  for (const top of [join(directory, ".git"), directory]) {
    try {
      return readFileSync(join(top, "refs/heads", branch), "utf8").trim();
    } catch {
      // It may be packed, or gone.
    }
  }
  try {
    return gitIn(directory, "rev-parse", "--verify", "--quiet", `refs/heads/${branch}`);
  } catch {
    return undefined;
  }
}

/** A file of a diff. */
export interface DiffFile {
  readonly path: string;
  readonly previousPath: string | undefined;
  readonly status: "added" | "modified" | "removed" | "renamed" | "changed";
}

interface ShownHunk {
  readonly left: readonly [first: number, last: number];
  readonly right: readonly [first: number, last: number];
}

const statuses: Readonly<Record<string, DiffFile["status"]>> = { A: "added", D: "removed", R: "renamed", T: "changed" };

/** Reads what GitHub shows of a change: the difference from the merge base, with three lines around each. */
export class DiffReader {
  readonly #known = new Map<string, unknown>();

  constructor(readonly directory: string) {}

  hasCommit(commit: string): boolean {
    return this.#succeeds("cat-file", "-e", `${commit}^{commit}`);
  }

  isPartOf(commit: string, head: string): boolean {
    return this.#remember(
      `part ${commit} ${head}`,
      () => this.hasCommit(commit) && this.#succeeds("merge-base", "--is-ancestor", commit, head),
    );
  }

  mergeBase(branch: string, commit: string): string {
    // Branches move, commits do not.
    const tip = branchAt(this.directory, branch) ?? branch;
    return this.#remember(`base ${tip} ${commit}`, () => gitIn(this.directory, "merge-base", tip, commit));
  }

  files(base: string, head: string): readonly DiffFile[] {
    const from = this.mergeBase(base, head);
    return this.#remember(`files ${from} ${head}`, () => {
      const fields = gitIn(this.directory, "diff", "--name-status", "-z", "--find-renames", from, head).split("\0");
      const files: DiffFile[] = [];
      for (let at = 0; at + 1 < fields.length;) {
        const letter = fields[at]?.charAt(0) ?? "M";
        const isMoved = letter === "R";
        files.push({
          path: fields[at + (isMoved ? 2 : 1)] ?? "",
          previousPath: isMoved ? fields[at + 1] : undefined,
          status: statuses[letter] ?? "modified",
        });
        at += isMoved ? 3 : 2;
      }
      return files;
    });
  }

  /** Which hunk of a file shows a line; undefined where none does. */
  hunkAt(base: string, head: string, path: string, side: "LEFT" | "RIGHT", line: number): number | undefined {
    const at = this.#hunks(base, head, path).findIndex(({ left, right }) => {
      const [first, last] = side === "LEFT" ? left : right;
      return first <= line && line <= last;
    });
    return at === -1 ? undefined : at;
  }

  #hunks(base: string, head: string, path: string): readonly ShownHunk[] {
    const from = this.mergeBase(base, head);
    return this.#remember(`hunks ${from} ${head} ${path}`, () => {
      const file = this.files(base, head).find((each) => each.path === path);
      if (file === undefined) return [];
      const paths = [path, ...(file.previousPath === undefined ? [] : [file.previousPath])];
      const diff = gitIn(this.directory, "diff", "--unified=3", "--find-renames", from, head, "--", ...paths);
      return [...diff.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)].map(
        ([, leftAt, leftCount = "1", rightAt, rightCount = "1"]) => ({
          left: [Number(leftAt), Number(leftAt) + Number(leftCount) - 1],
          right: [Number(rightAt), Number(rightAt) + Number(rightCount) - 1],
        }),
      );
    });
  }

  #succeeds(...args: readonly string[]): boolean {
    try {
      gitIn(this.directory, ...args);
      return true;
    } catch {
      return false;
    }
  }

  #remember<T>(key: string, make: () => T): T {
    if (!this.#known.has(key)) this.#known.set(key, make());
    return this.#known.get(key) as T;
  }
}
