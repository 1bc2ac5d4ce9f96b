import type { PageEdge, PageFinding, PageGraph } from "../../page-data.js";
import { severities, type Entry } from "../filter.js";
import { adjacencyOf, type Adjacency } from "./neighbourhood.js";

/** A node of the graph, with what is found of it. */
export interface ModelNode {
  readonly index: number;
  readonly root: string;
  readonly address: string;
  readonly type: string;
  readonly kind: string;
  readonly file: string;
  readonly line: number;
  /** What a plan does to it; empty where there is none, or nothing. */
  readonly change: string;
  /** Failures, the gravest first. */
  readonly failing: readonly Entry[];
}

/** A connection as seen from one of its ends. */
export interface Neighbour {
  readonly node: ModelNode;
  readonly kind: string;
  readonly attribute: string;
}

/** The graph, and which findings are about which of its nodes. */
export class GraphModel {
  readonly nodes: readonly ModelNode[];
  readonly edges: readonly PageEdge[];
  readonly adjacency: Adjacency;
  readonly #byAddress = new Map<string, ModelNode[]>();

  constructor(
    readonly graph: PageGraph,
    entries: readonly Entry[],
  ) {
    const failing: Entry[][] = graph.nodes.map(() => []);
    this.nodes = graph.nodes.map(([root, address, type, kind, file, line, change], index) => ({
      index,
      root: graph.roots[root] ?? ".",
      address,
      type: graph.types[type] ?? "",
      kind: graph.kinds[kind] ?? "resource",
      file: graph.files[file] ?? "",
      line,
      change,
      failing: failing[index] ?? [],
    }));
    for (const node of this.nodes) {
      const same = this.#byAddress.get(node.address);
      if (same === undefined) this.#byAddress.set(node.address, [node]);
      else same.push(node);
    }
    for (const entry of entries) {
      if (entry.finding.status !== "fail") continue;
      for (const node of this.nodesOf(entry.finding)) failing[node.index]?.push(entry);
    }
    for (const list of failing) list.sort((one, other) => one.rank - other.rank || one.order - other.order);
    this.edges = graph.edges;
    this.adjacency = adjacencyOf(graph.nodes.length, graph.edges);
  }

  /** The node at an address; in the root that is named, or else in the first that has it. */
  nodeAt(address: string, root?: string): ModelNode | undefined {
    const nodes = this.#byAddress.get(address);
    return nodes?.find((node) => node.root === root) ?? nodes?.[0];
  }

  /** The nodes that a finding is about: its instances, in each root whose node stands in the finding's file. */
  nodesOf({ resource, location }: PageFinding): readonly ModelNode[] {
    const addresses = resource.instances.length > 0 ? resource.instances : [resource.address];
    return addresses.flatMap((address) => {
      const nodes = this.#byAddress.get(address) ?? this.#byAddress.get(address.replace(/#.*$/, "")) ?? [];
      const here = nodes.filter(({ file }) => file === location.file);
      return here.length > 0 ? here : nodes.slice(0, 1);
    });
  }

  /** The nodes along a finding's path; those that the page does not hold are left out. */
  pathOf(finding: PageFinding): readonly ModelNode[] {
    const root = this.nodesOf(finding)[0]?.root;
    return (finding.path ?? []).flatMap((address) => this.nodeAt(address, root) ?? []);
  }

  /** What a node leads to, and what leads to it, each other node once for each way. */
  neighboursOf(index: number, direction: keyof Adjacency): readonly Neighbour[] {
    const { edgeKinds, attributes } = this.graph;
    return (this.adjacency[direction][index] ?? []).flatMap((at) => {
      const [from, to, kind, attribute] = this.edges[at] ?? [0, 0, 0, 0];
      const node = this.nodes[direction === "outgoing" ? to : from];
      if (node === undefined) return [];
      return [{ node, kind: edgeKinds[kind] ?? "", attribute: attributes[attribute] ?? "" }];
    });
  }

  /** Whether an edge says where something is configured or contained, rather than what it uses. */
  isStructure(edge: number): boolean {
    const kind = this.graph.edgeKinds[this.edges[edge]?.[2] ?? -1];
    return kind === "configuredBy" || kind === "contains";
  }

  /** How much a node should be drawn rather than others: by what is found of it. */
  weightOf = (index: number): number => {
    const [worst, ...others] = this.nodes[index]?.failing ?? [];
    // Of what nothing is found of, things before variables and outputs, which only lead to them.
    if (worst === undefined) return ["resource", "object"].includes(this.nodes[index]?.kind ?? "") ? 1 : 0;
    return (severities.length - worst.rank) * 1000 + others.length + 1;
  };
}
