import type { EvidenceRepository } from "@lintel/core";
import { filtersNotSwitchedOff, git, GitError, gitMissing, withoutFilters } from "@lintel/git";

/** What git tells of a repository, and which of its files the commit has. */
export interface RepositoryState {
  readonly repository: EvidenceRepository;
  /** Files of the commit below the directory, relative to it; undefined where there is no commit. */
  readonly committed: ReadonlySet<string> | undefined;
}

/**
 * Reads which commit a directory is at and whether its files are those of the commit. What a repository is configured to run
 * (hooks, monitors, filters, signatures, what it is fetched from) is not run, and nothing is written to it. `leftOut` is a path
 * relative to the directory that changes are not counted in.
 */
export async function readRepository(directory: string, leftOut: string | undefined): Promise<RepositoryState> {
  try {
    const root = (await git(directory, ["rev-parse", "--show-toplevel"])).replace(/\n$/, "");
    const commit = (await git(root, ["rev-parse", "--verify", "HEAD^{commit}"])).trim();
    const committedAt = timeOf(await git(root, ["cat-file", "commit", commit]));
    const prefix = (await git(directory, ["rev-parse", "--show-prefix"])).replace(/\n$/, "");
    const changes = await readChanges(root, leftOut === undefined ? undefined : `${prefix}${leftOut}`);
    const names = await git(root, ["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit]);
    const below = names.split("\0").filter((name) => name.startsWith(prefix));
    const committed = new Set(below.map((name) => name.slice(prefix.length)));
    return { repository: { kind: "git", commit, committedAt, isClean: changes.length === 0, changes }, committed };
  } catch (error) {
    return { repository: { kind: "none", why: whyNot(error) }, committed: undefined };
  }
}

function whyNot(error: unknown): string {
  const said = error instanceof GitError ? error.message : "";
  if (/not a git repository/i.test(said)) return "What was scanned lies in no git repository.";
  if (/dubious ownership/i.test(said)) return "git does not read the repository, as it belongs to another user.";
  if (/Needed a single revision|unknown revision/i.test(said)) return "The repository has no commit yet.";
  if (said === gitMissing || said === filtersNotSwitchedOff) return said;
  return "git could not read the repository.";
}

/** Seconds since 1970 in the line of the committer, the last of the header that has one. */
function timeOf(commit: string): string {
  const [header = ""] = commit.split("\n\n", 1);
  const [, seconds] = /^committer .* (\d+) [+-]\d{4}$/m.exec(header) ?? [];
  const time = new Date(Number(seconds) * 1000);
  if (Number.isNaN(time.getTime())) throw new GitError("The commit has no time.");
  return time.toISOString().replace(".000Z", "Z");
}

/** What differs from the commit, with git's two letters before each path, in the order of the paths. */
async function readChanges(root: string, leftOut: string | undefined): Promise<readonly string[]> {
  const exclusion = leftOut === undefined ? [] : [`:(top,exclude,literal)${leftOut}`];
  const output = await git(root, [
    ...(await withoutFilters(root)),
    "status",
    "--porcelain=v1",
    "-z",
    "--no-renames",
    "--untracked-files=normal",
    // What a submodule has checked out is compared; git does not go into it, where another configuration holds.
    "--ignore-submodules=dirty",
    "--",
    ".",
    ...exclusion,
  ]);
  return output
    .split("\0")
    .filter((entry) => entry !== "")
    .sort();
}
