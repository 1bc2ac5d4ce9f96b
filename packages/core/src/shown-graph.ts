import type { ChangeAction, NodeChange } from "./graph/change.js";
import type { EdgeKind, Graph, GraphEdge, GraphNode, NodeKind } from "./graph/graph.js";
import { findReferences } from "./graph/references.js";
import { loadSources, type LoadedSources } from "./loaded-sources.js";
import { locate } from "./policy/assemble.js";
import type { Location, ReportedDiagnostic } from "./policy/finding.js";
import type { SourceOptions } from "./scan-options.js";
import { compareCodePoints } from "./source/code-points.js";
import { moduleAround } from "./terraform/plan/address.js";

/** What a plan does to a node, or how it drifted, without the values. */
export interface ShownChange {
  readonly action: ChangeAction;
  /** The outermost attributes that differ. */
  readonly attributes: readonly string[];
  /** Paths of the attributes that force replacement. */
  readonly replacing: readonly string[];
  /** Where it was before, when it was moved. */
  readonly movedFrom?: string | undefined;
}

/** A node of a graph as it is shown. */
export interface ShownNode {
  readonly address: string;
  readonly type: string;
  readonly kind: NodeKind;
  /** The root module's directory, or that of a cluster's manifests: addresses are unique in it, and edges never leave it. */
  readonly root: string;
  readonly location: Location;
  /** What the plan does to it that it was read from; nodes that the plan deletes or forgets are shown too. */
  readonly change?: ShownChange | undefined;
  /** How it was found to differ from what the last apply left. */
  readonly drift?: ShownChange | undefined;
}

/** An edge of a graph as it is shown. Both ends are addresses in one root. */
export interface ShownEdge {
  readonly kind: EdgeKind;
  readonly root: string;
  readonly from: string;
  readonly to: string;
  /** The attribute of `from` that makes the connection, by its path without indices; empty for what none makes. */
  readonly attribute: string;
  /** The attribute of `to` that a reference takes; empty for the whole, and for other kinds. */
  readonly taken: string;
  /** Where the connection is written. */
  readonly location: Location;
}

/** A graph as data, in a fixed order: nodes by root and address, edges by their ends. */
export interface ShownGraph {
  readonly nodes: readonly ShownNode[];
  readonly edges: readonly ShownEdge[];
  readonly diagnostics: readonly ReportedDiagnostic[];
}

/** Loads everything under the given paths and returns the graph that policies see, with every reference as an edge. */
export async function readGraph(options: SourceOptions): Promise<ShownGraph> {
  return showGraph(await loadSources(options));
}

function showGraph({ graph, log }: LoadedSources): ShownGraph {
  const nodes = [...graph.nodes, ...graph.removed].map(shownNode);
  return {
    nodes: nodes.sort((left, right) => compareBy(nodeKeys, left, right)),
    edges: shownEdges(graph),
    diagnostics: log.sorted(),
  };
}

/** Shows what is in the graph of any scenario, with the connections of all of them. */
export function showGraphs([first, ...others]: readonly [LoadedSources, ...LoadedSources[]]): ShownGraph {
  if (others.length === 0) return showGraph(first);
  const graphs = [first, ...others].map(showGraph);
  const nodes = new Map<string, ShownNode>();
  const edges = new Map<string, ShownEdge>();
  for (const graph of graphs) {
    for (const node of graph.nodes) nodes.set(JSON.stringify([node.root, node.address, node.type]), node);
    for (const edge of graph.edges) edges.set(JSON.stringify(edgeKeys.map((key) => edge[key])), edge);
  }
  return {
    nodes: [...nodes.values()].sort((left, right) => compareBy(nodeKeys, left, right)),
    edges: [...edges.values()].sort((left, right) => compareBy(edgeKeys, left, right)),
    diagnostics: first.log.sorted(),
  };
}

/** What tells nodes from each other, and edges, in the order in which they are sorted. */
const nodeKeys = ["root", "address", "type"] as const;
const edgeKeys = ["root", "from", "to", "kind", "attribute", "taken"] as const;

/** Returns every edge of a graph, references included, in order of their ends. This evaluates every attribute there is. */
export function shownEdges(graph: Graph): readonly ShownEdge[] {
  const references = findReferences(graph).map((edge) => shownEdge(edge, edge.taken));
  const others = [...graph.edges, ...structureOf(graph)].map((edge) => shownEdge(edge, ""));
  return [...references, ...others].sort((left, right) => compareBy(edgeKeys, left, right));
}

function shownNode({ address, type, kind, domain, range, change, drift }: GraphNode): ShownNode {
  return {
    ...{ address, type, kind, root: domain, location: locate(range) },
    ...(change === undefined ? {} : { change: shownChange(change) }),
    ...(drift === undefined ? {} : { drift: shownChange(drift) }),
  };
}

function shownChange({ action, attributes, replacing, movedFrom }: NodeChange): ShownChange {
  return { action, attributes, replacing, ...(movedFrom === undefined ? {} : { movedFrom }) };
}

/** What lies in which module call, and what is configured by which provider. */
function structureOf(graph: Graph): readonly GraphEdge[] {
  return [...graph.nodes, ...graph.removed].flatMap((node) => {
    const edges: GraphEdge[] = [];
    const { domain, range } = node;
    const around = moduleAround(node.address);
    const module = around === undefined ? undefined : graph.nodeAt(domain, around);
    if (module !== undefined) edges.push({ kind: "contains", from: module, to: node, attribute: "", range });
    const configuring = node.configuredBy?.();
    const provider = configuring === undefined ? undefined : graph.nodeAt(domain, configuring);
    if (provider !== undefined) {
      edges.push({ kind: "configuredBy", from: node, to: provider, attribute: "provider", range });
    }
    return edges;
  });
}

function shownEdge({ kind, from, to, attribute, range }: GraphEdge, taken: string): ShownEdge {
  const ends = { root: from.domain, from: from.address, to: to.address };
  return { kind, ...ends, attribute, taken, location: locate(range) };
}

function compareBy<K extends string>(keys: readonly K[], left: Record<K, string>, right: Record<K, string>): number {
  for (const key of keys) {
    const order = compareCodePoints(left[key], right[key]);
    if (order !== 0) return order;
  }
  return 0;
}
