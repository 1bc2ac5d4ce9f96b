import type { SourceFile } from "../source/source-file.js";
import { baseNameOf, directoryOf, joinPath, normalizePath } from "../source/paths.js";
import { parseFast } from "./yaml-fast.js";
import { nodeAt, textAt, type YamlNode } from "./yaml-node.js";

const kustomizationNames: ReadonlySet<string> = new Set(["kustomization.yaml", "kustomization.yml", "Kustomization"]);

/** Whether a file steers `kustomize` by its name; whatever is in it is no object. */
export function isKustomizationFile(path: string): boolean {
  return kustomizationNames.has(baseNameOf(path));
}

/** Lists of a kustomization that name files which are laid over objects, and are no objects themselves. */
const patchLists = [
  "patches",
  "patchesStrategicMerge",
  "patchesJson6902",
  "replacements",
  "transformers",
  "configurations",
];

/**
 * Finds the files that kustomizations lay over objects. A patch looks like the object it changes with most of it missing, and
 * must not be taken for one.
 */
export function findKustomizePatches(kustomizations: readonly SourceFile[]): Set<string> {
  const patches = new Set<string>();
  for (const file of kustomizations) {
    const parsed = parseFast(file.text, 0);
    if (!parsed.ok) continue;
    const directory = directoryOf(file.path);
    for (const root of parsed.documents) {
      for (const named of patchLists.flatMap((list) => filesNamedIn(nodeAt(root, list)))) {
        // A patch may stand in the list itself.
        if (named.includes("\n")) continue;
        const path = normalizePath(joinPath(directory, named));
        if (path !== undefined) patches.add(path);
      }
    }
  }
  return patches;
}

function filesNamedIn(list: YamlNode | undefined): string[] {
  if (list?.kind !== "sequence") return [];
  return list.items.flatMap((item) => {
    const path = item.kind === "scalar" ? item.value : textAt(item, "path");
    return typeof path === "string" ? [path] : [];
  });
}
