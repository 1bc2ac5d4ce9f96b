import type { Graph, GraphNode } from "../../graph/graph.js";
import type { SourceRange } from "../../source/source-file.js";

/** Finds the header of the module call at an address without instance keys. */
export type CallIndex = (domain: string, blockAddress: string) => SourceRange | undefined;

/** Indexes the module calls of a graph when it is first asked. */
export function indexCalls(graph: Graph): CallIndex {
  let calls: Map<string, SourceRange> | undefined;
  return (domain, blockAddress) => {
    if (calls === undefined) {
      calls = new Map();
      for (const node of graph.nodes) {
        if (node.kind === "module") calls.set(`${node.domain}\n${node.blockAddress}`, node.range);
      }
    }
    return calls.get(`${domain}\n${blockAddress}`);
  };
}

/** The headers of the module calls that a node is inside of. */
export function callsAround({ domain, blockAddress }: GraphNode, calls: CallIndex): readonly SourceRange[] {
  const headers: SourceRange[] = [];
  for (let at = 0; blockAddress.startsWith("module.", at);) {
    const end = blockAddress.indexOf(".", at + "module.".length);
    if (end === -1) break;
    const header = calls(domain, blockAddress.slice(0, end));
    if (header !== undefined) headers.push(header);
    at = end + 1;
  }
  return headers;
}
