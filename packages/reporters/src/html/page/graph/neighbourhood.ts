import type { PageEdge } from "../../page-data.js";

/** Connections of nodes, by the index of the node. */
export interface Adjacency {
  readonly outgoing: readonly (readonly number[])[];
  readonly incoming: readonly (readonly number[])[];
}

/** A part of the graph: what is drawn at a time. */
export interface Neighbourhood {
  /** Indices of nodes, those that it is about first. */
  readonly nodes: readonly number[];
  /** Indices of the edges between them. */
  readonly edges: readonly number[];
  /** How many nodes are as near and not in it. */
  readonly left: number;
  /** Nodes of it that so much is connected with that what lies behind them is not looked for. */
  readonly hubs: readonly number[];
}

/** Lists the edges of each node. */
export function adjacencyOf(nodeCount: number, edges: readonly PageEdge[]): Adjacency {
  const outgoing = Array.from({ length: nodeCount }, (): number[] => []);
  const incoming = Array.from({ length: nodeCount }, (): number[] => []);
  for (const [index, [from, to]] of edges.entries()) {
    outgoing[from]?.push(index);
    incoming[to]?.push(index);
  }
  return { outgoing, incoming };
}

/** What limits a neighbourhood. */
export interface Extent {
  readonly hops: number;
  /** What has more connections than this is not gone through, unless one starts there. */
  readonly hub: number;
  /** The most nodes; the nearest are taken, and of equally near ones those that weigh more. */
  readonly most: number;
  readonly isWanted: (edge: number) => boolean;
  readonly weightOf: (node: number) => number;
}

/** Finds what lies around some nodes, in either direction. */
export function neighbourhoodOf(
  starts: readonly number[],
  edges: readonly PageEdge[],
  { outgoing, incoming }: Adjacency,
  { hops, hub, most, isWanted, weightOf }: Extent,
): Neighbourhood {
  const edgesOf = (node: number): readonly number[] =>
    [...(outgoing[node] ?? []), ...(incoming[node] ?? [])].filter(isWanted);
  const taken = new Set(starts);
  const hubs: number[] = [];
  let left = 0;
  let frontier: readonly number[] = [...taken];
  for (let hop = 0; hop < hops; hop += 1) {
    const found = new Set<number>();
    for (const node of frontier) {
      const around = edgesOf(node);
      if (hop > 0 && around.length > hub) {
        hubs.push(node);
        continue;
      }
      for (const edge of around) {
        const [from, to] = edges[edge] ?? [node, node];
        const other = from === node ? to : from;
        if (!taken.has(other)) found.add(other);
      }
    }
    const ranked = [...found].sort((one, other) => weightOf(other) - weightOf(one) || one - other);
    frontier = ranked.slice(0, Math.max(0, most - taken.size));
    left += ranked.length - frontier.length;
    for (const node of frontier) taken.add(node);
  }
  const inside = [...taken].flatMap((node) =>
    (outgoing[node] ?? []).filter((edge) => isWanted(edge) && taken.has(edges[edge]?.[1] ?? -1)),
  );
  return { nodes: [...taken], edges: inside, left, hubs };
}
