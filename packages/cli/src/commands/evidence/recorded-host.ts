import type { SourceHost } from "@lintel/core";
import { sha256Of } from "./manifest.js";

/** A host that remembers which files were read through it, with their hashes. */
export interface RecordedHost {
  readonly host: SourceHost;
  /** Path to SHA-256. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Makes a host that remembers what is read. What lies at `hidden` is not there: evidence of an earlier run is neither evidence of
 * anything nor something that was skipped.
 */
export function recordHost(host: SourceHost, hidden: string | undefined): RecordedHost {
  const files = new Map<string, string>();
  return {
    files,
    host: {
      readDirectory: (path) => {
        const listed = host.readDirectory(path);
        if (hidden === undefined || !listed.ok || !isParent(path, hidden)) return listed;
        return { ok: true, value: listed.value.filter(({ name }) => name !== baseName(hidden)) };
      },
      kindOf: (path) => host.kindOf(path),
      realPath: (path) => host.realPath(path),
      readFile: (path) => {
        const read = host.readFile(path);
        if (read.ok) files.set(path, sha256Of(read.value));
        return read;
      },
    },
  };
}

function isParent(directory: string, path: string): boolean {
  const name = directory.replace(/^\.?\/|^\.$|\/$/g, "");
  return path === (name === "" ? baseName(path) : `${name}/${baseName(path)}`);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
