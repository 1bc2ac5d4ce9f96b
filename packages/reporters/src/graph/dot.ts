import type { ShownGraph } from "@lintel/core";
import { showable } from "../text/untrusted.js";
import { edgeEnds, isRemoved, labelOf, namedNodes, textOf } from "./graph.js";

/**
 * Writes a graph in the language of Graphviz, a cluster for each root.
 *
 * Source: https://graphviz.org/doc/info/lang.html
 */
export function graphAsDot(graph: ShownGraph): string {
  const roots = namedNodes(graph);
  const endsOf = edgeEnds(roots);
  const lines = ["digraph lintel {", "  rankdir=LR;", "  node [shape=box];"];
  for (const [index, [root, nodes]] of [...roots].entries()) {
    lines.push(`  subgraph cluster_${index} {`, `    label=${quote(root)};`);
    for (const [name, node] of nodes) {
      const { type, location } = node;
      const style = isRemoved(node) ? ", style=dashed" : "";
      const place = `${location.file}:${location.start.line}`;
      lines.push(`    ${name} [label=${quote(textOf(node))}, tooltip=${quote(`${type} at ${place}`)}${style}];`);
    }
    lines.push("  }");
  }
  for (const edge of graph.edges) {
    const ends = endsOf(edge);
    if (ends !== undefined) lines.push(`  ${ends.join(" -> ")} [label=${quote(labelOf(edge))}];`);
  }
  return `${[...lines, "}"].join("\n")}\n`;
}

/** In a quoted text a backslash may begin an escape, such as the line break `\n`, so it is written twice. */
function quote(text: string): string {
  return `"${showable(text).replace(/[\\"]/g, "\\$&")}"`;
}
