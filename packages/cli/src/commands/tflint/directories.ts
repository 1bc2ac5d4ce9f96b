import { type Dirent, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../../command-line/usage-error.js";
import { isErrorWithCode } from "../../output/streams.js";

/**
 * The directories below one, and itself, that tflint would inspect: not those whose name begins with a dot. @throws UsageError
 * where one cannot be read, because what it holds would not be inspected.
 */
export function directoriesBelow(directory: string): string[] {
  const inside = entriesOf(directory, "Failed to find workspaces")
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort();
  return [directory, ...inside.flatMap((name) => directoriesBelow(join(directory, name)))];
}

/** The files of the module in a directory. @throws UsageError where it cannot be read */
export function configurationFiles(directory: string): string[] {
  return entriesOf(directory, "Failed to load the root module")
    .filter((entry) => /\.(tf|tofu)(\.json)?$/.test(entry.name) && !entry.name.startsWith(".") && !entry.isDirectory())
    .map(({ name }) => join(directory, name))
    .sort();
}

function entriesOf(directory: string, whatFails: string): readonly Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    throw new UsageError(`${whatFails}; open ${directory}: ${reasonOf(error)}`);
  }
}

/** Why a file or directory could not be read, in the system's words, which are those that tflint has for it. */
export function reasonOf(error: unknown): string {
  const code = isErrorWithCode(error) ? error.code : "";
  if (code === "EACCES" || code === "EPERM") return "permission denied";
  return code === "ENOTDIR" ? "not a directory" : "no such file or directory";
}

/** Names a directory that a module is in. Text in a comment may look so as well: then more is read than is needed. */
const localSource = /\bsource"?\s*[=:]\s*"(\.\.?\/[^"$]*)"/g;

/** The files of the local modules that files call, and that these call, without those of ignored sources. */
export function calledModuleFiles(directory: string, ignored: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  const visited = new Set([join(directory)]);
  const waiting = [directory];
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    for (const file of configurationFiles(current)) {
      for (const [, source = ""] of textOf(file).matchAll(localSource)) {
        const called = join(current, source);
        if (ignored.has(source) || visited.has(called) || !isReadable(called)) continue;
        visited.add(called);
        waiting.push(called);
        for (const each of configurationFiles(called)) found.add(each);
      }
    }
  }
  return [...found].sort();
}

/** What cannot be read calls nothing here, and is told of when it is scanned. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Whether there is such a directory, and what is in it can be told; of a module of which it cannot the scan tells. */
function isReadable(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
}
