import { boolValue, unknownValue } from "./construct.js";
import { firstUnknown, isWhollyKnown } from "./marks.js";
import { compareNumbers } from "./number.js";
import { excludes } from "./refinement.js";
import { typeOf } from "./type-of.js";
import { boolType, equalTypes, hasDynamic } from "./type.js";
import type { Type } from "./type.js";
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
    default:
      return left.kind === right.kind ? compareComposites(left, right) : false;
  }
}

function compareComposites(left: Value, right: Value): boolean | UnknownValue {
  const leftType = typeOf(left);
  const rightType = typeOf(right);
  if (!equalTypes(leftType, rightType)) {
    // Of an unknown of unknown type the type may yet turn out to be the same.
    const untyped = firstUntyped(left) ?? firstUntyped(right);
    return untyped !== undefined && mayBeEqual(leftType, rightType) ? untyped : false;
  }
  if (left.kind === "set" && right.kind === "set") return compareSets(left.items, right.items);
  if ("items" in left && "items" in right) return compareItems(left.items, right.items);
  return "entries" in left && "entries" in right && compareEntries(left.entries, right.entries);
}

function compareWithUnknown(unknown: UnknownValue, other: Value): boolean | UnknownValue {
  if (other.kind === "null") return unknown.refinement?.notNull === true ? false : unknown;
  if (other.kind === "unknown") return unknown;
  const otherType = typeOf(other);
  if (!mayBeEqual(unknown.type, otherType)) return false;
  if (hasDynamic(unknown.type) || firstUntyped(other) !== undefined) return unknown;
  if (!equalTypes(unknown.type, otherType)) return false;
  return excludes(unknown, other) ? false : unknown;
}

/** The first unknown in a value of which not even the whole type is known. */
function firstUntyped(value: Value): UnknownValue | undefined {
  if (value.kind === "unknown") return hasDynamic(value.type) ? value : undefined;
  if (isWhollyKnown(value)) return undefined;
  const items = "items" in value ? value.items : "entries" in value ? value.entries.values() : [];
  for (const item of items) {
    const found = firstUntyped(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether one of two types is the other, but for what the other leaves open: as Terraform tells whether they may yet be the same. */
function mayBeEqual(left: Type, right: Type): boolean {
  return conforms(left, right) || conforms(right, left);
}

/** Whether a type is the wanted one wherever that is known. */
function conforms(type: Type, wanted: Type): boolean {
  if (wanted.kind === "dynamic") return true;
  if (type.kind !== wanted.kind) return false;
  if ("element" in type && "element" in wanted) return conforms(type.element, wanted.element);
  if (type.kind === "tuple" && wanted.kind === "tuple") {
    const { elements } = wanted;
    return (
      type.elements.length === elements.length &&
      type.elements.every((each, at) => conforms(each, elements[at] ?? each))
    );
  }
  if (type.kind !== "object" || wanted.kind !== "object") return true;
  if (type.attributes.size !== wanted.attributes.size) return false;
  for (const [name, each] of type.attributes) {
    const other = wanted.attributes.get(name);
    if (other === undefined || !conforms(each, other)) return false;
  }
  return true;
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
function compareEntries(left: ReadonlyMap<string, Value>, right: ReadonlyMap<string, Value>): boolean | UnknownValue {
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

function compareSets(left: readonly Value[], right: readonly Value[]): boolean | UnknownValue {
  for (const item of [...left, ...right]) {
    const unknown = firstUnknown(item);
    if (unknown !== undefined) return unknown;
  }
  return left.length === right.length && compareItems(left, right) === true;
}
