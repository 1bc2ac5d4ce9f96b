import { compareCodePoints } from "../../source/code-points.js";
import type { Module } from "./module.js";
import { isLocalSource, localModuleDirectory } from "./module-source.js";
import type { ModuleLibrary } from "./module-library.js";

/**
 * Picks the root modules among directories: those that no other scanned one calls as a local module. Where modules call each
 * other in a circle, and nothing else calls them, the first of them counts as a root, so that none is lost.
 */
export function findRoots(directories: Iterable<string>, library: ModuleLibrary): readonly Module[] {
  const found = [...new Set(directories)].sort(compareCodePoints).flatMap((each) => library.module(each) ?? []);
  const modules = [...new Set(found)];
  const called = new Set<string>();
  for (const module of modules) {
    for (const name of calledDirectories(module)) {
      const directory = library.module(name)?.directory;
      if (directory !== undefined && directory !== module.directory) called.add(directory);
    }
  }
  const roots = modules.filter(({ directory }) => !called.has(directory));
  const reached = new Set<string>();
  for (const root of roots) reach(root, library, reached);
  for (const module of modules) {
    if (reached.has(module.directory)) continue;
    roots.push(module);
    reach(module, library, reached);
  }
  return roots.sort((a, b) => compareCodePoints(a.directory, b.directory));
}

function reach(root: Module, library: ModuleLibrary, reached: Set<string>): void {
  const pending = [root];
  for (let module = pending.pop(); module !== undefined; module = pending.pop()) {
    if (reached.has(module.directory)) continue;
    reached.add(module.directory);
    for (const directory of calledDirectories(module)) {
      const callee = library.module(directory);
      if (callee !== undefined) pending.push(callee);
    }
  }
}

function calledDirectories(module: Module): readonly string[] {
  return [...module.calls.values()].flatMap((call) => {
    const source = call.content.attributes.get("source")?.attribute.expression;
    if (source?.kind !== "string" || !isLocalSource(source.value)) return [];
    return localModuleDirectory(module.directory, source.value) ?? [];
  });
}
