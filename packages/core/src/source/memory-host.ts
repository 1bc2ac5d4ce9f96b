import { compareCodePoints } from "./code-points.js";
import type { DirectoryEntry, HostError, HostResult, SourceHost } from "./host.js";
import { joinPath, normalizePath } from "./paths.js";

const encoder = new TextEncoder();

/**
 * Makes a host of texts and bytes by path, for tests, browsers and editors. Directories are there because files lie in
 * them; there are no symbolic links.
 */
export function createMemoryHost(files: Readonly<Record<string, string | Uint8Array>>): SourceHost {
  const contents = new Map<string, string | Uint8Array>();
  const directories = new Map<string, Map<string, DirectoryEntry>>([["", new Map()]]);
  for (const [given, content] of Object.entries(files)) {
    const path = normalizePath(given);
    if (path === undefined || path === "") continue;
    contents.set(path, content);
    addToDirectories(directories, path);
  }

  const kindAt = (path: string): "file" | "directory" | undefined =>
    contents.has(path) ? "file" : directories.has(path) ? "directory" : undefined;

  return {
    readDirectory: (given) =>
      withPath(given, (path) => {
        const entries = directories.get(path);
        if (entries === undefined) {
          return kindAt(path) === "file" ? failure("not-a-directory", "It is a file, not a directory.") : notFound();
        }
        const sorted = [...entries.values()].sort((a, b) => compareCodePoints(a.name, b.name));
        return { ok: true, value: sorted };
      }),
    readFile: (given) =>
      withPath(given, (path) => {
        const content = contents.get(path);
        if (content === undefined) {
          return directories.has(path) ? failure("not-a-file", "It is a directory, not a file.") : notFound();
        }
        return { ok: true, value: typeof content === "string" ? encoder.encode(content) : content };
      }),
    kindOf: (given) =>
      withPath(given, (path) => {
        const kind = kindAt(path);
        return kind === undefined ? notFound() : { ok: true, value: kind };
      }),
    realPath: (given) =>
      withPath(given, (path) => (kindAt(path) === undefined ? notFound() : { ok: true, value: path })),
  };
}

function addToDirectories(directories: Map<string, Map<string, DirectoryEntry>>, path: string): void {
  const segments = path.split("/");
  let directory = "";
  segments.forEach((name, at) => {
    const kind = at === segments.length - 1 ? "file" : "directory";
    const entries = directories.get(directory) ?? new Map<string, DirectoryEntry>();
    directories.set(directory, entries);
    if (!entries.has(name)) entries.set(name, { name, kind, isSymbolicLink: false });
    directory = joinPath(directory, name);
  });
}

function withPath<T>(given: string, use: (path: string) => HostResult<T>): HostResult<T> {
  const path = normalizePath(given);
  return path === undefined ? failure("outside-root", "It lies outside the scan root.") : use(path);
}

function failure(code: HostError["code"], message: string): { ok: false; error: HostError } {
  return { ok: false, error: { code, message } };
}

function notFound(): { ok: false; error: HostError } {
  return failure("not-found", "There is no such file or directory.");
}
