import {
  closeSync,
  existsSync,
  fchmodSync,
  openSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { whyUnwritable } from "./file-error.js";

/**
 * Writes a report to a file so that nobody ever reads half of one: beside it first, then renamed. What is not a regular file
 * (a pipe, a device) is written to directly. Returns why it could not be written, or undefined when it was.
 */
export function writeReport(path: string, text: string): string | undefined {
  try {
    const target = resolveLinks(path);
    if (target.isReplaceable) replaceFile(target.path, target.mode, text);
    else writeFileSync(target.path, text);
    return undefined;
  } catch (error) {
    return whyUnwritable(error, path);
  }
}

interface Target {
  readonly path: string;
  readonly isReplaceable: boolean;
  /** The permissions to keep. */
  readonly mode: number;
}

function resolveLinks(path: string): Target {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return { path, isReplaceable: true, mode: 0o666 };
  return { path: realpathSync(path), isReplaceable: status.isFile(), mode: status.mode & 0o777 };
}

/** Writes a file beside the one of this name, and then puts it in its place. */
export function replaceFile(path: string, mode: number, text: string): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  const descriptor = openSync(temporary, "wx", mode);
  try {
    writeFileSync(descriptor, text);
    // What the process would take away from the permissions of a new file, the one that is replaced may have.
    if (existsSync(path)) fchmodSync(descriptor, mode);
    closeSync(descriptor);
    renameSync(temporary, path);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
}
