import { createHash } from "node:crypto";
import type { ReviewComment } from "../../conversation/conversation.js";
import type { FileDiff } from "./answers.js";

/** The commits that a version of a merge request's diff lies between. */
export interface DiffRefs {
  readonly base_sha: string;
  readonly head_sha: string;
  readonly start_sha: string;
}

/** The lines of one side of a file that a diff writes or takes away, and how many lines the other side is at there. */
interface LinesOfDiff {
  readonly added: ReadonlyMap<number, number>;
  readonly removed: ReadonlyMap<number, number>;
}

/** Knows where comments can stand in a merge request. */
export class DiffPositions {
  readonly #files = new Map<string, FileDiff>();
  readonly #lines = new Map<FileDiff, LinesOfDiff>();

  constructor(
    readonly refs: DiffRefs,
    files: readonly FileDiff[],
  ) {
    for (const file of files) this.#files.set(file.new_path, file);
  }

  /** Where a comment stands, as GitLab takes it, or why it can stand nowhere. */
  of({ file: path, side, first, last }: ReviewComment): { readonly position: object } | { readonly problem: string } {
    const file = this.#files.get(path);
    if (file === undefined) return { problem: "The merge request does not change this file." };
    const isNew = side === "head";
    const base = { position_type: "text", ...this.refs, old_path: file.old_path, new_path: file.new_path };
    const at = { ...base, [isNew ? "new_line" : "old_line"]: last };
    // GitLab leaves out what is too large; it knows the lines all the same, but not by a code that we could make.
    if (file.diff === "") return { position: at };
    const lines = isNew ? this.#linesOf(file).added : this.#linesOf(file).removed;
    const [from, to] = [lines.get(first), lines.get(last)];
    if (to === undefined) return { problem: "The merge request does not change this line." };
    if (first === last || from === undefined) return { position: at };
    const end = (line: number, other: number): object => ({
      line_code: `${sha1(path)}_${isNew ? `${other}_${line}` : `${line}_${other}`}`,
      type: isNew ? "new" : "old",
      [isNew ? "new_line" : "old_line"]: line,
    });
    return { position: { ...at, line_range: { start: end(first, from), end: end(last, to) } } };
  }

  #linesOf(file: FileDiff): LinesOfDiff {
    let lines = this.#lines.get(file);
    if (lines === undefined) this.#lines.set(file, (lines = readLines(file.diff)));
    return lines;
  }
}

/** Reads the hunks of a diff of one file. */
function readLines(diff: string): LinesOfDiff {
  const added = new Map<number, number>();
  const removed = new Map<number, number>();
  let [before, after, beforeLeft, afterLeft] = [0, 0, 0, 0];
  for (const line of diff.split("\n")) {
    const isInside = beforeLeft > 0 || afterLeft > 0;
    const header = isInside ? null : /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (header !== null) {
      const [, first, count = "1", firstAfter, countAfter = "1"] = header;
      [beforeLeft, afterLeft] = [Number(count), Number(countAfter)];
      // Where a side has no lines, its number is that of the line before.
      before = Number(first) + (beforeLeft === 0 ? 1 : 0);
      after = Number(firstAfter) + (afterLeft === 0 ? 1 : 0);
    } else if (isInside && line.startsWith("+")) {
      added.set(after++, before);
      afterLeft--;
    } else if (isInside && line.startsWith("-")) {
      removed.set(before++, after);
      beforeLeft--;
    } else if (isInside && !line.startsWith("\\")) {
      before++;
      after++;
      beforeLeft--;
      afterLeft--;
    }
  }
  return { added, removed };
}

function sha1(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}
