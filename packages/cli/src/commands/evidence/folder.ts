import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "../../command-line/usage-error.js";
import { whyUnwritable } from "../../output/file-error.js";
import { manifestName } from "./manifest.js";

/** The file that other programs read, and that tells evidence from other folders. */
export const dataName = "evidence.json";

/** The names of all files of a folder with evidence. */
const names = new Set([dataName, "evidence.md", "evidence.html", manifestName]);

/** Returns the folder that evidence is to be written to. @throws UsageError where something else is there. */
export function folderFor(output: string): string {
  const path = resolve(output);
  if (!existsSync(path)) {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return path;
    throw refusal(output, "It is a symbolic link that leads nowhere.");
  }
  const real = realpathSync(path);
  if (!lstatSync(real).isDirectory()) throw refusal(output, "It is a file.");
  const entries = readdirSync(real);
  if (entries.length > 0 && !isEvidence(real, entries)) {
    throw refusal(output, "It is not empty, and holds something else than evidence of an earlier run.");
  }
  return real;
}

function refusal(output: string, why: string): UsageError {
  return new UsageError(`Evidence is not written to ${output}.`, why);
}

function isEvidence(directory: string, entries: readonly string[]): boolean {
  if (!entries.every((name) => names.has(name) && lstatSync(join(directory, name)).isFile())) return false;
  try {
    const data: unknown = JSON.parse(readFileSync(join(directory, dataName), "utf8"));
    return typeof data === "object" && data !== null && "evidenceVersion" in data;
  } catch {
    return false;
  }
}

/**
 * Writes the files of a folder beside it, and puts them in its place all at once. @throws UsageError where that is impossible;
 * what was there is then there still.
 */
export function writeFolder(path: string, files: ReadonlyMap<string, string>): void {
  const beside = (what: string): string => join(dirname(path), `.${basename(path)}.${String(process.pid)}.${what}`);
  const [fresh, former] = [beside("new"), beside("old")];
  try {
    mkdirSync(dirname(path), { recursive: true });
    mkdirSync(fresh);
    for (const [name, text] of files) writeFileSync(join(fresh, name), text, { flag: "wx" });
    if (existsSync(path)) replaceFolder(path, fresh, former);
    else renameSync(fresh, path);
  } catch (error) {
    throw new UsageError(`Evidence cannot be written to ${path}.`, whyUnwritable(error, path));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function replaceFolder(path: string, fresh: string, former: string): void {
  renameSync(path, former);
  try {
    renameSync(fresh, path);
  } catch (error) {
    renameSync(former, path);
    throw error;
  }
  rmSync(former, { recursive: true, force: true });
}
