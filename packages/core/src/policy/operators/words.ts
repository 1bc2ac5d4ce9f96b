import { causeOf, type Operator } from "../context.js";
import { readData } from "../literal.js";
import { decide, undecided, type Leaf } from "../outcome.js";

/** `words`: how many words a text has, between white space. */
const words: Operator = (argument, context) => {
  const inner = context.compileMatcher(argument, context);
  const leaf: Leaf = { path: context.path, describe: () => `a number of words of ${inner.describe()}` };
  return {
    describe: leaf.describe,
    test: (reading, scope) => {
      if (reading.kind === "unknown") return undecided(leaf, causeOf(reading), reading);
      if (reading.kind !== "scalar" || typeof reading.value !== "string") return decide(leaf, false, reading);
      const count = reading.value.split(/\s+/).filter((word) => word !== "").length;
      return { ...inner.test(readData(count, reading.range), scope), leaf, reading };
    },
  };
};

/** Operators about the words of a text. */
export const wordOperators: Readonly<Record<string, Operator>> = { words };
