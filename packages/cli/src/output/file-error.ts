import { dirname } from "node:path";
import { isErrorWithCode } from "./streams.js";

/** Says in a sentence why a file could not be read. */
export function whyUnreadable(error: unknown, path: string): string {
  return reasonOf(error, { ...sentences(path), ENOENT: `There is no file or directory ${path}.` });
}

/** Says in a sentence why a file could not be written. */
export function whyUnwritable(error: unknown, path: string): string {
  return reasonOf(error, { ...sentences(path), ENOENT: `There is no directory ${dirname(path)}.` });
}

type Sentences = Readonly<Partial<Record<string, string>>>;

function reasonOf(error: unknown, known: Sentences): string {
  const code = isErrorWithCode(error) ? error.code : "";
  return known[code] ?? (error instanceof Error ? error.message : "It is not known why.");
}

function sentences(path: string): Sentences {
  return {
    ENOTDIR: `${dirname(path)} is not a directory.`,
    EISDIR: `${path} is a directory.`,
    ELOOP: "It is a symbolic link that leads in a circle.",
    EACCES: "Permission denied.",
    EPERM: "Permission denied.",
    EROFS: "The file system is read-only.",
    ENOSPC: "There is no space left.",
    EDQUOT: "The quota of disk space is used up.",
    EFBIG: "It is larger than a file may be here.",
    ENAMETOOLONG: "Its name is too long.",
    ENXIO: "It is a socket, or a pipe that nobody reads.",
    EIO: "The system could not read or write it.",
  };
}
