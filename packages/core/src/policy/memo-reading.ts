import type { ListReading, ObjectReading, Reading } from "../graph/reading.js";

/**
 * Wraps a reading so that every name in it, and in its nested blocks, is read once: many policies ask one node for the same
 * attributes. The wrapper is meant to live no longer than the evaluation of the node.
 */
export function memoizeReading(reading: ObjectReading): ObjectReading {
  const known = new Map<string, Reading>();
  let keys: readonly string[] | undefined;
  return {
    kind: "object",
    // Finding the place may cost a look into the source, which only findings need.
    get range() {
      return reading.range;
    },
    isSensitive: reading.isSensitive,
    trace: reading.trace,
    references: reading.references,
    decoded: reading.decoded,
    rest: reading.rest,
    keys: () => (keys ??= reading.keys()),
    get: (name) => {
      let found = known.get(name);
      if (found === undefined) known.set(name, (found = memoize(reading.get(name))));
      return found;
    },
  };
}

function memoize(reading: Reading): Reading {
  if (reading.kind === "object") return memoizeReading(reading);
  return reading.kind === "list" && reading.isBlocks ? memoizeBlocks(reading) : reading;
}

function memoizeBlocks(reading: ListReading): ListReading {
  return {
    kind: "list",
    isBlocks: true,
    get range() {
      return reading.range;
    },
    isSensitive: reading.isSensitive,
    trace: reading.trace,
    references: reading.references,
    decoded: reading.decoded,
    rest: reading.rest,
    items: reading.items.map(memoize),
  };
}
