/** Lines of a file, 1-based, both ends included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** A stretch of lines that a change replaces: lines of the base by lines of the head, either of which may be none. */
export interface Hunk {
  readonly removed: LineRange | undefined;
  readonly added: LineRange | undefined;
}

/** A file that a change touches. */
export interface ChangedFile {
  /** Where it is in the head; where it was, if it is deleted. */
  readonly path: string;
  /** Where it was in the base, if that is another place. */
  readonly previousPath: string | undefined;
  readonly status: "added" | "modified" | "deleted" | "renamed";
  /** In the order of their lines; none where the lines cannot be told (binary files) or are the same (renames). */
  readonly hunks: readonly Hunk[];
}

/** What lies between two revisions. */
export interface ChangeSet {
  /** The commit that the change starts from: the merge base of the branch that it goes to and its own. */
  readonly base: string;
  readonly head: string;
  readonly files: readonly ChangedFile[];
}

/** Finds what a change does to a place, in time that does not depend on how large the change is. */
export class ChangeIndex {
  readonly #byPath: ReadonlyMap<string, ChangedFile>;
  readonly #byPreviousPath: ReadonlyMap<string, ChangedFile>;

  constructor({ files }: ChangeSet) {
    this.#byPath = new Map(files.filter(({ status }) => status !== "deleted").map((file) => [file.path, file]));
    this.#byPreviousPath = new Map(
      files.filter(({ status }) => status !== "added").map((file) => [file.previousPath ?? file.path, file]),
    );
  }

  /** Whether the change touches a file of the head. */
  hasFile(path: string): boolean {
    return this.#byPath.has(path);
  }

  /** The first lines among these of a file of the head that are new. */
  addedWithin(path: string, lines: LineRange): LineRange | undefined {
    return firstOverlap(this.#byPath.get(path), lines, ({ added }) => added);
  }

  /** The first lines among these of a file of the base that are gone, with where the file is in the head or was. */
  removedWithin(path: string, lines: LineRange): (LineRange & { readonly path: string }) | undefined {
    const file = this.#byPreviousPath.get(path);
    const overlap = firstOverlap(file, lines, ({ removed }) => removed);
    return file === undefined || overlap === undefined ? undefined : { ...overlap, path: file.path };
  }
}

/** Hunks are in order and do not overlap, so that the first one that ends late enough is found by halving. */
function firstOverlap(
  file: ChangedFile | undefined,
  lines: LineRange,
  side: (hunk: Hunk) => LineRange | undefined,
): LineRange | undefined {
  const ranges = file?.hunks.flatMap((hunk) => side(hunk) ?? []) ?? [];
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.last ?? 0) < lines.first) low = middle + 1;
    else high = middle;
  }
  const found = ranges[low];
  if (found === undefined || found.first > lines.last) return undefined;
  return { first: Math.max(found.first, lines.first), last: Math.min(found.last, lines.last) };
}
