import type { Finding, ShownGraph, ShownNode } from "@lintel/core";
import type { PageEdge, PageGraph, PageNode } from "./page-data.js";

/** How much of a graph a page holds: what is beyond it is left out, the farthest from any finding first. */
const mostNodes = 6000;
const mostEdges = 24_000;
const mostOfNode = 64;
const mostAttributes = 5;

/** Writes a graph compactly; of a huge one what lies around the findings. */
export function embedGraph(graph: ShownGraph, findings: readonly Finding[]): PageGraph {
  const keyOf = (root: string, address: string): string => `${root}\n${address}`;
  const indexOf = new Map(graph.nodes.map(({ root, address }, index) => [keyOf(root, address), index]));
  const ends = graph.edges.map(({ root, from, to }) => [
    indexOf.get(keyOf(root, from)) ?? -1,
    indexOf.get(keyOf(root, to)) ?? -1,
  ]) as readonly (readonly [number, number])[];
  const kept = keptNodes(graph, ends, findings);
  const place = new Map(kept.map((index, at) => [index, at]));
  const roots = new Names<string>();
  const types = new Names<string>();
  const kinds = new Names<ShownNode["kind"]>();
  const files = new Names<string>();
  const edgeKinds = new Names<string>();
  const attributes = new Names<string>();
  const nodes = kept.flatMap((index): PageNode[] => {
    const node = graph.nodes[index];
    if (node === undefined) return [];
    const { root, address, type, kind, location, change } = node;
    const file = files.of(location.file);
    const action = change === undefined || change.action === "no-op" ? "" : change.action;
    return [[roots.of(root), address, types.of(type), kinds.of(kind), file, location.start.line, action]];
  });
  const connections = connectionsOf(graph, ends, place);
  const edges = limited(connections).map(({ from, to, kind, by }): PageEdge => [
    from,
    to,
    edgeKinds.of(kind),
    attributes.of([...by].join(", ")),
  ]);
  return {
    roots: roots.all,
    types: types.all,
    kinds: kinds.all,
    files: files.all,
    edgeKinds: edgeKinds.all,
    attributes: attributes.all,
    nodes,
    edges,
    nodeCount: graph.nodes.length,
    edgeCount: connections.length,
  };
}

/** What connects two nodes in one way. */
interface Connection {
  readonly from: number;
  readonly to: number;
  readonly kind: string;
  /** The attributes that do. */
  readonly by: Set<string>;
}

/** The connections between nodes that are kept: one for each pair and kind, whichever attributes make it. */
function connectionsOf(
  { edges }: ShownGraph,
  ends: readonly (readonly [number, number])[],
  place: ReadonlyMap<number, number>,
): readonly Connection[] {
  const connections = new Map<string, Connection>();
  for (const [index, { kind, attribute }] of edges.entries()) {
    const [from, to] = (ends[index] ?? []).map((end) => place.get(end));
    if (from === undefined || to === undefined) continue;
    const key = `${String(from)} ${String(to)} ${kind}`;
    const known = connections.get(key);
    if (known === undefined) connections.set(key, { from, to, kind, by: new Set([attribute]) });
    else if (known.by.size < mostAttributes) known.by.add(attribute);
  }
  return [...connections.values()];
}

/** Where there are too many, the first of each node: instances of one block that all refer to all of another make them. */
function limited(connections: readonly Connection[]): readonly Connection[] {
  let kept = connections;
  for (let limit = mostOfNode; kept.length > mostEdges && limit >= 1; limit = Math.floor(limit / 2)) {
    const counts = new Map<number, number>();
    kept = connections.filter(({ from }) => {
      const count = (counts.get(from) ?? 0) + 1;
      counts.set(from, count);
      return count <= limit;
    });
  }
  return kept.slice(0, mostEdges);
}

/** The indices of the nodes to keep, in order: all, or those that findings are about and what is nearest to them. */
function keptNodes(
  { nodes }: ShownGraph,
  ends: readonly (readonly [number, number])[],
  findings: readonly Finding[],
): readonly number[] {
  if (nodes.length <= mostNodes) return nodes.map((_node, index) => index);
  const wanted = new Set(
    findings.flatMap(({ resource, path = [] }) => [resource.address, ...resource.instances, ...path]),
  );
  const neighbours = nodes.map((): number[] => []);
  for (const [from, to] of ends) {
    neighbours[from]?.push(to);
    neighbours[to]?.push(from);
  }
  const queue = nodes.flatMap(({ address }, index) => (wanted.has(address) ? [index] : []));
  const kept = new Set<number>();
  for (let at = 0; at < queue.length && kept.size < mostNodes; at += 1) {
    const index = queue[at] ?? -1;
    if (index === -1 || kept.has(index)) continue;
    kept.add(index);
    queue.push(...(neighbours[index] ?? []));
  }
  for (const index of nodes.keys()) {
    if (kept.size === mostNodes) break;
    kept.add(index);
  }
  return [...kept].sort((left, right) => left - right);
}

/** Numbers names in the order in which they come up. */
class Names<T extends string> {
  readonly all: T[] = [];
  readonly #indices = new Map<T, number>();

  of(name: T): number {
    let index = this.#indices.get(name);
    if (index === undefined) {
      index = this.all.push(name) - 1;
      this.#indices.set(name, index);
    }
    return index;
  }
}
