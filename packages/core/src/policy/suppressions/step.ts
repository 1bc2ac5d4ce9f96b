import type { Reading } from "../../graph/reading.js";

/** Reads an attribute, through a nested block that there is one of. */
export function step(reading: Reading, name: string): Reading {
  const [only] = reading.kind === "list" && reading.items.length === 1 ? reading.items : [reading];
  return only?.kind === "object" ? only.get(name) : { kind: "absent", range: reading.range, isSensitive: false };
}
