import { compareNumbers, isNegativeNumber } from "./number.js";
import { equalTypes } from "./type.js";
import type { Refinement, Value } from "./value.js";

/**
 * Whether two values are the same in every respect: type, marks, unknowns with their refinements. Where an unknown comes
 * from does not count.
 */
export function rawEquals(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left.marks !== right.marks) return false;
  switch (left.kind) {
    case "string":
    case "bool":
      return left.kind === right.kind && left.value === right.value;
    case "number":
      return right.kind === "number" && compareNumbers(left.value, right.value) === 0;
    case "null":
      return right.kind === "null" && equalTypes(left.type, right.type);
    case "unknown":
      return (
        right.kind === "unknown" &&
        equalTypes(left.type, right.type) &&
        equalRefinements(left.refinement, right.refinement)
      );
    case "list":
    case "set":
      return (
        left.kind === right.kind &&
        equalTypes(left.elementType, right.elementType) &&
        equalItems(left.items, right.items)
      );
    case "tuple":
      return right.kind === "tuple" && equalItems(left.items, right.items);
    case "map":
      return (
        right.kind === "map" &&
        equalTypes(left.elementType, right.elementType) &&
        equalEntries(left.entries, right.entries)
      );
    case "object":
      return right.kind === "object" && equalEntries(left.entries, right.entries);
  }
}

function equalItems(left: readonly Value[], right: readonly Value[]): boolean {
  if (left.length !== right.length) return false;
  return left.every((item, at) => {
    const other = right[at];
    return other !== undefined && rawEquals(item, other);
  });
}

function equalEntries(left: ReadonlyMap<string, Value>, right: ReadonlyMap<string, Value>): boolean {
  if (left.size !== right.size) return false;
  for (const [key, entry] of left) {
    const other = right.get(key);
    if (other === undefined || !rawEquals(entry, other)) return false;
  }
  return true;
}

function equalRefinements(left: Refinement | undefined, right: Refinement | undefined): boolean {
  return (
    (left?.notNull ?? false) === (right?.notNull ?? false) &&
    (left?.prefix ?? "") === (right?.prefix ?? "") &&
    left?.minLength === right?.minLength &&
    left?.maxLength === right?.maxLength &&
    equalBounds(left?.lowerBound, right?.lowerBound) &&
    equalBounds(left?.upperBound, right?.upperBound)
  );
}

function equalBounds(left: Refinement["lowerBound"], right: Refinement["lowerBound"]): boolean {
  if (left === undefined || right === undefined) return left === right;
  return (
    left.inclusive === right.inclusive &&
    compareNumbers(left.value, right.value) === 0 &&
    isNegativeNumber(left.value) === isNegativeNumber(right.value)
  );
}
