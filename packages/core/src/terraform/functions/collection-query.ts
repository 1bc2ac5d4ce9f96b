import { falseValue, listValue, numberValue, stringValue, trueValue } from "../values/construct.js";
import { nullValue, tupleValue, typeOf, withMarks, withoutOuterMarks } from "../values/construct.js";
import { convertValue } from "../values/convert.js";
import { unknownBool, valuesEqual } from "../values/equality.js";
import { fromCount } from "../values/number.js";
import { lengthBounds } from "../values/refinement.js";
import { boolType, dynamicType, listOf, numberType, stringType, tupleOf, typeName } from "../values/type.js";
import type { Type } from "../values/type.js";
import { unifyTypes } from "../values/unify.js";
import type { UnknownValue, Value } from "../values/value.js";
import {
  argumentAt,
  describe,
  exactIntegerAt,
  isMapping,
  isSequenceType,
  itemsAt,
  itemsOf,
  textAt,
  unknownBecauseOf,
} from "./arguments.js";
import { define, mayBeNull, parameter } from "./define.js";
import { argumentError, callError } from "./failure.js";
import { countGraphemes } from "./graphemes.js";

/** An unknown before the first false leaves it open. https://developer.hashicorp.com/terraform/language/functions/alltrue */
export const alltrue = define({
  name: "alltrue",
  parameters: [parameter("list", listOf(boolType))],
  returns: boolType,
  call: (args) => {
    for (const item of itemsAt(args, 0)) {
      if (item.kind === "unknown") return unknownBool(item);
      if (item.kind !== "bool" || !item.value) return falseValue;
    }
    return trueValue;
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/anytrue */
export const anytrue = define({
  name: "anytrue",
  parameters: [parameter("list", listOf(boolType))],
  returns: boolType,
  call: (args) => {
    const items = itemsAt(args, 0);
    if (items.some((item) => item.kind === "bool" && item.value)) return trueValue;
    const unknown = items.find((item): item is UnknownValue => item.kind === "unknown");
    return unknown === undefined ? falseValue : unknownBool(unknown);
  },
});

const mayBeAnything = { allowsNull: true, allowsUnknown: true, allowsDynamic: true };

/** The first that is neither null nor an empty text. https://developer.hashicorp.com/terraform/language/functions/coalesce */
export const coalesce = define({
  name: "coalesce",
  parameters: [],
  variadic: parameter("vals", dynamicType, mayBeAnything),
  returns: commonType,
  call: (args) => {
    const type = commonType(args);
    for (const value of args) {
      const converted = convertValue(value, type);
      if (converted.kind === "unknown") return unknownBecauseOf([converted], type);
      if (converted.kind === "null") continue;
      if (type.kind === "string" && converted.kind === "string" && converted.value === "") continue;
      return converted;
    }
    throw callError("All arguments are null or empty strings.");
  },
});

function commonType(args: readonly Value[]): Type {
  const type = unifyTypes(args.map(typeOf));
  if (type === undefined) throw callError("All arguments must have the same type.");
  return type;
}

/** The first list with any items. https://developer.hashicorp.com/terraform/language/functions/coalescelist */
export const coalescelist = define({
  name: "coalescelist",
  parameters: [],
  variadic: parameter("vals", dynamicType, mayBeAnything),
  returns: dynamicType,
  call: (args) => {
    if (args.length === 0) throw callError("At least one argument is required.");
    const type = coalescelistType(args);
    for (const value of args) {
      if (value.kind === "unknown") return unknownBecauseOf([value], type);
      if (value.kind !== "null" && itemsOf(value, 0).length > 0) return value;
    }
    throw callError("All arguments are null or empty.");
  },
});

function coalescelistType(args: readonly Value[]): Type {
  for (const value of args) {
    if (value.kind === "unknown") return dynamicType;
    const kind = typeOf(value).kind;
    if (kind !== "list" && kind !== "tuple") throw callError("All arguments must be lists or tuples.");
  }
  return dynamicType;
}

/** https://developer.hashicorp.com/terraform/language/functions/contains */
export const contains = define({
  name: "contains",
  parameters: [parameter("list", dynamicType), parameter("value", dynamicType)],
  returns: boolType,
  call: (args) => {
    const list = argumentAt(args, 0);
    if (!isSequenceType(typeOf(list))) throw notASequence(list);
    let open: Value | undefined;
    for (const item of itemsAt(args, 0)) {
      const equal = valuesEqual(argumentAt(args, 1), item);
      if (equal.kind === "bool" && equal.value) return trueValue;
      if (equal.kind === "unknown") open ??= equal;
    }
    return open ?? falseValue;
  },
});

function notASequence(value: Value): Error {
  return callError(`A list, set or tuple is required, not ${describe(value)}.`);
}

/** Wraps around the end. https://developer.hashicorp.com/terraform/language/functions/element */
export const element = define({
  name: "element",
  parameters: [parameter("list", dynamicType, { allowsMarked: true }), parameter("index", numberType)],
  refinement: mayBeNull,
  returns: (args) => {
    const type = typeOf(argumentAt(args, 0));
    if (type.kind === "list") return type.element;
    if (type.kind !== "tuple") throw callError(`Elements cannot be taken from a ${typeName(type)}.`);
    if (argumentAt(args, 1).kind === "unknown") return dynamicType;
    return type.elements[wrapIndex(exactIntegerAt(args, 1), type.elements.length)] ?? dynamicType;
  },
  call: (args) => {
    const list = argumentAt(args, 0);
    if (list.kind !== "list" && list.kind !== "tuple") {
      throw callError(`Elements cannot be taken from ${describe(list)}.`);
    }
    const item = list.items[wrapIndex(exactIntegerAt(args, 1), list.items.length)];
    if (item === undefined) throw callError("The list has no such element.");
    return withMarks(item, list.marks);
  },
});

function wrapIndex(index: bigint, length: number): number {
  if (length === 0) throw callError("An empty list has no elements.");
  const remainder = Number(index % BigInt(length));
  return remainder < 0 ? remainder + length : remainder;
}

/** https://developer.hashicorp.com/terraform/language/functions/index_function */
export const index = define({
  name: "index",
  parameters: [parameter("list", dynamicType), parameter("value", dynamicType)],
  returns: numberType,
  call: (args) => {
    const list = argumentAt(args, 0);
    if (list.kind !== "list" && list.kind !== "tuple") throw callError("A list or tuple is required.");
    if (list.items.length === 0) throw callError("An empty list cannot be searched.");
    for (const [at, item] of list.items.entries()) {
      const equal = valuesEqual(item, argumentAt(args, 1));
      if (equal.kind === "unknown") return unknownBecauseOf([equal], numberType);
      if (equal.kind === "bool" && equal.value) return numberValue(fromCount(at));
    }
    throw callError("The list does not hold the value.");
  },
});

/** Known also where the values are not. https://developer.hashicorp.com/terraform/language/functions/keys */
export const keys = define({
  name: "keys",
  parameters: [parameter("inputMap", dynamicType, { allowsUnknown: true, allowsMarked: true })],
  returns: (args) => keysType(typeOf(argumentAt(args, 0))),
  call: (args) => {
    const mapping = argumentAt(args, 0);
    const type = typeOf(mapping);
    const resultType = keysType(type);
    if (type.kind === "object") {
      const names = Array.from(type.attributes.keys(), (name) => stringValue(name));
      return tupleValue(names, mapping.marks);
    }
    if (!isMapping(mapping)) return withMarks(unknownBecauseOf([mapping], resultType), mapping.marks);
    const names = Array.from(mapping.entries.keys(), (name) => stringValue(name));
    return listValue(stringType, names, mapping.marks);
  },
});

function keysType(type: Type): Type {
  if (type.kind === "map") return listOf(stringType);
  if (type.kind === "object") return tupleOf(Array.from(type.attributes.keys(), () => stringType));
  throw argumentError(0, `A map or object is required, not a ${typeName(type)}.`);
}

const measurable = new Set<Type["kind"]>(["string", "list", "set", "tuple", "map", "object", "dynamic"]);

/**
 * Known also of what holds unknowns, and bounded of what is unknown itself.
 * https://developer.hashicorp.com/terraform/language/functions/length
 */
export const length = define({
  name: "length",
  parameters: [parameter("value", dynamicType, { allowsUnknown: true, allowsDynamic: true, allowsMarked: true })],
  returns: numberType,
  call: (args) => {
    const value = argumentAt(args, 0);
    const type = typeOf(value);
    if (!measurable.has(type.kind)) {
      throw callError(`A text, a collection, a tuple or an object has a length, not ${describe(value)}.`);
    }
    if (type.kind === "tuple") return countOf(type.elements.length, value.marks);
    if (type.kind === "object") return countOf(type.attributes.size, value.marks);
    if (value.kind === "string") return countOf(countGraphemes(value.value), value.marks);
    const bounds = lengthBounds(value);
    if (bounds !== undefined && bounds.min === bounds.max) return countOf(bounds.min, value.marks);
    return withMarks(unknownLength(value, bounds), value.marks);
  },
});

function countOf(count: number, marks: number): Value {
  return numberValue(fromCount(count), marks);
}

function unknownLength(value: Value, bounds: ReturnType<typeof lengthBounds>): Value {
  if (typeOf(value).kind === "dynamic") return unknownBecauseOf([value], numberType);
  return unknownBecauseOf([value], numberType, {
    notNull: true,
    lowerBound: { value: bounds?.min ?? 0, inclusive: true },
    upperBound: bounds?.max === undefined ? undefined : { value: bounds.max, inclusive: true },
  });
}

/** https://developer.hashicorp.com/terraform/language/functions/lookup */
export const lookup = define({
  name: "lookup",
  parameters: [
    parameter("inputMap", dynamicType, { allowsUnknown: true, allowsMarked: true }),
    parameter("key", stringType, { allowsUnknown: true, allowsMarked: true }),
  ],
  variadic: parameter("default", dynamicType, { ...mayBeAnything, allowsMarked: true }),
  refinement: mayBeNull,
  returns: lookupType,
  call: (args) => {
    const type = lookupType(args);
    const mapping = argumentAt(args, 0);
    const key = argumentAt(args, 1);
    const marks = mapping.marks | key.marks;
    if (mapping.kind === "unknown" || key.kind === "unknown") {
      return withMarks(unknownBecauseOf([mapping, key], type), marks);
    }
    const found = isMapping(mapping) ? mapping.entries.get(textAt(args, 1)) : undefined;
    if (found !== undefined) return withMarks(found, marks);
    const fallback = args[2];
    if (fallback === undefined) throw callError("The map does not have the key, and no default is given.");
    return withMarks(convertValue(fallback, type), marks);
  },
});

function lookupType(args: readonly Value[]): Type {
  if (args.length > 3) throw callError("Two or three arguments are required.");
  const type = typeOf(argumentAt(args, 0));
  const fallback = args[2];
  if (type.kind === "map") {
    if (fallback !== undefined) checkDefault(fallback, type.element);
    return type.element;
  }
  if (type.kind !== "object") throw argumentError(0, `A map is required, not a ${typeName(type)}.`);
  if (argumentAt(args, 1).kind === "unknown") return dynamicType;
  const attribute = type.attributes.get(textAt(args, 1));
  if (attribute !== undefined) return attribute;
  if (fallback !== undefined) return typeOf(fallback);
  throw argumentError(0, `The object has no attribute "${textAt(args, 1)}".`);
}

function checkDefault(fallback: Value, type: Type): void {
  try {
    convertValue(withoutOuterMarks(fallback), type);
  } catch {
    throw argumentError(2, "The default must have the type of the map's elements.");
  }
}

/** The only item, or null. https://developer.hashicorp.com/terraform/language/functions/one */
export const one = define({
  name: "one",
  parameters: [parameter("list", dynamicType)],
  refinement: mayBeNull,
  returns: oneType,
  call: (args) => {
    const list = argumentAt(args, 0);
    const type = oneType(args);
    const bounds = lengthBounds(list);
    if (bounds !== undefined && bounds.min !== bounds.max) return unknownBecauseOf([list], type);
    const items = itemsAt(args, 0);
    if (items.length > 1) throw notOne();
    return items[0] ?? nullValue(type);
  },
});

function oneType(args: readonly Value[]): Type {
  const type = typeOf(argumentAt(args, 0));
  if (type.kind === "list" || type.kind === "set") return type.element;
  if (type.kind !== "tuple" || type.elements.length > 1) throw notOne();
  return type.elements[0] ?? dynamicType;
}

function notOne(): Error {
  return argumentError(0, "A list, set or tuple with no more than one item is required.");
}

/** https://developer.hashicorp.com/terraform/language/functions/values */
export const values = define({
  name: "values",
  parameters: [parameter("mapping", dynamicType, { allowsMarked: true })],
  returns: (args) => {
    const type = typeOf(argumentAt(args, 0));
    if (type.kind === "map") return listOf(type.element);
    if (type.kind === "object") return tupleOf([...type.attributes.values()]);
    throw callError(`A map is required, not a ${typeName(type)}.`);
  },
  call: (args) => {
    const mapping = argumentAt(args, 0);
    if (!isMapping(mapping)) throw callError(`A map is required, not ${describe(mapping)}.`);
    const items = [...mapping.entries.values()];
    if (mapping.kind === "map") return listValue(mapping.elementType, items, mapping.marks);
    return tupleValue(items, mapping.marks);
  },
});
