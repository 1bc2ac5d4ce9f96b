import { EvaluationError } from "../evaluate/error.js";
import { boolValue, listValue, mapValue, nullValue, numberValue, objectValue, setValue } from "./construct.js";
import { stringValue, tupleValue, unknownValue } from "./construct.js";
import { canConvert, elementTypeFor, fillDynamic } from "./convertible.js";
import { formatNumber, parseNumber } from "./number.js";
import { firstUnknown } from "./marks.js";
import { refine } from "./refinement.js";
import { typeOf } from "./type-of.js";
import {
  dynamicType,
  equalTypes,
  listOf,
  isCollectionType,
  isPrimitiveType,
  typeName,
  withoutOptional,
} from "./type.js";
import type { ObjectType, Type } from "./type.js";
import { unifyTypes } from "./unify.js";
import type { ListValue, Refinement, SetValue, TupleValue, UnknownValue, Value } from "./value.js";

export { canConvert } from "./convertible.js";

/**
 * Converts a value to a type, with all the conversions that Terraform applies by itself. Objects may leave out `optional`
 * attributes of the type, which become null. Marks are kept. Throws `EvaluationError` (`invalid-conversion`).
 */
export function convertValue(value: Value, type: Type): Value {
  switch (type.kind) {
    case "dynamic":
      return value;
    case "string":
    case "number":
    case "bool":
      if (value.kind === type.kind) return value;
      break;
    default:
  }
  if (value.kind === "null" || value.kind === "unknown") return convertUndecided(value, type);
  switch (type.kind) {
    case "string":
      return toStringValue(value);
    case "number":
      return toNumberValue(value);
    case "bool":
      return toBoolValue(value);
    case "list":
    case "set":
      return toSequence(value, type.kind, type.element);
    case "map":
      return toMap(value, type.element);
    case "tuple":
      return toTuple(value, type);
    case "object":
      return toObject(value, type);
  }
}

function mismatch(value: Value, type: Type): EvaluationError {
  return new EvaluationError(
    "invalid-conversion",
    `A value of type ${typeName(typeOf(value))} cannot be used where ${typeName(type)} is required.`,
  );
}

function convertUndecided(value: Value & { readonly kind: "null" | "unknown" }, type: Type): Value {
  if (equalTypes(value.type, type)) return value;
  if (!canConvert(value.type, type)) throw mismatch(value, type);
  const target = fillDynamic(value.type, withoutOptional(type));
  if (value.kind === "null") return nullValue(target, value.marks);
  const converted = unknownValue(target, value.reason, value.subject, undefined, value.marks);
  const refinement = convertRefinement(value, target);
  const part = convertPart(value.refinement?.part, target);
  if (part === undefined) return refinement === undefined ? converted : refine(converted, refinement);
  return refine(converted, { ...refinement, part });
}

/** What a collection certainly holds, after the conversion of the whole. */
function convertPart(part: Value | undefined, type: Type): Value | undefined {
  if (part === undefined || !isCollectionType(type)) return undefined;
  try {
    // Items of a set that are not known may turn out equal to others.
    return type.kind === "set" && firstUnknown(part) !== undefined ? undefined : convertValue(part, type);
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** What stays certain about an unknown when its type changes. */
function convertRefinement(value: UnknownValue, type: Type): Refinement | undefined {
  const given = value.refinement;
  const notNull = given?.notNull;
  const isKept =
    value.type.kind === type.kind && (isPrimitiveType(type) || type.kind === "list" || type.kind === "map");
  if (isKept) return given === undefined ? undefined : { ...given, part: undefined };
  if (isCollectionType(type) && isCollectionType(value.type)) {
    const minLength = type.kind === "set" ? Math.min(1, given?.minLength ?? 0) : given?.minLength;
    return { notNull, minLength, maxLength: given?.maxLength };
  }
  const length = fixedLength(value.type);
  if (isCollectionType(type) && length !== undefined) {
    return { notNull, minLength: type.kind === "set" ? Math.min(1, length) : length, maxLength: length };
  }
  return notNull === true ? { notNull } : undefined;
}

function fixedLength(type: Type): number | undefined {
  if (type.kind === "tuple") return type.elements.length;
  return type.kind === "object" ? type.attributes.size : undefined;
}

function toStringValue(value: Value): Value {
  if (value.kind === "number") return stringValue(formatNumber(value.value), value.marks);
  if (value.kind === "bool") return stringValue(value.value ? "true" : "false", value.marks);
  throw new EvaluationError("invalid-conversion", `A string is required, not ${withArticle(value)}.`);
}

function toNumberValue(value: Value): Value {
  const parsed = value.kind === "string" ? parseNumber(value.value) : undefined;
  if (parsed !== undefined) return numberValue(parsed, value.marks);
  throw new EvaluationError("invalid-conversion", `A number is required, not ${withArticle(value)}.`);
}

function toBoolValue(value: Value): Value {
  if (value.kind === "string") {
    if (value.value === "true" || value.value === "1") return boolValue(true, value.marks);
    if (value.value === "false" || value.value === "0") return boolValue(false, value.marks);
  }
  throw new EvaluationError("invalid-conversion", `A bool is required, not ${withArticle(value)}.`);
}

function withArticle(value: Value): string {
  const name = typeName(typeOf(value));
  return value.kind === "object" ? `an ${name}` : value.kind === "string" ? "this string" : `a ${name}`;
}

function toSequence(value: Value, kind: "list" | "set", wanted: Type): Value {
  if (value.kind !== "list" && value.kind !== "set" && value.kind !== "tuple") {
    throw mismatch(value, { kind, element: wanted });
  }
  if (value.kind === "tuple") {
    const element = elementTypeFor(value.items.map(typeOf), kind, wanted);
    if (element === undefined) throw noCommonType(kind);
    return convertItems(value, kind, element);
  }
  const element = wanted.kind === "dynamic" ? value.elementType : wanted;
  if (value.kind === kind && equalTypes(value.elementType, element)) return value;
  if (!canConvert(value.elementType, element)) throw mismatch(value, { kind, element });
  const unknown = value.kind === "set" && kind === "list" && value.items.length > 1 ? firstUnknown(value) : undefined;
  if (unknown === undefined) return convertItems(value, kind, element);
  // Items that are not known may turn out equal, so that not even the length of the list is certain. Terraform forgets to
  // convert the elements then.
  return unknownValue(listOf(value.elementType), unknown.reason, unknown.subject, undefined, value.marks);
}

function convertItems(value: ListValue | SetValue | TupleValue, kind: "list" | "set", element: Type): Value {
  const items = shareType(
    value.items.map((item) => convertValue(item, element)),
    element,
    kind,
  );
  return (kind === "list" ? listValue : setValue)(items.type, items.values, value.marks);
}

function toMap(value: Value, wanted: Type): Value {
  if (value.kind !== "map" && value.kind !== "object") throw mismatch(value, { kind: "map", element: wanted });
  if (value.kind === "map") {
    if (equalTypes(value.elementType, wanted) || wanted.kind === "dynamic") return value;
    if (!canConvert(value.elementType, wanted)) throw mismatch(value, { kind: "map", element: wanted });
  }
  const given = [...value.entries.values()];
  const element = elementTypeFor(value.kind === "object" ? given.map(typeOf) : [value.elementType], "map", wanted);
  if (element === undefined) throw noCommonType("map");
  const items = shareType(
    given.map((entry) => convertValue(entry, element)),
    element,
    "map",
  );
  const entries = new Map<string, Value>();
  let at = 0;
  for (const key of value.entries.keys()) {
    const entry = items.values[at];
    if (entry !== undefined) entries.set(key, entry);
    at += 1;
  }
  return mapValue(items.type, entries, value.marks);
}

/**
 * Where the element type leaves something open, the items themselves must agree on what fills it: those of lists and maps
 * are unified once more. In a map, a null of no type takes the type of the others.
 */
function shareType(
  values: readonly Value[],
  element: Type,
  kind: "list" | "set" | "map",
): { readonly type: Type; readonly values: readonly Value[] } {
  const plain = withoutOptional(element);
  const isSettled = isPrimitiveType(plain) || values.every((value) => equalTypes(typeOf(value), plain));
  if (isSettled) return { type: plain, values };
  const unified = kind === "set" ? plain : unifyTypes(values.map(typeOf));
  if (unified === undefined) throw noCommonType(kind);
  const converted = kind === "set" ? values : values.map((value) => convertValue(value, unified));
  const types = converted.map(typeOf);
  const type = (kind === "map" ? types.find((candidate) => candidate.kind !== "dynamic") : types[0]) ?? dynamicType;
  const isShared = types.every((other) => equalTypes(other, type) || (kind === "map" && other.kind === "dynamic"));
  if (!isShared) throw noCommonType(kind);
  return { type, values: converted.map((value) => convertValue(value, type)) };
}

function noCommonType(kind: string): EvaluationError {
  return new EvaluationError("invalid-conversion", `All elements of a ${kind} must have the same type.`);
}

function toTuple(value: Value, type: Type & { readonly kind: "tuple" }): Value {
  if (value.kind !== "tuple" || value.items.length !== type.elements.length) throw mismatch(value, type);
  const items = value.items.map((item, at) => convertValue(item, type.elements[at] ?? typeOf(item)));
  return items.every((item, at) => item === value.items[at]) ? value : tupleValue(items, value.marks);
}

function toObject(value: Value, type: ObjectType): Value {
  if (value.kind !== "object" && value.kind !== "map") throw mismatch(value, type);
  let isSame = value.kind === "object" && value.entries.size === type.attributes.size;
  const entries = new Map<string, Value>();
  for (const [name, attribute] of type.attributes) {
    const given = value.entries.get(name);
    if (given !== undefined) {
      const converted = convertAttribute(given, attribute, name);
      if (converted !== given) isSame = false;
      entries.set(name, converted);
    } else if (type.optional?.has(name) === true) {
      isSame = false;
      entries.set(name, nullValue(withoutOptional(attribute)));
    } else {
      throw new EvaluationError("missing-attribute", `The attribute "${name}" is required.`);
    }
  }
  if (value.kind === "map") checkMapElements(value, type);
  return isSame ? value : objectValue(entries, value.marks);
}

function convertAttribute(value: Value, type: Type, name: string): Value {
  try {
    return convertValue(value, type);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw new EvaluationError(error.code, `The attribute "${name}" does not fit. ${error.message}`);
  }
}

function checkMapElements(value: Value & { readonly kind: "map" }, type: ObjectType): void {
  const plain: Type = { kind: "map", element: value.elementType };
  if (!canConvert(plain, type)) throw mismatch(value, type);
}
