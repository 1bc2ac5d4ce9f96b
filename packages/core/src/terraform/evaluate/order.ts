import { compareNumbers } from "../values/number.js";
import type { Refinement, Value } from "../values/value.js";

/** The operators that compare by order. */
export type Comparison = "<" | ">" | "<=" | ">=";

/**
 * Whether two numbers, of which not both are known, are certainly in order, as their bounds tell; undefined where the bounds
 * leave it open. Bounds that only touch are left open, as Terraform leaves them.
 */
export function isOrdered(operator: Comparison, left: Value, right: Value): boolean | undefined {
  const isLess = isBelow(left, right);
  const isGreater = isBelow(right, left);
  if (!isLess && !isGreater) return undefined;
  return operator === "<" || operator === "<=" ? isLess : isGreater;
}

function isBelow(left: Value, right: Value): boolean {
  const highest = boundOf(left, "upperBound");
  const lowest = boundOf(right, "lowerBound");
  return highest !== undefined && lowest !== undefined && compareNumbers(highest, lowest) < 0;
}

function boundOf(value: Value, which: "lowerBound" | "upperBound") {
  if (value.kind === "number") return value.value;
  const refinement: Refinement | undefined = value.kind === "unknown" ? value.refinement : undefined;
  return refinement?.[which]?.value;
}
