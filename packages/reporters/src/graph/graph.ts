import type { ShownEdge, ShownGraph, ShownNode } from "@lintel/core";

/** Turns a graph into text in one format. */
export type GraphReporter = (graph: ShownGraph) => string;

/** What stands at an edge: what it is, and the attribute that makes it. */
export function labelOf({ kind, attribute }: ShownEdge): string {
  return attribute === "" ? kind : `${kind} ${attribute}`;
}

/** What stands in a node: its address, and what a plan does to it where that is anything. */
export function textOf({ address, change, drift }: ShownNode): string {
  const marks = [
    ...(change === undefined || change.action === "no-op" ? [] : [change.action]),
    ...(drift === undefined ? [] : ["drifted"]),
  ];
  return marks.length === 0 ? address : `${address} (${marks.join(", ")})`;
}

/** Whether a plan leaves nothing of a node. */
export function isRemoved({ change }: ShownNode): boolean {
  return change?.action === "delete" || change?.action === "forget";
}

/** The nodes of each root, each with a name of its own that any format can take, in order. */
export function namedNodes({ nodes }: ShownGraph): ReadonlyMap<string, ReadonlyMap<string, ShownNode>> {
  const roots = new Map<string, Map<string, ShownNode>>();
  nodes.forEach((node, index) => {
    let root = roots.get(node.root);
    if (root === undefined) roots.set(node.root, (root = new Map<string, ShownNode>()));
    root.set(`n${index}`, node);
  });
  return roots;
}

/** Finds the names of the two ends of an edge. The first of several nodes with one address is meant. */
export function edgeEnds(
  roots: ReadonlyMap<string, ReadonlyMap<string, ShownNode>>,
): (edge: ShownEdge) => readonly [string, string] | undefined {
  const names = new Map<string, string>();
  for (const nodes of roots.values()) {
    for (const [name, { root, address }] of nodes) {
      const key = `${root}\n${address}`;
      if (!names.has(key)) names.set(key, name);
    }
  }
  return ({ root, from, to }) => {
    const [start, end] = [names.get(`${root}\n${from}`), names.get(`${root}\n${to}`)];
    return start === undefined || end === undefined ? undefined : [start, end];
  };
}
