import type { SourceFile, SourceRange } from "../source/source-file.js";
import { nodeAt, type YamlNode } from "./yaml-node.js";

/** A label that a kustomization gives to everything it builds, and where it says so. */
export interface KustomizeLabel {
  readonly value: string;
  readonly range: SourceRange;
}

/** The labels that one build gives to the objects of a file, by name. */
export type LabelsOfBuild = ReadonlyMap<string, KustomizeLabel>;

/** A kustomization, as far as labels go. */
export interface LabellingKustomization {
  readonly labels: LabelsOfBuild;
  /** Files, and directories of other kustomizations. */
  readonly resources: readonly string[];
}

/** Reads the labels of a kustomization: `labels`, and the older `commonLabels`. */
export function labelsIn(root: YamlNode | undefined, file: SourceFile): LabelsOfBuild {
  const labels = new Map<string, KustomizeLabel>();
  const add = (pairs: YamlNode | undefined): void => {
    if (pairs?.kind !== "mapping") return;
    for (const { key, keyStart, value } of pairs.entries.values()) {
      if (value.kind !== "scalar" || value.value === null) continue;
      labels.set(key, { value: value.digits ?? String(value.value), range: { file, start: keyStart, end: value.end } });
    }
  };
  add(nodeAt(root, "commonLabels"));
  const list = nodeAt(root, "labels");
  if (list?.kind === "sequence") for (const item of list.items) add(nodeAt(item, "pairs"));
  return labels;
}

const none: readonly LabelsOfBuild[] = [];

/**
 * Tells what labels the objects of a file get from each build that has it. A build begins at a kustomization that no other one
 * includes; the outer ones have the last word.
 */
export function labelBuilds(
  byDirectory: ReadonlyMap<string, LabellingKustomization>,
): (path: string) => readonly LabelsOfBuild[] {
  const all = [...byDirectory.values()];
  if (all.every(({ labels }) => labels.size === 0)) return () => none;
  const included = new Set(all.flatMap(({ resources }) => resources));
  const found = new Map<string, LabelsOfBuild[]>();
  for (const [directory, kustomization] of byDirectory) {
    if (included.has(directory)) continue;
    for (const [path, labels] of filesOfBuild(kustomization, byDirectory)) {
      const builds = found.get(path);
      if (builds === undefined) found.set(path, [labels]);
      else builds.push(labels);
    }
  }
  return (path) => found.get(path) ?? none;
}

function filesOfBuild(
  from: LabellingKustomization,
  byDirectory: ReadonlyMap<string, LabellingKustomization>,
): ReadonlyMap<string, LabelsOfBuild> {
  const files = new Map<string, LabelsOfBuild>();
  // A map that grows while it is iterated over is iterated to its new end.
  const labelsAt = new Map<LabellingKustomization, LabelsOfBuild>([[from, from.labels]]);
  for (const [{ resources }, labels] of labelsAt) {
    for (const path of resources) {
      const next = byDirectory.get(path);
      if (next === undefined) files.set(path, labels);
      else if (!labelsAt.has(next)) labelsAt.set(next, new Map([...next.labels, ...labels]));
    }
  }
  return files;
}
