import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** The directories below one, and itself, that tflint would inspect: not those whose name begins with a dot. */
export function directoriesBelow(directory: string): string[] {
  const inside = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort();
  return [directory, ...inside.flatMap((name) => directoriesBelow(join(directory, name)))];
}

/** The files of the module in a directory. */
export function configurationFiles(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter(
        (entry) => /\.(tf|tofu)(\.json)?$/.test(entry.name) && !entry.name.startsWith(".") && !entry.isDirectory(),
      )
      .map(({ name }) => join(directory, name))
      .sort();
  } catch {
    return [];
  }
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
      for (const [, source = ""] of readFileSync(file, "utf8").matchAll(localSource)) {
        const called = join(current, source);
        if (ignored.has(source) || visited.has(called) || !isDirectory(called)) continue;
        visited.add(called);
        waiting.push(called);
        for (const each of configurationFiles(called)) found.add(each);
      }
    }
  }
  return [...found].sort();
}

/** Whether there is such a directory. */
export function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
