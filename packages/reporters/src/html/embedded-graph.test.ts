import type { ShownEdge, ShownGraph, ShownNode } from "@lintel/core";
import { expect, test } from "vitest";
import { at, finding } from "../testing/results.js";
import { embedGraph } from "./embedded-graph.js";

const location = at("main.tf", 1, 1, { column: 2 });

function node(index: number): ShownNode {
  return { address: `aws_a.n${String(index).padStart(5, "0")}`, type: "aws_a", kind: "resource", root: ".", location };
}

function edge(from: number, to: number, attribute = "x"): ShownEdge {
  const ends = { from: node(from).address, to: node(to).address };
  return { kind: "references", root: ".", ...ends, attribute, taken: "", location };
}

function graphOf(size: number, edges: readonly ShownEdge[]): ShownGraph {
  return { nodes: Array.from({ length: size }, (_node, index) => node(index)), edges, diagnostics: [] };
}

test("a graph keeps its nodes, and one connection for each pair, with what makes it", () => {
  const graph = embedGraph(graphOf(3, [edge(0, 1, "a"), edge(0, 1, "b"), edge(2, 0, "a")]), []);
  expect(graph.nodes.map(([, address]) => address)).toEqual([0, 1, 2].map((index) => node(index).address));
  expect(graph.edges.map(([from, to, , by]) => [from, to, graph.attributes[by]])).toEqual([
    [0, 1, "a, b"],
    [2, 0, "a"],
  ]);
  expect(graph).toMatchObject({ nodeCount: 3, edgeCount: 2 });
});

test("of a huge graph it keeps what findings are about and what is nearest to them, and says how much there is", () => {
  const size = 9000;
  const chain = Array.from({ length: size - 1 }, (_edge, index) => edge(index, index + 1));
  const about = finding({ resource: { address: node(8500).address, type: "aws_a", instances: [] } });
  const graph = embedGraph(graphOf(size, chain), [about]);
  const kept = new Set(graph.nodes.map(([, address]) => address));
  expect(kept.size).toBe(6000);
  for (const index of [8400, 8500, 8600]) expect(kept.has(node(index).address)).toBe(true);
  expect(graph.nodeCount).toBe(size);
  for (const [from, to] of graph.edges) expect(Math.max(from, to)).toBeLessThan(6000);
});

test("where everything refers to everything, each node keeps some of its connections", () => {
  const size = 200;
  const edges = Array.from({ length: size * size }, (_edge, at) => edge(Math.floor(at / size), at % size));
  const graph = embedGraph(graphOf(size, edges), []);
  expect(graph.edgeCount).toBe(size * size);
  expect(graph.edges.length).toBeLessThanOrEqual(24_000);
  expect(new Set(graph.edges.map(([from]) => from)).size).toBe(size);
});
