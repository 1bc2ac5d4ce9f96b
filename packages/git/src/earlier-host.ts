import type { DirectoryEntry, HostResult, SourceHost } from "@lintel/core";

/**
 * Makes a host of a working tree as it was at a commit: the files that have changed since come from the commit, and all others from
 * where they are. So what git does not keep (ignored files, installed modules, submodules) is the same before and after.
 */
export function createEarlierHost(now: SourceHost, then: SourceHost, changed: Iterable<string>): SourceHost {
  return new EarlierHost(now, then, new Set(changed));
}

class EarlierHost implements SourceHost {
  /** Directories with something changed in them. */
  readonly #above = new Set<string>();
  readonly #listings = new Map<string, HostResult<readonly DirectoryEntry[]>>();

  constructor(
    readonly now: SourceHost,
    readonly then: SourceHost,
    readonly changed: ReadonlySet<string>,
  ) {
    for (const path of changed) {
      this.#above.add("");
      for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1))
        this.#above.add(path.slice(0, at));
    }
  }

  readFile(path: string): ReturnType<SourceHost["readFile"]> {
    return this.#hostFor(path).readFile(path);
  }

  kindOf(path: string): ReturnType<SourceHost["kindOf"]> {
    return this.#hostFor(path).kindOf(path);
  }

  realPath(path: string): ReturnType<SourceHost["realPath"]> {
    return this.#hostFor(path).realPath(path);
  }

  readDirectory(path: string): HostResult<readonly DirectoryEntry[]> {
    const directory = plain(path);
    if (this.changed.has(directory)) return this.then.readDirectory(directory);
    if (!this.#above.has(directory)) return this.#hostFor(path).readDirectory(path);
    let listing = this.#listings.get(directory);
    if (listing === undefined) this.#listings.set(directory, (listing = this.#list(directory)));
    return listing;
  }

  #list(directory: string): HostResult<readonly DirectoryEntry[]> {
    const [present, past] = [this.now.readDirectory(directory), this.then.readDirectory(directory)];
    if (!present.ok) return past;
    const entries = new Map<string, DirectoryEntry>();
    for (const entry of present.value) if (this.#hasStayed(directory, entry)) entries.set(entry.name, entry);
    for (const entry of past.ok ? past.value : []) {
      const path = join(directory, entry.name);
      if (this.changed.has(path) || (this.#above.has(path) && !entries.has(entry.name))) entries.set(entry.name, entry);
    }
    const value = [...entries.values()].sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
    return { ok: true, value };
  }

  /** A directory in which everything is new was not there. */
  #hasStayed(directory: string, { name, kind, isSymbolicLink }: DirectoryEntry): boolean {
    const path = join(directory, name);
    if (this.changed.has(path)) return false;
    if (kind !== "directory" || isSymbolicLink || !this.#above.has(path)) return true;
    return this.then.kindOf(path).ok || this.#isThere(path);
  }

  #isThere(directory: string): boolean {
    const listing = this.readDirectory(directory);
    return listing.ok && listing.value.length > 0;
  }

  /** Links of today are followed to what may have changed. */
  #hostFor(path: string): SourceHost {
    const name = plain(path);
    if (this.changed.has(name)) return this.then;
    if (this.#above.has(name)) return this.then.kindOf(name).ok || !this.#isThere(name) ? this.then : this.now;
    const real = this.now.realPath(path);
    return real.ok && this.changed.has(real.value) ? this.then : this.now;
  }
}

function plain(path: string): string {
  const normal = path.replace(/^(?:\.\/+)+/, "").replace(/\/+$/, "");
  return normal === "." ? "" : normal;
}

function join(directory: string, name: string): string {
  return directory === "" ? name : `${directory}/${name}`;
}
