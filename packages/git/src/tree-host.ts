import type { DirectoryEntry, HostError, HostResult, SourceHost } from "@lintel/core";
import { Blobs } from "./blobs.js";
import { resolveTree } from "./revisions.js";
import { readTreeEntries, type TreeEntry } from "./tree-entries.js";

/** The files of a commit, as a scan reads them; the scan root is the top of the repository. */
export interface TreeHost extends SourceHost {
  /** The id of the tree. */
  readonly tree: string;
  /** Directories that are repositories of their own, of which a commit has nothing but an id: nothing of them is read. */
  readonly submodules: readonly string[];
}

/** How a tree is read. */
export interface TreeHostOptions {
  /** The largest file that is read; 64 MiB unless given. */
  readonly maxFileBytes?: number | undefined;
  /** Another tree of the same repository, whose files need not be read again where they are the same. */
  readonly sharing?: TreeHost | undefined;
}

/** Files that scans read, whatever configurations name besides. */
const usuallyRead =
  /\.(?:tf|tofu|hcl|tfvars|json|ya?ml|tpl|tftpl|tmpl|toml|rego)$|(?:^|\/)\.(?:gitignore|[^/]*ignore|[^/]*baseline)$/;

/** Above this size a file is only read when it is asked for. */
const largestAhead = 1 << 20;

const linksInRow = 40;

/**
 * Makes a host of the files of a commit, without a working tree. What scans usually read is read at once, by one process; other
 * files when they are asked for. Symbolic links are followed within the tree, and lead outside of it otherwise.
 * @throws GitError where there is no such commit.
 */
export async function createTreeHost(
  directory: string,
  treeish: string,
  options: TreeHostOptions = {},
): Promise<TreeHost> {
  const tree = await resolveTree(directory, treeish);
  const entries = await readTreeEntries(directory, tree);
  const { sharing } = options;
  const blobs =
    sharing instanceof GitTreeHost && sharing.blobs.directory === directory ? sharing.blobs : new Blobs(directory);
  const ahead = [...entries].filter(
    ([path, { kind, size }]) => kind === "link" || (kind === "file" && size <= largestAhead && usuallyRead.test(path)),
  );
  await blobs.load(ahead.map(([, { id }]) => id));
  return new GitTreeHost(tree, entries, blobs, options.maxFileBytes ?? 64 * 1024 * 1024);
}

type Result<T> = HostResult<T>;

class GitTreeHost implements TreeHost {
  readonly submodules: readonly string[];
  readonly #directories = new Map<string, Set<string>>([["", new Set()]]);

  constructor(
    readonly tree: string,
    readonly entries: ReadonlyMap<string, TreeEntry>,
    readonly blobs: Blobs,
    readonly maxFileBytes: number,
  ) {
    const submodules: string[] = [];
    for (const [path, { kind }] of entries) {
      // Where its files are missing there is an empty directory.
      if (kind === "submodule") {
        submodules.push(path);
        this.#directories.set(path, new Set());
      }
      this.#addName(path);
    }
    this.submodules = submodules;
  }

  readDirectory(path: string): Result<readonly DirectoryEntry[]> {
    const real = this.realPath(path);
    if (!real.ok) return real;
    const names = this.#directories.get(real.value);
    if (names === undefined) return failure("not-a-directory", "A part of the path is a file, not a directory.");
    const entries = [...names].sort(compareCodePoints).map((name): DirectoryEntry => {
      const child = join(real.value, name);
      const isSymbolicLink = this.entries.get(child)?.kind === "link";
      const kind = this.kindOf(child);
      return { name, kind: kind.ok ? kind.value : "other", isSymbolicLink };
    });
    return { ok: true, value: entries };
  }

  readFile(path: string): Result<Uint8Array> {
    const real = this.realPath(path);
    if (!real.ok) return real;
    const entry = this.entries.get(real.value);
    if (entry?.kind !== "file") return failure("not-a-file", "It is a directory, not a file.");
    if (entry.size > this.maxFileBytes) {
      const sizes = `It has ${String(entry.size)} bytes; the limit is ${String(this.maxFileBytes)}.`;
      return failure("too-large", sizes);
    }
    const value = this.blobs.read(entry.id);
    if (value !== undefined) return { ok: true, value };
    return failure("input-output", "The repository has not got its content, as a partial clone has not.");
  }

  kindOf(path: string): Result<"file" | "directory" | "other"> {
    const real = this.realPath(path);
    if (!real.ok) return real;
    return { ok: true, value: this.#directories.has(real.value) ? "directory" : "file" };
  }

  realPath(path: string): Result<string> {
    if (path.startsWith("/")) return outside();
    return this.#walk([], path.split("/"), linksInRow);
  }

  /** Goes through the names of a path from a directory on, and through those of links on the way. */
  #walk(from: readonly string[], names: readonly string[], linksLeft: number): Result<string> {
    const at = [...from];
    for (const [index, name] of names.entries()) {
      if (name === "" || name === ".") continue;
      if (name === "..") {
        if (at.length === 0) return outside();
        at.pop();
        continue;
      }
      const path = [...at, name].join("/");
      const entry = this.entries.get(path);
      if (entry?.kind === "link") return this.#follow(entry, at, names.slice(index + 1), linksLeft);
      if (this.#directories.has(path)) at.push(name);
      else if (entry === undefined) return failure("not-found", "There is no such file or directory.");
      else if (names.slice(index + 1).every((rest) => rest === "" || rest === ".")) return { ok: true, value: path };
      else return failure("not-a-directory", "A part of the path is a file, not a directory.");
    }
    return { ok: true, value: at.join("/") };
  }

  #follow({ id }: TreeEntry, at: readonly string[], rest: readonly string[], linksLeft: number): Result<string> {
    if (linksLeft === 0) return failure("symbolic-link-loop", "It is a symbolic link that leads in a circle.");
    const bytes = this.blobs.read(id);
    if (bytes === undefined) return failure("input-output", "The repository does not say where the link leads.");
    const target = new TextDecoder().decode(bytes);
    if (target.startsWith("/")) return outside();
    return this.#walk(at, [...target.split("/"), ...rest], linksLeft - 1);
  }

  #addName(path: string): void {
    let child = path;
    for (;;) {
      const slash = child.lastIndexOf("/");
      const parent = slash === -1 ? "" : child.slice(0, slash);
      const name = child.slice(slash + 1);
      const names = this.#directories.get(parent);
      if (names !== undefined) {
        names.add(name);
        return;
      }
      this.#directories.set(parent, new Set([name]));
      child = parent;
    }
  }
}

function join(directory: string, name: string): string {
  return directory === "" ? name : `${directory}/${name}`;
}

function compareCodePoints(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function failure(code: HostError["code"], message: string): { readonly ok: false; readonly error: HostError } {
  return { ok: false, error: { code, message } };
}

function outside(): { readonly ok: false; readonly error: HostError } {
  return failure("outside-root", "It lies outside the scan root, where nothing is read.");
}
