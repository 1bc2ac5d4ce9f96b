import type { Graph, GraphEdge, GraphNode } from "../graph/graph.js";
import type { Link, Links, UndecidedLink } from "../graph/join.js";
import { referencesOf } from "../graph/references.js";

/** All connections of a graph: those of references, and those that were made when it was loaded. */
class AnyReferences {
  readonly #from = new Map<GraphNode, readonly GraphEdge[]>();
  readonly #to = new Map<string, ReadonlyMap<GraphNode, readonly GraphEdge[]>>();
  #domains: Map<string, GraphNode[]> | undefined;

  constructor(readonly graph: Graph) {}

  /** What a node refers to. */
  from(node: GraphNode): readonly GraphEdge[] {
    let edges = this.#from.get(node);
    if (edges === undefined) {
      this.#from.set(node, (edges = [...this.graph.edgesFrom(node), ...referencesOf(node, this.graph)]));
    }
    return edges;
  }

  /** What refers to a node, for which every value of every node of its domain is looked at, once. */
  to(node: GraphNode): readonly GraphEdge[] {
    let index = this.#to.get(node.domain);
    if (index === undefined) this.#to.set(node.domain, (index = this.#indexTargets(node.domain)));
    return index.get(node) ?? [];
  }

  #indexTargets(domain: string): ReadonlyMap<GraphNode, readonly GraphEdge[]> {
    const index = new Map<GraphNode, GraphEdge[]>();
    for (const source of this.#nodesIn(domain)) {
      for (const edge of this.from(source)) {
        const edges = index.get(edge.to);
        if (edges === undefined) index.set(edge.to, [edge]);
        else edges.push(edge);
      }
    }
    return index;
  }

  #nodesIn(domain: string): readonly GraphNode[] {
    if (this.#domains === undefined) {
      this.#domains = new Map();
      for (const node of this.graph.nodes) {
        const nodes = this.#domains.get(node.domain);
        if (nodes === undefined) this.#domains.set(node.domain, [node]);
        else nodes.push(node);
      }
    }
    return this.#domains.get(domain) ?? [];
  }
}

const known = new WeakMap<Graph, AnyReferences>();

/** Returns the nodes that a node refers to, or that refer to it, with whatever attribute. */
export function followAny(node: GraphNode, graph: Graph, isIncoming: boolean): Links {
  let references = known.get(graph);
  if (references === undefined) known.set(graph, (references = new AnyReferences(graph)));
  const linked = new Map<GraphNode, Link>();
  for (const { from, to, range } of isIncoming ? references.to(node) : references.from(node)) {
    const other = isIncoming ? from : to;
    if (other === node || linked.has(other)) continue;
    const reading = { kind: "scalar" as const, value: to.address, range, isSensitive: false };
    linked.set(other, { node: other, name: other.type, reading });
  }
  return { linked: linked.values(), undecided: isIncoming ? [] : undecidedFrom(node, graph) };
}

function undecidedFrom(node: GraphNode, graph: Graph): readonly UndecidedLink[] {
  return graph.unknownLinksFrom(node).map(({ to, reason }) => ({
    other: to === undefined ? undefined : { node: to, name: to.type },
    reading: undefined,
    reason,
  }));
}
