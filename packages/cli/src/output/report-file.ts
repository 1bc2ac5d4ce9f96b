import {
  accessSync,
  closeSync,
  constants,
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
import { targetOfLink } from "./link-target.js";
import { isErrorWithCode, isReaderGone } from "./streams.js";

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
    // Whoever reads the other end of a pipe may have read enough.
    return isReaderGone(error) ? undefined : whyUnwritable(error, path);
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
  if (status === undefined) return { path: targetOfLink(path), isReplaceable: true, mode: 0o666 };
  // A pipe behind /dev/fd has no name but this.
  if (!status.isFile()) return { path, isReplaceable: false, mode: 0 };
  // A file that is not to be written is not to be replaced either.
  accessSync(path, constants.W_OK);
  return { path: realpathSync(path), isReplaceable: true, mode: status.mode & 0o777 };
}

/** Writes a file beside the one of this name, and then puts it in its place. */
export function replaceFile(path: string, mode: number, text: string): void {
  const { temporary, descriptor } = openBeside(path, mode);
  let isOpen = true;
  try {
    writeFileSync(descriptor, text);
    // What the process would take away from the permissions of a new file, the one that is replaced may have.
    if (existsSync(path)) fchmodSync(descriptor, mode);
    isOpen = false;
    closeSync(descriptor);
    renameSync(temporary, path);
  } catch (error) {
    if (isOpen) closeSync(descriptor);
    unlinkSync(temporary);
    throw error;
  }
}

const mostLeftovers = 100;

/**
 * Opens a new file beside another, hidden and with an ending that no scanner takes for configuration. In a container each run may
 * have the same number: one that was killed may have left its file.
 */
function openBeside(path: string, mode: number): { readonly temporary: string; readonly descriptor: number } {
  for (let attempt = 0; ; attempt++) {
    const unique = attempt === 0 ? String(process.pid) : `${process.pid}-${attempt}`;
    const temporary = join(dirname(path), `.${basename(path).slice(0, 200)}.${unique}.tmp`);
    try {
      return { temporary, descriptor: openSync(temporary, "wx", mode) };
    } catch (error) {
      if (!isErrorWithCode(error) || error.code !== "EEXIST" || attempt === mostLeftovers) throw error;
    }
  }
}
