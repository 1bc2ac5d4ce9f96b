import { dirname } from "node:path";
import { isErrorWithCode } from "./streams.js";

/** Says in a sentence why a file could not be read or written. */
export function reasonOf(error: unknown, path: string): string {
  const code = isErrorWithCode(error) ? error.code : "";
  return sentences(path)[code] ?? (error instanceof Error ? error.message : "It is not known why.");
}

function sentences(path: string): Readonly<Partial<Record<string, string>>> {
  return {
    ENOENT: `There is no ${path}, or no directory to put it in.`,
    ENOTDIR: `${dirname(path)} is not a directory.`,
    EISDIR: `${path} is a directory.`,
    ELOOP: "It is a symbolic link that leads in a circle.",
    EACCES: "Permission denied.",
    EPERM: "Permission denied.",
    EROFS: "The file system is read-only.",
    ENOSPC: "There is no space left.",
  };
}
