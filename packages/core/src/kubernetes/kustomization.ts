import type { SourceFile, SourceRange } from "../source/source-file.js";
import { baseNameOf, directoryOf, joinPath, normalizePath } from "../source/paths.js";
import { labelBuilds, labelsIn, type LabellingKustomization, type LabelsOfBuild } from "./kustomize-labels.js";
import { parseFast } from "./yaml-fast.js";
import { nodeAt, textAt, type YamlNode } from "./yaml-node.js";

const kustomizationNames: ReadonlySet<string> = new Set(["kustomization.yaml", "kustomization.yml", "Kustomization"]);

/** Whether a file steers `kustomize` by its name; whatever is in it is no object. */
export function isKustomizationFile(path: string): boolean {
  return kustomizationNames.has(baseNameOf(path));
}

/** A namespace that a kustomization gives to the objects it builds, and where it says so. */
export interface KustomizeNamespace {
  readonly name: string;
  readonly range: SourceRange;
}

/** What the kustomizations among the files do to the others. */
export interface Kustomizations {
  /** Paths of files that are laid over objects. A patch looks like the object it changes with most of it missing. */
  readonly patches: ReadonlySet<string>;
  /** The namespaces that kustomizations give to the objects of a file; several where it is built several times. */
  namespacesOf(path: string): readonly KustomizeNamespace[];
  /** The labels that the objects of a file get, from each build that has it. */
  labelsOf(path: string): readonly LabelsOfBuild[];
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

/** Lists of a kustomization that name the files, and the directories of other kustomizations, that it builds. */
const resourceLists = ["resources", "bases", "components"];

interface Kustomization extends LabellingKustomization {
  readonly namespace: KustomizeNamespace | undefined;
  readonly patches: readonly string[];
}

/** Reads the kustomizations among the files. */
export function readKustomizations(files: readonly SourceFile[]): Kustomizations {
  const byDirectory = new Map<string, Kustomization>();
  for (const file of files) {
    if (isKustomizationFile(file.path)) byDirectory.set(directoryOf(file.path), readKustomization(file));
  }
  const namespaces = new Map<string, Map<string, KustomizeNamespace>>();
  for (const kustomization of byDirectory.values()) {
    const { namespace } = kustomization;
    if (namespace === undefined) continue;
    for (const path of filesBuiltBy(kustomization, byDirectory)) {
      const known = namespaces.get(path) ?? new Map<string, KustomizeNamespace>();
      namespaces.set(path, known.set(namespace.name, known.get(namespace.name) ?? namespace));
    }
  }
  return {
    patches: new Set([...byDirectory.values()].flatMap(({ patches }) => patches)),
    namespacesOf: (path) => [...(namespaces.get(path)?.values() ?? [])],
    labelsOf: labelBuilds(byDirectory),
  };
}

function readKustomization(file: SourceFile): Kustomization {
  const parsed = parseFast(file.text, 0);
  const root = parsed.ok ? parsed.documents[0] : undefined;
  const pathsIn = (lists: readonly string[]) =>
    lists.flatMap((list) => pathsNamedIn(nodeAt(root, list), directoryOf(file.path)));
  const namespace = namespaceIn(root, file);
  return { namespace, labels: labelsIn(root, file), patches: pathsIn(patchLists), resources: pathsIn(resourceLists) };
}

function namespaceIn(root: YamlNode | undefined, file: SourceFile): KustomizeNamespace | undefined {
  const name = textAt(root, "namespace");
  const node = nodeAt(root, "namespace");
  if (name === undefined || name === "" || node === undefined) return undefined;
  return { name, range: { file, start: node.start, end: node.end } };
}

function pathsNamedIn(list: YamlNode | undefined, directory: string): string[] {
  if (list?.kind !== "sequence") return [];
  return list.items.flatMap((item) => {
    const named = item.kind === "scalar" ? item.value : textAt(item, "path");
    // A patch may stand in the list itself, and a resource may be remote.
    if (typeof named !== "string" || /\n|:\/\//.test(named)) return [];
    return normalizePath(joinPath(directory, named)) ?? [];
  });
}

/** The files that a kustomization builds, by way of other kustomizations too. */
function filesBuiltBy(from: Kustomization, byDirectory: ReadonlyMap<string, Kustomization>): Set<string> {
  const files = new Set<string>();
  const visited = new Set([from]);
  for (const { resources } of visited) {
    for (const path of resources) {
      const next = byDirectory.get(path);
      // A set that grows while it is iterated over is iterated to its new end.
      if (next === undefined) files.add(path);
      else visited.add(next);
    }
  }
  return files;
}
