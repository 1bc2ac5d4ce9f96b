import type { DirectoryEntry, HostResult, SourceHost } from "./host.js";
import { directoryOf, normalizePath } from "./paths.js";

type Operation = keyof SourceHost;
type Result = HostResult<readonly DirectoryEntry[]> | HostResult<Uint8Array> | HostResult<string>;

/** What the host said, and when it last said something else. */
interface Answer {
  readonly operation: Operation;
  readonly path: string;
  result: Result;
  changedIn: number;
  checkedIn: number;
}

/** What was read through a host, and whether any of it is another now. */
export interface Recording {
  readonly host: SourceHost;
  readonly isStale: () => boolean;
  /** Whether a file was read through it. */
  readonly hasRead: (path: string) => boolean;
}

/** What files may have changed: paths, or nobody knows which. */
export type ChangedPaths = readonly string[] | "unknown";

/**
 * A host that asks another one everything once. It is told which files have changed, asks about those again, and gives the very same
 * result for what is as it was: bytes and listings can be compared by identity.
 */
export class RememberingHost implements SourceHost {
  readonly #answers = {
    readDirectory: new Map<string, Answer>(),
    readFile: new Map<string, Answer>(),
    kindOf: new Map<string, Answer>(),
    realPath: new Map<string, Answer>(),
  } satisfies Record<Operation, Map<string, Answer>>;
  #host: SourceHost;
  #revision = 0;
  /** What was checked before this revision may be another. */
  #allDoubtfulBefore = 0;
  #changed: ReadonlySet<string> = new Set();
  #above: ReadonlySet<string> = new Set();
  /** Whether a file may have several names, so that a change of one is a change of others. */
  #hasLinks = false;

  constructor(host: SourceHost) {
    this.#host = host;
  }

  /** Takes note that files were changed, added or deleted, and where to read from now on. */
  update(changed: ChangedPaths, host: SourceHost = this.#host): void {
    // What an earlier change concerns and nobody has asked for since is still to be asked again.
    for (const answers of Object.values(this.#answers)) {
      for (const answer of answers.values()) answer.checkedIn = this.#isDoubtful(answer) ? -1 : this.#revision;
    }
    this.#revision += 1;
    this.#host = host;
    const paths = changed === "unknown" ? [] : changed.map((path) => normalizePath(path) ?? path);
    this.#changed = new Set(paths);
    this.#above = new Set(paths.flatMap(directoriesAbove));
    const isKnown = changed !== "unknown" && paths.every((path) => !path.startsWith(".."));
    this.#hasLinks ||= paths.some((path) => isLink(path, host.realPath(path)));
    if (!isKnown || this.#hasLinks) this.#allDoubtfulBefore = this.#revision;
  }

  readDirectory(path: string): HostResult<readonly DirectoryEntry[]> {
    return this.#ask("readDirectory", path).result as HostResult<readonly DirectoryEntry[]>;
  }

  readFile(path: string): HostResult<Uint8Array> {
    return this.#ask("readFile", path).result as HostResult<Uint8Array>;
  }

  kindOf(path: string): HostResult<DirectoryEntry["kind"]> {
    return this.#ask("kindOf", path).result as HostResult<DirectoryEntry["kind"]>;
  }

  realPath(path: string): HostResult<string> {
    return this.#ask("realPath", path).result as HostResult<string>;
  }

  /** Makes a host that notes what is read through it. */
  record(): Recording {
    const read = new Set<Answer>();
    let since = this.#revision;
    const note = (operation: Operation, path: string): Result => {
      const answer = this.#ask(operation, path);
      read.add(answer);
      return answer.result;
    };
    return {
      host: {
        readDirectory: (path) => note("readDirectory", path) as HostResult<readonly DirectoryEntry[]>,
        readFile: (path) => note("readFile", path) as HostResult<Uint8Array>,
        kindOf: (path) => note("kindOf", path) as HostResult<DirectoryEntry["kind"]>,
        realPath: (path) => note("realPath", path) as HostResult<string>,
      },
      isStale: () => {
        for (const answer of read) if (this.#checked(answer).changedIn > since) return true;
        since = this.#revision;
        return false;
      },
      hasRead: (path) => {
        const answer = this.#answers.readFile.get(path);
        return answer !== undefined && read.has(answer);
      },
    };
  }

  #ask(operation: Operation, path: string): Answer {
    const known = this.#answers[operation].get(path);
    if (known !== undefined) return this.#checked(known);
    const result = this.#host[operation](path);
    this.#lookForLinks(operation, path, result);
    const answer = { operation, path, result, changedIn: this.#revision, checkedIn: this.#revision };
    this.#answers[operation].set(path, answer);
    return answer;
  }

  /** The answer as it is now: asked for again where it may be another. */
  #checked(answer: Answer): Answer {
    if (answer.checkedIn === this.#revision) return answer;
    if (this.#isDoubtful(answer)) {
      const { operation, path } = answer;
      const result = this.#host[operation](path);
      this.#lookForLinks(operation, path, result);
      if (!isSame(answer.result, result)) {
        answer.result = result;
        answer.changedIn = this.#revision;
      }
    }
    answer.checkedIn = this.#revision;
    return answer;
  }

  #isDoubtful({ path, checkedIn }: Answer): boolean {
    if (checkedIn === this.#revision) return false;
    if (checkedIn < this.#allDoubtfulBefore || this.#above.has(path)) return true;
    const normal = path.includes("..") || path.endsWith("/") || path.startsWith("./") ? normalizePath(path) : path;
    if (normal === undefined || normal !== path) return true;
    for (let at = path; ; at = directoryOf(at)) {
      if (this.#changed.has(at)) return true;
      if (at === "") return false;
    }
  }

  /** A directory that was listed has told of its links; what lies in one that was not may be a link itself. */
  #lookForLinks(operation: Operation, path: string, result: Result): void {
    if (this.#hasLinks) return;
    if (operation === "readDirectory" && result.ok && Array.isArray(result.value)) {
      this.#hasLinks = (result.value as readonly DirectoryEntry[]).some((entry) => entry.isSymbolicLink);
    } else if (operation === "realPath") {
      this.#hasLinks = isLink(path, result as HostResult<string>);
    } else if (!this.#answers.readDirectory.has(directoryOf(path))) {
      this.#hasLinks = isLink(path, this.#host.realPath(path));
    }
  }
}

function isLink(path: string, real: HostResult<string>): boolean {
  if (real.ok) return real.value !== (normalizePath(path) ?? path);
  return real.error.code !== "not-found" && real.error.code !== "not-a-directory";
}

function directoriesAbove(path: string): readonly string[] {
  const directories = ["", "."];
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) directories.push(path.slice(0, at));
  return directories;
}

function isSame(one: Result, other: Result): boolean {
  if (!one.ok || !other.ok) {
    if (one.ok || other.ok) return false;
    return one.error.code === other.error.code && one.error.message === other.error.message;
  }
  const [left, right] = [one.value, other.value];
  if (left instanceof Uint8Array && right instanceof Uint8Array) return areSameBytes(left, right);
  return typeof left === "string" ? left === right : JSON.stringify(left) === JSON.stringify(right);
}

function areSameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left === right) return true;
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
