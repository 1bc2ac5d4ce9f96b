import fc from "fast-check";
import { expect, test } from "vitest";
import { layOut } from "./layered-layout.js";

const spacing = { layer: 10, node: 2 };

const graphs = fc.integer({ min: 1, max: 14 }).chain((size) =>
  fc.record({
    ids: fc.constant(Array.from({ length: size }, (_id, index) => index * 3)),
    edges: fc.array(
      fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).map(([from, to]): [number, number] => [from * 3, to * 3]),
      { maxLength: 30 },
    ),
  }),
);

test("every node has a place of its own, and the same one each time", () => {
  fc.assert(
    fc.property(graphs, ({ ids, edges }) => {
      const placed = layOut(ids, edges, spacing);
      expect(placed.map(({ id }) => id).sort((one, other) => one - other)).toEqual(ids);
      expect(layOut(ids, edges, spacing)).toEqual(placed);
      for (const [index, one] of placed.entries()) {
        expect(Number.isFinite(one.x) && Number.isFinite(one.y)).toBe(true);
        for (const other of placed.slice(index + 1)) {
          expect(one.x !== other.x || Math.abs(one.y - other.y) >= spacing.node - 1e-9).toBe(true);
        }
      }
    }),
  );
});

test("edges lead to the right where nothing goes round in circles", () => {
  fc.assert(
    fc.property(graphs, ({ ids, edges }) => {
      const forward = edges.filter(([from, to]) => from < to);
      const x = new Map(layOut(ids, forward, spacing).map((each) => [each.id, each.x]));
      for (const [from, to] of forward) expect(x.get(to)).toBeGreaterThan(x.get(from) ?? Infinity);
    }),
  );
});
