import { git } from "./git.js";
import { withoutFilters } from "./filters.js";
import { repositoryRoot, resolveTree } from "./revisions.js";

/** A file that differs between two revisions; paths are relative to the top of the repository. */
export interface ChangedFile {
  readonly status: "added" | "modified" | "deleted" | "renamed" | "copied" | "type-changed";
  readonly path: string;
  /** What it was renamed or copied from. */
  readonly from?: string | undefined;
  /** How much of it is as it was, in percent, where it was renamed or copied. */
  readonly similarity?: number | undefined;
}

const statuses: Readonly<Record<string, ChangedFile["status"] | undefined>> = {
  A: "added",
  M: "modified",
  D: "deleted",
  R: "renamed",
  C: "copied",
  T: "type-changed",
  // A file with conflicts is there, and differs.
  U: "modified",
};

const asRaw = ["--raw", "-z", "--find-renames", "--no-ext-diff", "--no-textconv", "--no-color", "--full-index"];

/** The files that differ between two commits (or trees), renames found. @throws GitError where one of them is not there. */
export async function changedFiles(directory: string, base: string, head: string): Promise<readonly ChangedFile[]> {
  const [from, to] = [await resolveTree(directory, base), await resolveTree(directory, head)];
  const output = await git(directory, ["diff-tree", "-r", ...asRaw, "--end-of-options", from, to]);
  return parseRaw(output);
}

/**
 * The files of the working tree that differ from a commit: changed, staged, deleted, and untracked ones unless they are ignored. A
 * submodule counts as one file, which differs where another commit of it is checked out.
 */
export async function workingTreeChanges(directory: string, base: string): Promise<readonly ChangedFile[]> {
  const root = await repositoryRoot(directory);
  const tree = await resolveTree(root, base);
  const switchedOff = await withoutFilters(root);
  const tracked = await git(root, [
    ...switchedOff,
    "diff",
    ...asRaw,
    "--ignore-submodules=dirty",
    "--end-of-options",
    tree,
    "--",
  ]);
  const others = await git(root, [...switchedOff, "ls-files", "--others", "--exclude-standard", "-z", "--full-name"]);
  const changes = parseRaw(tracked);
  const known = new Set(changes.map(({ path }) => path));
  const untracked = others
    .split("\0")
    .filter((path) => path !== "" && !path.endsWith("/"))
    .flatMap((path): ChangedFile[] => (known.has(path) ? [] : [{ status: "added", path }]));
  // What was deleted from the index and lies there again is changed, not deleted.
  const again = new Set(others.split("\0"));
  const kept = changes.map((change): ChangedFile =>
    change.status === "deleted" && again.has(change.path) ? { ...change, status: "modified" } : change,
  );
  return [...kept, ...untracked].sort(byPath);
}

function byPath(one: ChangedFile, other: ChangedFile): number {
  return one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
}

/** Reads the output of `git diff --raw -z`: a line for what happened, then the name, or two of them. */
function parseRaw(output: string): readonly ChangedFile[] {
  const fields = output.split("\0");
  const changes: ChangedFile[] = [];
  for (let at = 0; at < fields.length;) {
    const letters = /^:.* ([A-Z])(\d*)$/.exec(fields[at] ?? "");
    if (letters === null) break;
    const [, letter = "", score = ""] = letters;
    const status = statuses[letter] ?? "modified";
    const [first = "", second = ""] = [fields[at + 1], fields[at + 2]];
    if (status === "renamed" || status === "copied") {
      changes.push({ status, path: second, from: first, similarity: Number(score) });
      at += 3;
    } else {
      changes.push({ status, path: first });
      at += 2;
    }
  }
  return changes.sort(byPath);
}

/** The paths that changes are about, old names included: what a `Session` is told. */
export function pathsOf(changes: readonly ChangedFile[]): readonly string[] {
  return [...new Set(changes.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from])))].sort();
}
