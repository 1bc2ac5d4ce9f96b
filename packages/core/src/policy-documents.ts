import { documentData, type DocumentData } from "./document-data.js";
import type { Graph, GraphNode } from "./graph/graph.js";
import { shownEdges } from "./shown-graph.js";
import { hiddenRanges } from "./hidden-ranges.js";
import type { LoadedSources } from "./loaded-sources.js";
import { maskedPlan } from "./plan-document.js";
import type { EngineSubjects } from "./policy/engine-findings.js";
import type { PolicyDocument, PolicyDocuments } from "./policy/engine.js";

type IsHidden = ReturnType<typeof hiddenRanges>;

/** What was read, as documents, and the way from a document back to what it tells of. */
export interface ReadDocuments {
  readonly documents: PolicyDocuments;
  readonly subjects: EngineSubjects;
}

/** Offers what was read to policies that take JSON. Nothing is made before it is asked for, and nothing twice. */
export function policyDocuments({
  graph,
  plans,
  sensitivePlaces,
}: Pick<LoadedSources, "graph" | "plans" | "sensitivePlaces">): ReadDocuments {
  const isHidden = hiddenRanges(sensitivePlaces);
  const nodes = new Map<PolicyDocument, GraphNode>();
  const files = new Map<PolicyDocument, GraphNode["range"]["file"]>();
  const documents: PolicyDocuments = {
    graph: once(() =>
      graph.nodes.length === 0 && graph.removed.length === 0 ? undefined : graphDocument(graph, isHidden),
    ),
    // A binary plan is no JSON, and what is made of it lacks much that rules may ask for.
    plans: once(() =>
      plans
        .filter(({ plan }) => plan.kind === "plan" && plan.file.text !== "")
        .map(({ plan: { file, document } }) => {
          const made: PolicyDocument = { path: file.path, value: maskedPlan(document), unknownCount: 0 };
          files.set(made, file);
          return made;
        }),
    ),
    manifests: once(() =>
      graph.nodes
        .filter(({ kind }) => kind === "object")
        .map((node) => {
          const { value, unknown } = documentData(node.reading, "null", isHidden);
          const made: PolicyDocument = { path: node.range.file.path, value, unknownCount: unknown.length };
          nodes.set(made, node);
          return made;
        }),
    ),
  };
  return {
    documents,
    subjects: { graph, nodeOf: (document) => nodes.get(document), fileOf: (document) => files.get(document) },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function graphDocument(graph: Graph, isHidden: IsHidden): PolicyDocument {
  let unknownCount = 0;
  const describe = (node: GraphNode): object => {
    const described = describeNode(node, isHidden);
    unknownCount += described.unknown.length;
    return described;
  };
  const value = {
    schemaVersion: 1,
    nodes: graph.nodes.map(describe),
    removed: graph.removed.map(describe),
    edges: shownEdges(graph).map(({ kind, root, from, to, attribute, taken }) => {
      return { kind, root, from, to, attribute, taken };
    }),
  };
  return { path: ".", value, unknownCount };
}

/** A node as policies see it that take JSON. */
function describeNode(
  node: GraphNode,
  isHidden: IsHidden,
): Readonly<Record<string, unknown>> & Pick<DocumentData, "unknown"> {
  const { address, blockAddress, type, kind, domain, range, change, uncertain } = node;
  const { value, unknown, sensitive } = documentData(node.reading, "omit", isHidden);
  return {
    address,
    blockAddress,
    type,
    kind,
    root: domain,
    views: [...(node.views?.keys() ?? [])],
    file: range.file.path,
    line: range.file.positionAt(range.start).line,
    values: value,
    unknown,
    sensitive,
    ...(uncertain === undefined ? {} : { uncertain: uncertain.reason }),
    ...(change === undefined
      ? {}
      : { change: { action: change.action, attributes: change.attributes, replacing: change.replacing } }),
  };
}
