import { git } from "@lintel/git";
import type { ChangedFile, ChangeSet, Hunk, LineRange } from "./change-set.js";

const statuses: Readonly<Record<string, ChangedFile["status"]>> = {
  A: "added",
  C: "added",
  D: "deleted",
  M: "modified",
  R: "renamed",
  T: "modified",
};

/**
 * Reads what lies between two commits of a repository, renames found, and which lines of each file it alters.
 * @throws GitError where git has not got both of them.
 */
export async function readChangeSet(repository: string, base: string, head: string): Promise<ChangeSet> {
  const output = await git(repository, [
    "diff",
    "--raw",
    "-z",
    "--patch",
    "--unified=0",
    "--inter-hunk-context=0",
    "--find-renames",
    "--abbrev=40",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules=none",
    // A user's own configuration may have them shown as lists of commits, which are no patches.
    "--submodule=short",
    "--end-of-options",
    base,
    head,
  ]);
  return { base, head, files: parseDiff(output) };
}

/**
 * Reads the output of `git diff --raw -z --patch --unified=0`. Names are taken from the raw part, where nothing is quoted; the
 * patches follow in the same order, one for each entry, or two for an entry that turns a file into something else.
 */
export function parseDiff(output: string): readonly ChangedFile[] {
  const { entries, rest } = readRawEntries(output);
  // What ends a line for git is a line feed alone: a carriage return before such words is part of a file.
  const patches = rest.split(/(?<=\n|^)(?=diff --git )/).filter((patch) => patch.startsWith("diff --git "));
  let next = 0;
  return entries.map(({ letter, path, previousPath }) => {
    const count = letter === "T" ? 2 : 1;
    const own = patches.slice(next, next + count);
    next += own.length;
    return { path, previousPath, status: statuses[letter] ?? "modified", hunks: own.flatMap(readHunks) };
  });
}

interface RawEntry {
  readonly letter: string;
  readonly path: string;
  readonly previousPath: string | undefined;
}

function readRawEntries(output: string): { entries: readonly RawEntry[]; rest: string } {
  const entries: RawEntry[] = [];
  let at = 0;
  const take = (): string => {
    const end = output.indexOf("\0", at);
    const field = output.slice(at, end === -1 ? output.length : end);
    at = end === -1 ? output.length : end + 1;
    return field;
  };
  while (output[at] === ":") {
    const letter = take().split(" ").at(-1)?.charAt(0) ?? "M";
    const first = take();
    if (letter === "R") entries.push({ letter, previousPath: first, path: take() });
    else if (letter === "C") entries.push({ letter, previousPath: undefined, path: take() });
    else entries.push({ letter, previousPath: undefined, path: first });
  }
  // An empty field ends the raw part.
  return { entries, rest: output.slice(output[at] === "\0" ? at + 1 : at) };
}

/** Hunk headers stand at the start of a line, where lines of the files themselves have a sign before them. */
function readHunks(patch: string): readonly Hunk[] {
  return [...patch.matchAll(/(?<=\n)@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/g)].map(
    ([, removedAt, removedCount, addedAt, addedCount]) => ({
      removed: toRange(removedAt, removedCount),
      added: toRange(addedAt, addedCount),
    }),
  );
}

function toRange(first: string | undefined, count = "1"): LineRange | undefined {
  const length = Number(count);
  return length === 0 ? undefined : { first: Number(first), last: Number(first) + length - 1 };
}
