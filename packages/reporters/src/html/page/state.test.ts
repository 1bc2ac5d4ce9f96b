import fc from "fast-check";
import { expect, test } from "vitest";
import { facetNames, initialState, mostHops, readState, sorts, views, writeState, type PageState } from "./state.js";

// Halves of surrogate pairs, which cannot stand in an address, are not made.
const text = fc.string({ unit: "binary", maxLength: 12 });

const states: fc.Arbitrary<PageState> = fc.record({
  view: fc.constantFrom(...views),
  query: text,
  status: fc.constantFrom("fail", "unknown", "suppressed", "pass", "all"),
  sort: fc.constantFrom(...sorts),
  facets: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...facetNames), fc.uniqueArray(text, { minLength: 1, maxLength: 3 })), {
      selector: ([name]) => name,
    })
    .map((entries) => Object.fromEntries(entries)),
  finding: fc.option(text, { nil: undefined }),
  node: fc.option(fc.record({ root: text, address: text }), { nil: undefined }),
  selected: fc.option(text, { nil: undefined }),
  hops: fc.integer({ min: 1, max: mostHops }),
  isStructureShown: fc.boolean(),
  path: fc.option(text, { nil: undefined }),
});

test("what is written into the address is read from it", () => {
  fc.assert(
    fc.property(states, (state) => {
      expect(readState(writeState(state))).toEqual(state);
    }),
  );
});

test.each(["", "#", "#view=nothing&hops=x&status=odd&sort=1", "#hops=Infinity", "#%E0%A4%A"])(
  "%s is an overview",
  (hash) => {
    expect(readState(hash)).toMatchObject({ ...initialState, hops: hash.includes("Infinity") ? mostHops : 2 });
  },
);

test.each(["#finding=a", "#severity=high", "#q=word"])("%s is about findings", (hash) => {
  expect(readState(hash).view).toBe("findings");
});
