import { type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import { join } from "node:path";

/** Directories in which much changes that is nobody's source. */
const leftAlone = new Set([".git", "node_modules"]);

const pollingInterval = 1000;

/**
 * Watches every file below a directory. Directories are watched one by one, since that is what systems agree on; those that are made later are
 * too, and those that go are no longer. Where the system has no more watches to give, files are looked at once a second.
 */
export class FileWatcher {
  readonly #watchers = new Map<string, FSWatcher>();
  #poll: NodeJS.Timeout | undefined;

  /** @param onChange - told of every path that changed; undefined where a directory came or went, so that nobody knows which */
  constructor(
    readonly top: string,
    readonly onChange: (path: string | undefined) => void,
  ) {
    this.#add("");
  }

  /** Ends it. */
  close(): void {
    clearInterval(this.#poll);
    this.#poll = undefined;
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #add(directory: string): void {
    if (this.#poll !== undefined || this.#watchers.has(directory)) return;
    try {
      const watcher = watch(join(this.top, directory), (_event, name) => {
        this.#heard(directory, name);
      });
      watcher.on("error", () => {
        this.#remove(directory);
        this.onChange(undefined);
      });
      this.#watchers.set(directory, watcher);
    } catch (error) {
      if (isOutOfWatches(error)) this.#startPolling();
      return;
    }
    for (const name of directoriesIn(join(this.top, directory))) this.#add(joined(directory, name));
  }

  #heard(directory: string, name: string | null): void {
    if (name === null) {
      this.onChange(undefined);
      return;
    }
    const path = joined(directory, name);
    if (leftAlone.has(name)) return;
    if (isDirectory(join(this.top, path))) {
      // Something of the same name may have been watched before; what is in a new one came before anybody watched.
      if (!this.#watchers.has(path)) this.onChange(undefined);
      this.#add(path);
      return;
    }
    if (this.#watchers.has(path)) {
      this.#remove(path);
      this.onChange(undefined);
      return;
    }
    this.onChange(path);
  }

  #remove(directory: string): void {
    for (const [path, watcher] of this.#watchers) {
      if (path !== directory && !path.startsWith(`${directory}/`)) continue;
      watcher.close();
      this.#watchers.delete(path);
    }
  }

  #startPolling(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
    let before = stampOf(this.top);
    this.#poll ??= setInterval(() => {
      const now = stampOf(this.top);
      if (now !== before) this.onChange(undefined);
      before = now;
    }, pollingInterval);
  }
}

/** What changes with every change of a file below a directory. */
function stampOf(top: string): string {
  const stamps: string[] = [];
  const visit = (directory: string): void => {
    for (const { name, isDirectory: hasMore, stamp } of entriesIn(join(top, directory))) {
      if (leftAlone.has(name)) continue;
      const path = joined(directory, name);
      stamps.push(`${path} ${stamp}`);
      if (hasMore) visit(path);
    }
  };
  visit("");
  return stamps.join("\n");
}

function entriesIn(directory: string): { name: string; isDirectory: boolean; stamp: string }[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).map((entry) => {
      const status = statSync(join(directory, entry.name), { throwIfNoEntry: false });
      const stamp = `${status?.mtimeMs ?? ""} ${status?.size ?? ""}`;
      return { name: entry.name, isDirectory: entry.isDirectory(), stamp };
    });
  } catch {
    return [];
  }
}

function directoriesIn(directory: string): readonly string[] {
  try {
    const entries = readdirSync(directory, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && !leftAlone.has(entry.name)).map(({ name }) => name);
  } catch {
    return [];
  }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

function isOutOfWatches(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EMFILE");
}

function joined(directory: string, name: string): string {
  return directory === "" ? name : `${directory}/${name}`;
}
