import type { Reading } from "../../graph/reading.js";
import { booleanArgument, elementary, reject, textsArgument, type Operator } from "../context.js";
import type { Truth } from "../outcome.js";

/** What sorts of value there are; a block is a nested one, however often it occurs. */
const valueKinds = ["text", "number", "boolean", "list", "map", "block"] as const;
type ValueKind = (typeof valueKinds)[number];

const kindOfScalar = { string: "text", number: "number", boolean: "boolean" } as const;

/** What sort of value this is; undefined where that is not known, null where there is none. */
function kindOf(reading: Reading): ValueKind | null | undefined {
  switch (reading.kind) {
    case "absent":
      return null;
    case "unknown":
      return reading.pieces === undefined ? undefined : "text";
    case "scalar":
      return kindOfScalar[typeof reading.value as keyof typeof kindOfScalar];
    case "list":
      if (!reading.isBlocks) return "list";
      if (reading.items.length > 0) return "block";
      return reading.rest === undefined ? null : undefined;
    case "object":
      return "map";
  }
}

const kind: Operator = (argument, context) => {
  const wanted = new Set<string>(textsArgument(argument, context));
  const odd = [...wanted].find((name) => !(valueKinds as readonly string[]).includes(name));
  if (odd !== undefined) reject(context, `There is no kind “${odd}”.`, `Use ${valueKinds.join(", ")}.`);
  return elementary(
    context,
    () => `a ${[...wanted].join(" or a ")}`,
    (reading): Truth => {
      const found = kindOf(reading);
      return found === undefined ? undefined : found !== null && wanted.has(found);
    },
  );
};

/** Whether the value is told at all; what is absent is. */
const known: Operator = (argument, context) => {
  const isKnown = booleanArgument(argument, context);
  return elementary(
    context,
    () => (isKnown ? "a known value" : "a value that is not known"),
    (reading) => (reading.kind !== "unknown") === isKnown,
  );
};

/** Operators about what sort of value there is. */
export const kindOperators: Readonly<Record<string, Operator>> = { kind, known };
