import type { Finding, ShownGraph, ShownNode } from "@lintel/core";
import type { PageEdge, PageGraph, PageNode } from "./page-data.js";

/** How much of a graph a page holds: what is beyond it is left out, the farthest from any finding first. */
const mostNodes = 6000;
const mostEdges = 24_000;

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
  const edges: PageEdge[] = [];
  const drawn = new Set<string>();
  for (const [index, edge] of graph.edges.entries()) {
    const [from, to] = (ends[index] ?? []).map((end) => place.get(end));
    if (from === undefined || to === undefined) continue;
    const made: PageEdge = [from, to, edgeKinds.of(edge.kind), attributes.of(edge.attribute)];
    // What takes several attributes of one node through one attribute is one connection to a reader.
    if (drawn.has(made.join(" "))) continue;
    if (edges.length === mostEdges) break;
    drawn.add(made.join(" "));
    edges.push(made);
  }
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
    edgeCount: edges.length === mostEdges || kept.length < graph.nodes.length ? graph.edges.length : edges.length,
  };
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
