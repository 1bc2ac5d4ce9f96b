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
  { hops, most, isWanted, weightOf }: Extent,
): Neighbourhood {
  const taken = new Set(starts);
  let left = 0;
  let frontier: readonly number[] = [...taken];
  for (let hop = 0; hop < hops; hop += 1) {
    const found = new Set<number>();
    for (const node of frontier) {
      for (const edge of [...(outgoing[node] ?? []), ...(incoming[node] ?? [])]) {
        if (!isWanted(edge)) continue;
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
  return { nodes: [...taken], edges: inside, left };
}
