import type { ObjectReading } from "../graph/reading.js";

/**
 * An object of which the first attributes are at hand; the others are read, once, when one of them is asked for, and are
 * unknown where they cannot be read.
 */
export function withLazyRest(head: ObjectReading, readWhole: () => ObjectReading | undefined): ObjectReading {
  const known = new Set(head.keys());
  let whole: ObjectReading | undefined;
  const rest = () => (whole ??= readWhole() ?? unreadable(head));
  return {
    ...head,
    keys: () => rest().keys(),
    get: (name) => (known.has(name) ? head.get(name) : rest().get(name)),
  };
}

function unreadable(head: ObjectReading): ObjectReading {
  const { range, isSensitive } = head;
  return { ...head, get: () => ({ kind: "unknown", reason: "error", range, isSensitive }), rest: { reason: "error" } };
}
