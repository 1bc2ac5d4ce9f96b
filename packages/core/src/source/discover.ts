import { compareCodePoints } from "./code-points.js";
import type { ReportDiagnostic } from "./diagnostic.js";
import { kindOfFile, type FileKind } from "./file-kind.js";
import { isIgnored, makePatterns, parseIgnoreFile, type IgnoreFile } from "./git-ignore.js";
import type { DirectoryEntry, HostError, SourceHost } from "./host.js";
import { baseNameOf, directoryOf, joinPath, normalizePath } from "./paths.js";

/** A file that lies under the given paths. */
export interface DiscoveredFile {
  /** Relative to the scan root, with forward slashes. */
  readonly path: string;
  /** `other` only for a file that was named. */
  readonly kind: FileKind;
  /** Whether it was given itself, rather than found in a directory. */
  readonly isNamed: boolean;
}

/** Something that might have been scanned and was not. A directory's path ends with a slash. */
interface SkippedFile {
  readonly path: string;
  /** `ignored`, `ignored-directory`, `outside-root`, `too-large`, `plan`, `not-a-manifest`, … */
  readonly reason: string;
}

export interface DiscoverOptions {
  /** Whether `.gitignore` files are respected; true unless said otherwise. */
  readonly respectGitignore?: boolean | undefined;
  /** Further patterns in the syntax of `.gitignore`, from the scan root. */
  readonly exclude?: readonly string[] | undefined;
  /** Whether a file or directory that was not named itself is left out; nothing in such a directory is looked at. */
  readonly isExcluded?: ((path: string, isDirectory: boolean) => boolean) | undefined;
}

export interface Discovery {
  /** In code-point order of the paths, each path once. */
  readonly files: readonly DiscoveredFile[];
  readonly skipped: readonly SkippedFile[];
}

/** What one file says only together with those beside it: a module, the manifests of one application. */
const readTogether: ReadonlySet<FileKind> = new Set(["terraform", "variables", "yaml"]);

/** Directories that hold other people's code, or none. */
const neverEntered: ReadonlySet<string> = new Set([".git", "node_modules", ".terraform", ".terragrunt-cache"]);

/**
 * Finds the files to scan under the given paths (relative to the scan root). Named files are always taken, and those beside
 * them in the same directory too, because they say what the named ones mean; only what was given is reported. A directory is
 * visited once by its real path, under its own name where that lies under the given paths, so links may form circles.
 */
export function discoverFiles(
  host: SourceHost,
  paths: readonly string[],
  options: DiscoverOptions,
  report: ReportDiagnostic,
): Discovery {
  const walk = new Walk(host, options, report);
  for (const path of paths) walk.start(path);
  walk.followLinks();
  walk.lookBeside();
  return walk.result();
}

/** A directory reached through a symbolic link waits until all directories have been visited under their own names. */
interface PendingLink {
  readonly path: string;
  readonly ignoreFiles: readonly IgnoreFile[];
}

class Walk {
  readonly #files = new Map<string, DiscoveredFile>();
  readonly #skipped = new Map<string, string>();
  readonly #visited = new Set<string>();
  readonly #links: PendingLink[] = [];
  readonly #directoriesOfNamed = new Set<string>();
  readonly #exclude: IgnoreFile | undefined;

  constructor(
    readonly host: SourceHost,
    readonly options: DiscoverOptions,
    readonly report: ReportDiagnostic,
  ) {
    const exclude = options.exclude ?? [];
    this.#exclude = exclude.length > 0 ? { directory: "", patterns: makePatterns(exclude) } : undefined;
  }

  start(given: string): void {
    const path = normalizePath(given) ?? given;
    const kind = this.host.kindOf(path);
    if (!kind.ok) {
      this.#reportGivenPath(given, kind.error);
      return;
    }
    if (kind.value === "directory") this.#visit(path, this.#ignoreFilesAbove(path));
    else this.#takeNamed(path);
  }

  #takeNamed(path: string): void {
    const kind = kindOfFile(baseNameOf(path));
    this.#files.set(path, { path, kind, isNamed: true });
    if (readTogether.has(kind)) this.#directoriesOfNamed.add(directoryOf(path));
  }

  followLinks(): void {
    for (let link = this.#links.shift(); link !== undefined; link = this.#links.shift()) {
      this.#visit(link.path, link.ignoreFiles);
    }
  }

  /** Takes what lies beside the named files. What of it is left out is nobody's concern: it was not asked for. */
  lookBeside(): void {
    const skipped = new Map(this.#skipped);
    for (const directory of this.#directoriesOfNamed) this.#visitOne(directory, this.#ignoreFilesAbove(directory));
    this.#skipped.clear();
    for (const [path, reason] of skipped) this.#skipped.set(path, reason);
  }

  result(): Discovery {
    const files = [...this.#files.values()].sort((a, b) => compareCodePoints(a.path, b.path));
    const skipped = [...this.#skipped]
      .map(([path, reason]): SkippedFile => ({ path, reason }))
      .filter((skip) => !this.#files.has(skip.path))
      .sort((a, b) => compareCodePoints(a.path, b.path));
    return { files, skipped };
  }

  /** Visits a directory and everything below it, without recursion: a tree may be deeper than the stack. */
  #visit(path: string, ignoreFiles: readonly IgnoreFile[]): void {
    const pending: PendingLink[] = [{ path, ignoreFiles }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      pending.push(...this.#visitOne(next.path, next.ignoreFiles));
    }
  }

  /** Takes the files of one directory and returns its directories. */
  #visitOne(path: string, above: readonly IgnoreFile[]): PendingLink[] {
    const real = this.host.realPath(path);
    const entries = real.ok ? this.host.readDirectory(path) : real;
    if (!real.ok || !entries.ok) {
      const error = real.ok ? (entries.ok ? undefined : entries.error) : real.error;
      this.#reportDirectory(path, error);
      return [];
    }
    if (this.#visited.has(real.value)) return [];
    this.#visited.add(real.value);

    const own = entries.value.some((entry) => entry.name === ".gitignore" && entry.kind === "file");
    const ignoreFiles = own ? this.#withIgnoreFile(path, above) : above;
    const directories: PendingLink[] = [];
    for (const entry of entries.value) {
      const child = joinPath(path, entry.name);
      if (entry.kind === "directory") {
        if (neverEntered.has(entry.name)) continue;
        if (this.options.isExcluded?.(child, true) === true) this.#skipped.set(`${child}/`, "excluded-directory");
        else if (this.#isIgnored(child, true, ignoreFiles)) this.#skipped.set(`${child}/`, "ignored-directory");
        else (entry.isSymbolicLink ? this.#links : directories).push({ path: child, ignoreFiles });
      } else {
        this.#takeFile(child, entry, ignoreFiles);
      }
    }
    return directories;
  }

  #takeFile(path: string, entry: DirectoryEntry, ignoreFiles: readonly IgnoreFile[]): void {
    const kind = kindOfFile(entry.name);
    const mayBeDirectory = entry.isSymbolicLink && entry.kind === "other";
    if (kind === "other" && !mayBeDirectory) return;
    if (this.#files.has(path)) return;
    if (this.options.isExcluded?.(path, false) === true) {
      if (kind !== "other") this.#skipped.set(path, "excluded");
    } else if (this.#isIgnored(path, false, ignoreFiles)) {
      if (kind !== "other") this.#skipped.set(path, "ignored");
    } else if (kind === "plan" || kind === "state") {
      // They hold what the configuration beside them says, once more.
      this.#skipped.set(path, kind);
    } else if (entry.kind === "file") {
      this.#files.set(path, { path, kind, isNamed: false });
    } else {
      this.#reportUnreadable(path, kind);
    }
  }

  /** A pipe, a socket, a device, or a link that leads nowhere: nothing that could be read. */
  #reportUnreadable(path: string, kind: FileKind): void {
    const found = this.host.kindOf(path);
    const error = found.ok ? undefined : found.error;
    this.#skipped.set(path, error?.code ?? "not-a-file");
    if (kind === "terraform" || kind === "variables") {
      this.report({
        severity: "error",
        code: "file-unreadable",
        message: `This file cannot be read. ${error?.message ?? "It is not a regular file but a pipe, a socket or a device."}`,
        path,
      });
    } else if (error !== undefined && error.code !== "not-found") {
      this.report({
        severity: "warning",
        code: error.code === "symbolic-link-loop" ? "symbolic-link-loop" : "symbolic-link-not-followed",
        message: `This symbolic link is not followed. ${error.message}`,
        path,
      });
    }
  }

  #isIgnored(path: string, isDirectory: boolean, ignoreFiles: readonly IgnoreFile[]): boolean {
    if (this.#exclude !== undefined && isIgnored(path, isDirectory, [this.#exclude])) return true;
    return ignoreFiles.length > 0 && isIgnored(path, isDirectory, ignoreFiles);
  }

  /** The ignore files of the directories above a given one, except those that ignore it as a whole: it was asked for. */
  #ignoreFilesAbove(path: string): readonly IgnoreFile[] {
    if (path === "") return [];
    let files: readonly IgnoreFile[] = [];
    const segments = directoryOf(path) === "" ? [""] : ["", ...directoryOf(path).split("/")];
    let directory = "";
    for (const segment of segments) {
      directory = joinPath(directory, segment);
      files = this.#withIgnoreFile(directory, files);
    }
    return files.filter((file) => !isIgnored(path, true, [file]));
  }

  #withIgnoreFile(directory: string, files: readonly IgnoreFile[]): readonly IgnoreFile[] {
    if (this.options.respectGitignore === false) return files;
    const path = joinPath(directory, ".gitignore");
    const bytes = this.host.readFile(path);
    if (!bytes.ok) return files;
    const { file, unusable } = parseIgnoreFile(directory, new TextDecoder().decode(bytes.value));
    for (const line of unusable) {
      this.report({
        severity: "warning",
        code: "ignore-pattern-unusable",
        message: `The pattern in line ${line} has too many wildcards and is not applied; what it ignores is scanned.`,
        path,
      });
    }
    return [...files, file];
  }

  #reportGivenPath(path: string, error: HostError): void {
    const isMissing = error.code === "not-found" || error.code === "not-a-directory";
    this.report({
      severity: "error",
      code: isMissing ? "path-not-found" : "file-unreadable",
      message: isMissing ? `There is no file or directory ${path}.` : `${path} cannot be read. ${error.message}`,
      path,
      hint: isMissing ? "Check the spelling; paths are relative to the working directory." : undefined,
    });
  }

  #reportDirectory(path: string, error: HostError | undefined): void {
    this.report({
      severity: "error",
      code: "directory-unreadable",
      message: `This directory cannot be read, so nothing in it is scanned. ${error?.message ?? ""}`.trimEnd(),
      path: path === "" ? "." : path,
    });
  }
}
