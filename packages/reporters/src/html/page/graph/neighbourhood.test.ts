import { expect, test } from "vitest";
import type { PageEdge } from "../../page-data.js";
import { adjacencyOf, neighbourhoodOf, type Extent, type Neighbourhood } from "./neighbourhood.js";

const edge = (from: number, to: number): PageEdge => [from, to, 0, 0];

/** A chain 0 > 1 > 2 > 3, and a hub 4 that 1 and twenty others refer to. */
const edges = [
  edge(0, 1),
  edge(1, 2),
  edge(2, 3),
  edge(1, 4),
  ...Array.from({ length: 20 }, (_node, index) => edge(5 + index, 4)),
];

function around(starts: readonly number[], changes: Partial<Extent> = {}): Neighbourhood {
  const extent: Extent = { hops: 2, hub: 12, most: 40, isWanted: () => true, weightOf: () => 0, ...changes };
  return neighbourhoodOf(starts, edges, adjacencyOf(25, edges), extent);
}

test("it holds what is so many connections away, in both directions", () => {
  expect(around([2], { hops: 1 }).nodes).toEqual([2, 1, 3]);
  expect(around([0], { hops: 3 }).nodes).toEqual([0, 1, 2, 4, 3]);
});

test("it does not go through what everything refers to, unless it starts there", () => {
  const { nodes, hubs } = around([0], { hops: 4 });
  expect(nodes).not.toContain(5);
  expect(hubs).toEqual([4]);
  expect(around([4], { hops: 1 }).nodes).toHaveLength(22);
});

test("it takes what weighs more where there is no room, and says how much it leaves", () => {
  const { nodes, left } = around([4], { hops: 1, most: 3, weightOf: (node) => (node === 24 ? 2 : node === 7 ? 1 : 0) });
  expect(nodes).toEqual([4, 24, 7]);
  expect(left).toBe(19);
});

test("its edges are those between its nodes that are wanted", () => {
  const { nodes, edges: inside } = around([1], { hops: 1, isWanted: (index) => index !== 3 });
  expect(nodes).toEqual([1, 0, 2]);
  expect([...inside].sort()).toEqual([0, 1]);
});
