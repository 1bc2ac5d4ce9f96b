import * as fs from "node:fs";
import { isAbsolute, resolve, sep } from "node:path";
import { compareCodePoints } from "./code-points.js";
import type { DirectoryEntry, HostError, HostResult, SourceHost } from "./host.js";
import { baseNameOf, directoryOf, joinPath, normalizePath } from "./paths.js";

/** The largest file that is read unless a host is made with another limit: 64 MiB. */
const defaultMaxFileBytes = 64 * 1024 * 1024;

/** Never follow a link that appeared since we looked, and never wait for the other end of a pipe. */
const openFlags = fs.constants.O_RDONLY | flag("O_NOFOLLOW") | flag("O_NONBLOCK");

type EntryKind = DirectoryEntry["kind"];

/**
 * Makes a host that reads the disk below one directory. Symbolic links are resolved before anything is read, and what they
 * lead to outside the directory is answered with `outside-root`. A host serves one scan: it remembers which directories
 * are real ones.
 */
export function createNodeHost(rootDirectory: string, options?: { readonly maxFileBytes?: number }): SourceHost {
  return new NodeHost(rootDirectory, options?.maxFileBytes ?? defaultMaxFileBytes);
}

class NodeHost implements SourceHost {
  readonly #root: string;
  readonly #maxFileBytes: number;
  /** Directories that are known to be real ones, by relative path: what lies in them needs no `realpath` unless it is a link. */
  readonly #realDirectories = new Map<string, string>();

  constructor(rootDirectory: string, maxFileBytes: number) {
    this.#root = realPathOr(rootDirectory, resolve(rootDirectory));
    this.#maxFileBytes = maxFileBytes;
    this.#realDirectories.set("", this.#root);
  }

  readDirectory(path: string): HostResult<readonly DirectoryEntry[]> {
    return this.#guarded(path, (relative) => {
      const real = this.#resolve(relative, path);
      const entries = fs.readdirSync(real, { withFileTypes: true }).map((entry): DirectoryEntry => {
        const child = joinPath(relative, entry.name);
        if (entry.isSymbolicLink())
          return { name: entry.name, kind: this.#kindBehindLink(child), isSymbolicLink: true };
        const kind = kindOfStats(entry);
        if (kind === "directory")
          this.#realDirectories.set(child, `${withoutTrailingSeparator(real)}${sep}${entry.name}`);
        return { name: entry.name, kind, isSymbolicLink: false };
      });
      return entries.sort((a, b) => compareCodePoints(a.name, b.name));
    });
  }

  readFile(path: string): HostResult<Uint8Array> {
    return this.#guarded(path, (relative) => {
      const real = this.#resolve(relative, path);
      const seen = fs.lstatSync(real);
      if (seen.isDirectory()) throw new Refusal("not-a-file", "It is a directory, not a file.");
      if (!seen.isFile()) throw new Refusal("not-a-file", "It is not a regular file but a pipe, a socket or a device.");
      const descriptor = fs.openSync(real, openFlags);
      try {
        return this.#readOpened(descriptor);
      } finally {
        fs.closeSync(descriptor);
      }
    });
  }

  kindOf(path: string): HostResult<EntryKind> {
    return this.#guarded(path, (relative) => kindOfStats(fs.lstatSync(this.#resolve(relative, path))));
  }

  realPath(path: string): HostResult<string> {
    return this.#guarded(path, (relative) => {
      const real = this.#resolve(relative, path);
      return real === this.#root
        ? ""
        : real
            .slice(withoutTrailingSeparator(this.#root).length + 1)
            .split(sep)
            .join("/");
    });
  }

  #readOpened(descriptor: number): Uint8Array {
    const { size } = fs.fstatSync(descriptor);
    if (size > this.#maxFileBytes)
      throw new Refusal("too-large", `It has ${size} bytes; the limit is ${this.#maxFileBytes}.`);
    const bytes = fs.readFileSync(descriptor);
    // What a file of /proc or a growing log says about its size is not what is read from it.
    if (bytes.length > this.#maxFileBytes)
      throw new Refusal("too-large", `It has more than ${this.#maxFileBytes} bytes.`);
    return bytes;
  }

  /** Runs a file-system operation on a normalized path and turns whatever goes wrong into a {@link HostError}. */
  #guarded<T>(path: string, run: (relative: string) => T): HostResult<T> {
    try {
      if (path.includes("\0")) throw new Refusal("not-found", "There is no such file or directory.");
      if (isAbsolute(path)) throw outsideRoot();
      // `a/../b` is `b` only where `a` is no link, so a path with `..` keeps it until the system has resolved it.
      const relative = hasParentSegment(path) ? path : normalizePath(path);
      if (relative === undefined) throw outsideRoot();
      return { ok: true, value: run(relative) };
    } catch (thrown) {
      return { ok: false, error: asHostError(thrown) };
    }
  }

  /** The absolute real path of what a relative path names; throws a refusal when that is outside the root. */
  #resolve(relative: string, given: string): string {
    const known = this.#realDirectories.get(relative);
    if (known !== undefined) return known;
    const parent = hasParentSegment(relative) ? undefined : this.#realDirectories.get(directoryOf(relative));
    if (parent !== undefined) {
      const direct = `${withoutTrailingSeparator(parent)}${sep}${baseNameOf(relative)}`;
      if (!fs.lstatSync(direct).isSymbolicLink()) return direct;
    }
    const real = fs.realpathSync.native(`${withoutTrailingSeparator(this.#root)}${sep}${given}`);
    if (!this.#contains(real)) throw outsideRoot();
    return real;
  }

  #contains(real: string): boolean {
    return real === this.#root || real.startsWith(`${withoutTrailingSeparator(this.#root)}${sep}`);
  }

  /** `other` also for a link that leads nowhere, in a circle or outside the root: {@link kindOf} tells which. */
  #kindBehindLink(relative: string): EntryKind {
    const kind = this.kindOf(relative);
    return kind.ok ? kind.value : "other";
  }
}

/** Thrown and caught inside this file only. */
class Refusal extends Error {
  constructor(
    readonly code: HostError["code"],
    message: string,
  ) {
    super(message);
  }
}

function outsideRoot(): Refusal {
  return new Refusal("outside-root", "It lies outside the scan root, where nothing is read.");
}

const systemErrors: Readonly<Record<string, HostError>> = {
  ENOENT: { code: "not-found", message: "There is no such file or directory." },
  ENOTDIR: { code: "not-a-directory", message: "A part of the path is a file, not a directory." },
  EISDIR: { code: "not-a-file", message: "It is a directory, not a file." },
  EACCES: { code: "permission-denied", message: "Permission is denied." },
  EPERM: { code: "permission-denied", message: "Permission is denied." },
  ELOOP: { code: "symbolic-link-loop", message: "It is a symbolic link that leads in a circle." },
};

function asHostError(thrown: unknown): HostError {
  if (thrown instanceof Refusal) return { code: thrown.code, message: thrown.message };
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
  return systemErrors[code] ?? { code: "input-output", message: `The operating system answered ${code}.` };
}

function kindOfStats(stats: { isFile(): boolean; isDirectory(): boolean }): EntryKind {
  return stats.isFile() ? "file" : stats.isDirectory() ? "directory" : "other";
}

function hasParentSegment(path: string): boolean {
  return path.includes("..") && path.split("/").includes("..");
}

/** The root of a file system is the only directory whose path ends with a separator. */
function withoutTrailingSeparator(path: string): string {
  return path.endsWith(sep) ? path.slice(0, -1) : path;
}

function realPathOr(path: string, otherwise: string): string {
  try {
    return fs.realpathSync.native(path);
  } catch {
    return otherwise;
  }
}

/** Windows lacks some of the flags. */
function flag(name: "O_NOFOLLOW" | "O_NONBLOCK"): number {
  return name in fs.constants ? fs.constants[name] : 0;
}
