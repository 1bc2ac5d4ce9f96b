import { boolValue, unknownValue } from "./construct.js";
import { isWhollyKnown } from "./marks.js";
import { compareNumbers } from "./number.js";
import { excludes } from "./refinement.js";
import { typeOf } from "./type-of.js";
import { boolType, equalTypes, hasDynamic } from "./type.js";
import type { UnknownValue, Value } from "./value.js";

export { compareStrings } from "./code-points.js";
export { rawEquals } from "./raw-equality.js";

/**
 * `left == right`, without regard to marks: a bool, or an unknown where what is not known decides. Values of different
 * types are not equal; nulls are equal whatever their types.
 */
export function valuesEqual(left: Value, right: Value): Value {
  const result = compare(left, right);
  return typeof result === "boolean" ? boolValue(result) : unknownBool(result);
}

/** Makes the unknown, but certainly not null, boolean that depends on an unknown. */
export function unknownBool(cause: UnknownValue): UnknownValue {
  return unknownValue(boolType, cause.reason, cause.subject, { notNull: true });
}

/** Compares two values; the unknown on which the answer depends where there is none. */
function compare(left: Value, right: Value): boolean | UnknownValue {
  if (left.kind === "unknown") return compareWithUnknown(left, right);
  if (right.kind === "unknown") return compareWithUnknown(right, left);
  if (left.kind === "null" || right.kind === "null") return left.kind === right.kind;
  switch (left.kind) {
    case "string":
    case "bool":
      return left.kind === right.kind && left.value === right.value;
    case "number":
      return right.kind === "number" && compareNumbers(left.value, right.value) === 0;
    case "list":
      if (right.kind !== "list" || !equalTypes(left.elementType, right.elementType)) return false;
      return compareItems(left.items, right.items);
    case "tuple":
      return right.kind === "tuple" ? compareTyped(left, right, () => compareItems(left.items, right.items)) : false;
    case "set":
      if (right.kind !== "set" || !equalTypes(left.elementType, right.elementType)) return false;
      return compareSets(left, right, left.items, right.items);
    case "map":
      if (right.kind !== "map" || !equalTypes(left.elementType, right.elementType)) return false;
      return compareEntries(left.entries, right.entries);
    case "object":
      return right.kind === "object"
        ? compareTyped(left, right, () => compareEntries(left.entries, right.entries))
        : false;
  }
}

function compareWithUnknown(unknown: UnknownValue, other: Value): boolean | UnknownValue {
  if (other.kind === "null") return unknown.refinement?.notNull === true ? false : unknown;
  if (hasDynamic(unknown.type) || hasDynamic(typeOf(other))) return unknown;
  if (!equalTypes(unknown.type, typeOf(other))) return false;
  return excludes(unknown, other) ? false : unknown;
}

/** Tuples and objects are compared only when their types are the same; a null or unknown of unknown type may be of any. */
function compareTyped(left: Value, right: Value, decide: () => boolean | UnknownValue): boolean | UnknownValue {
  const leftType = typeOf(left);
  const rightType = typeOf(right);
  if (equalTypes(leftType, rightType)) return decide();
  if (!hasDynamic(leftType) && !hasDynamic(rightType)) return false;
  return decide();
}

function compareItems(left: readonly Value[], right: readonly Value[]): boolean | UnknownValue {
  if (left.length !== right.length) return false;
  for (const [at, item] of left.entries()) {
    const other = right[at];
    if (other === undefined) return false;
    const equal = compare(item, other);
    if (equal !== true) return equal;
  }
  return true;
}

/** One certain difference settles it, wherever it stands. */
function compareEntries(
  left: ReadonlyMap<string, Value>,
  right: ReadonlyMap<string, Value>,
): boolean | UnknownValue {
  if (left.size !== right.size) return false;
  let unknown: UnknownValue | undefined;
  for (const [key, entry] of left) {
    const other = right.get(key);
    if (other === undefined) return false;
    const equal = compare(entry, other);
    if (equal === false) return false;
    if (equal !== true) unknown ??= equal;
  }
  return unknown ?? true;
}

function compareSets(
  leftSet: Value,
  rightSet: Value,
  left: readonly Value[],
  right: readonly Value[],
): boolean | UnknownValue {
  const unknown = [...left, ...right].find((item) => !isWhollyKnown(item));
  if (unknown !== undefined) return causeIn(unknown);
  return leftSet === rightSet || (left.length === right.length && compareItems(left, right) === true);
}

function causeIn(value: Value): UnknownValue {
  return value.kind === "unknown" ? value : unknownValue(boolType, "known-after-apply");
}
