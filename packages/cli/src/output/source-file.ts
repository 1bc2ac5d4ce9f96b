import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import type { FixedFile } from "@lintel/core";
import { whyUnwritable } from "./file-error.js";
import { replaceFile } from "./report-file.js";

/**
 * Writes a file that was edited in place of what it was, with its permissions. Returns why that was not done: it is no file
 * below the root, is read-only, or somebody else has changed it since it was read.
 */
export function writeSource(root: string, { path, before, after }: FixedFile): string | undefined {
  const given = join(root, path);
  try {
    const real = realpathSync(given);
    const realRoot = realpathSync(root);
    if (!real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep))
      return "It lies outside of the scan root.";
    const status = lstatSync(real);
    if (!status.isFile()) return "It is not a regular file.";
    if ((status.mode & 0o222) === 0) return "It is read-only.";
    if (!readFileSync(real).equals(Buffer.from(before, "utf8"))) return "It has changed since it was read.";
    replaceFile(real, status.mode & 0o7777, after);
    return undefined;
  } catch (error) {
    return whyUnwritable(error, path);
  }
}
