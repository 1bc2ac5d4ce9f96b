import type { Graph, GraphEdge, GraphNode } from "./graph.js";
import type { Reading } from "./reading.js";

/** A reference from an attribute of one node to another node, and the attribute of that which it takes; `""` for the whole. */
export interface ReferenceEdge extends GraphEdge {
  readonly taken: string;
}

/**
 * Finds what every attribute of every node refers to, through variables, locals and module outputs: an edge for each exact
 * instance and attribute. This evaluates every attribute there is.
 */
export function findReferences(graph: Graph): readonly ReferenceEdge[] {
  return graph.nodes.flatMap((node) => referencesOf(node, graph));
}

/** Finds what the attributes of one node refer to. */
export function referencesOf(node: GraphNode, graph: Graph): readonly ReferenceEdge[] {
  const edges = new Map<string, ReferenceEdge>();
  visitAttributes(node.reading, "", (attribute, reading) => {
    for (const { address, attribute: taken } of reading.references?.() ?? []) {
      const to = graph.nodeAt(node.domain, address);
      if (to === undefined || to === node) continue;
      const key = `${attribute}\n${taken}\n${address}`;
      if (!edges.has(key)) {
        edges.set(key, { kind: "references", from: node, to, attribute, taken, range: reading.range });
      }
    }
  });
  return [...edges.values()];
}

/** Visits the attributes of a node and of the blocks nested in it, by their paths without indices. */
function visitAttributes(reading: Reading, path: string, visit: (path: string, reading: Reading) => void): void {
  if (reading.kind !== "object") return;
  for (const name of reading.keys()) {
    const attribute = reading.get(name);
    const at = path === "" ? name : `${path}.${name}`;
    if (attribute.kind !== "list" || !attribute.isBlocks) visit(at, attribute);
    else for (const block of attribute.items) visitAttributes(block, at, visit);
  }
}
