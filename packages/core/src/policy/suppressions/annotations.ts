import { readingAs, type Graph, type GraphNode } from "../../graph/graph.js";
import type { Reading } from "../../graph/reading.js";
import type { HclFile } from "../../hcl/syntax.js";
import type { SourceFile } from "../../source/source-file.js";
import { mayHaveAnnotations, readAnnotation } from "./annotation-syntax.js";
import { FileExtents } from "./extents.js";
import { step } from "./step.js";
import type { FoundSuppressions, SuppressionMistake, SuppressionScope, WrittenSuppression } from "./suppression.js";

/** Reads the suppressions in annotations of Kubernetes objects and pod templates, Terraform's resources for them included. */
export function suppressionsInAnnotations(graph: Graph, trees: readonly HclFile[]): FoundSuppressions {
  const suppressions: WrittenSuppression[] = [];
  const mistakes: SuppressionMistake[] = [];
  const extents = new FileExtents(trees);
  const files = new Map<SourceFile, boolean>();
  for (const node of graph.nodes) {
    if (node.kind !== "object" && !node.type.startsWith("kubernetes_")) continue;
    const { file } = node.range;
    let isConcerned = files.get(file);
    if (isConcerned === undefined) files.set(file, (isConcerned = mayHaveAnnotations(file.text)));
    if (!isConcerned) continue;
    for (const { metadata, scope } of annotatedParts(node, extents)) {
      readPart(step(metadata, "annotations"), scope, suppressions, mistakes);
    }
  }
  return { suppressions, mistakes };
}

/** The places of a node that have annotations: its own, and those of its pod template. */
function annotatedParts(
  node: GraphNode,
  extents: FileExtents,
): readonly { readonly metadata: Reading; readonly scope: SuppressionScope }[] {
  const { domain, address, range } = node;
  const own = node.views?.has("pod") === true ? readingAs(node, "pod") : viewOf(node);
  const whole: SuppressionScope = { kind: "node", domain, address, file: range.file.path };
  const parts = [{ metadata: step(own, "metadata"), scope: whole }];
  const template = step(own, "pod");
  // The pod template of a pod is the pod itself.
  if (template.kind !== "object" || isSamePlace(template, own)) return parts;
  const extent = extents.around(template.range);
  if (extent === undefined) return parts;
  const scope: SuppressionScope = { kind: "place", range: extent, followsTraces: false, isCall: false };
  return [...parts, { metadata: step(template, "metadata"), scope }];
}

/** A resource of Terraform's in the words of Kubernetes, where it has them. */
function viewOf(node: GraphNode): Reading {
  const [view] = node.kind === "object" ? [] : (node.views?.values() ?? []);
  return view?.() ?? node.reading;
}

function isSamePlace({ range: one }: Reading, { range: other }: Reading): boolean {
  return one.file === other.file && one.start === other.start && one.end === other.end;
}

function readPart(
  annotations: Reading,
  scope: SuppressionScope,
  suppressions: WrittenSuppression[],
  mistakes: SuppressionMistake[],
): void {
  if (annotations.kind !== "object") return;
  for (const name of annotations.keys()) {
    const annotation = annotations.get(name);
    if (annotation.kind !== "scalar") continue;
    const read = readAnnotation(name, String(annotation.value));
    if (read === undefined) continue;
    const { range } = annotation;
    if ("problem" in read) mistakes.push({ message: read.problem, hint: read.hint, range });
    else {
      const reason = annotation.isSensitive ? undefined : read.reason;
      suppressions.push({ ...read, reason, kind: "annotation", scope, range });
    }
  }
}
