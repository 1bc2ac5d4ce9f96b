import type { UnknownReason } from "../../graph/reading.js";
import { compareStrings } from "./code-points.js";
import { insideOf, withoutMarks } from "./marks.js";
import type { TerraformNumber } from "./number.js";
import { orderSetItems } from "./set-order.js";
import { checkLength, sizeOfItems } from "./size.js";
import type { Type } from "./type.js";
import { Marks, containsUnknown } from "./value.js";
import type {
  BoolValue,
  ListValue,
  MapValue,
  NullValue,
  NumberValue,
  ObjectValue,
  Refinement,
  SetValue,
  StringValue,
  TupleValue,
  UnknownValue,
  Value,
} from "./value.js";

export { deepMarks, firstUnknown, isWhollyKnown, withMarks, withoutMarks, withoutOuterMarks } from "./marks.js";
export { typeOf } from "./type-of.js";

const notAscii = /[^\0-\x7f]/;

/** Makes a string, NFC-normalised. Throws where it is longer than any file that is read. */
export function stringValue(text: string, marks: number = Marks.none): StringValue {
  checkLength(text);
  return { kind: "string", value: notAscii.test(text) ? text.normalize("NFC") : text, marks };
}

/** Makes a number. */
export function numberValue(value: TerraformNumber, marks: number = Marks.none): NumberValue {
  return { kind: "number", value, marks };
}

/** The two booleans without marks. */
export const trueValue: BoolValue = { kind: "bool", value: true, marks: Marks.none };
export const falseValue: BoolValue = { kind: "bool", value: false, marks: Marks.none };

/** Makes a boolean. */
export function boolValue(value: boolean, marks: number = Marks.none): BoolValue {
  if (marks === Marks.none) return value ? trueValue : falseValue;
  return { kind: "bool", value, marks };
}

/** Makes a null of a type. */
export function nullValue(type: Type, marks: number = Marks.none): NullValue {
  return { kind: "null", type, marks };
}

/** Makes an unknown. `subject` names in the source's words what is not known. */
export function unknownValue(
  type: Type,
  reason: UnknownReason,
  subject?: string,
  refinement?: Refinement,
  marks: number = Marks.none,
): UnknownValue {
  return { kind: "unknown", type, reason, subject, refinement, marks };
}

/** Makes a list of items that already have the element type. */
export function listValue(elementType: Type, items: readonly Value[], marks: number = Marks.none): ListValue {
  return { kind: "list", elementType, items, marks, inside: insideOf(items), size: sizeOfItems(items) };
}

/**
 * Makes a set of items that already have the element type: duplicates are dropped, the rest is put in Terraform's order of
 * iteration, and marks of the items move to the set, since an item of a set cannot be told from its value.
 */
export function setValue(elementType: Type, items: readonly Value[], marks: number = Marks.none): SetValue {
  const inside = insideOf(items);
  const itemMarks = inside & ~containsUnknown;
  const plain = itemMarks === Marks.none ? items : items.map(withoutMarks);
  return {
    kind: "set",
    elementType,
    items: orderSetItems(plain),
    marks: marks | itemMarks,
    inside: inside & containsUnknown,
    size: sizeOfItems(plain),
  };
}

/** Makes a tuple. */
export function tupleValue(items: readonly Value[], marks: number = Marks.none): TupleValue {
  return { kind: "tuple", items, marks, inside: insideOf(items), size: sizeOfItems(items) };
}

/** Makes a map of values that already have the element type. Of entries with one key the last wins. */
export function mapValue(
  elementType: Type,
  entries: ReadonlyMap<string, Value> | Iterable<readonly [string, Value]>,
  marks: number = Marks.none,
): MapValue {
  const ordered = orderEntries(entries);
  return {
    kind: "map",
    elementType,
    entries: ordered,
    marks,
    inside: insideOf(ordered.values()),
    size: sizeOfItems(ordered.values()),
  };
}

/** Makes an object. Of entries with one name the last wins. */
export function objectValue(
  entries: ReadonlyMap<string, Value> | Iterable<readonly [string, Value]>,
  marks: number = Marks.none,
): ObjectValue {
  const ordered = orderEntries(entries);
  return {
    kind: "object",
    entries: ordered,
    marks,
    inside: insideOf(ordered.values()),
    size: sizeOfItems(ordered.values()),
  };
}

/** Returns entries in code-point order of their keys: the same map where it already is. */
function orderEntries(
  entries: ReadonlyMap<string, Value> | Iterable<readonly [string, Value]>,
): ReadonlyMap<string, Value> {
  const map: ReadonlyMap<string, Value> = entries instanceof Map ? entries : new Map(entries);
  let previous: string | undefined;
  for (const key of map.keys()) {
    if (previous !== undefined && compareStrings(previous, key) > 0) {
      return new Map([...map].sort((a, b) => compareStrings(a[0], b[0])));
    }
    previous = key;
  }
  return map;
}
