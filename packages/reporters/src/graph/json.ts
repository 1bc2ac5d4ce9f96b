import type { ShownGraph } from "@lintel/core";

/** Writes a graph as JSON: its nodes and edges as they are. */
export function graphAsJson({ nodes, edges }: ShownGraph): string {
  return `${JSON.stringify({ schemaVersion: 1, nodes, edges }, null, 2)}\n`;
}
