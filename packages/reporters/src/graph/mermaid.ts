import type { ShownGraph } from "@lintel/core";
import { showable } from "../text/untrusted.js";
import { edgeEnds, isRemoved, labelOf, namedNodes, textOf } from "./graph.js";

/**
 * Writes a graph as a Mermaid flowchart, a subgraph for each root.
 *
 * Source: https://mermaid.js.org/syntax/flowchart.html
 */
export function graphAsMermaid(graph: ShownGraph): string {
  const roots = namedNodes(graph);
  const endsOf = edgeEnds(roots);
  const lines = ["flowchart LR"];
  for (const [index, [root, nodes]] of [...roots].entries()) {
    lines.push(`  subgraph r${index} [${quote(root)}]`);
    for (const [name, node] of nodes) {
      lines.push(`    ${name}[${quote(textOf(node))}]`);
      if (isRemoved(node)) lines.push(`    style ${name} stroke-dasharray: 5 5`);
    }
    lines.push("  end");
  }
  for (const edge of graph.edges) {
    const ends = endsOf(edge);
    if (ends !== undefined) lines.push(`  ${ends.join(` -- ${quote(labelOf(edge))} --> `)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Characters that Mermaid, its Markdown or the HTML it makes would act on are written by their numbers. */
function quote(text: string): string {
  return `"${showable(text).replace(/["#&<>`\\;]/g, (character) => `#${character.charCodeAt(0)};`)}"`;
}
