import { listValue, mapValue, objectValue, stringValue, typeOf, withMarks } from "../values/construct.js";
import { deepMarks, isWhollyKnown, withoutMarks } from "../values/marks.js";
import { dynamicType, equalTypes, listOf, mapOf, objectOf, stringType, typeName } from "../values/type.js";
import type { Type } from "../values/type.js";
import { Marks } from "../values/value.js";
import type { Value } from "../values/value.js";
import { argumentAt, isMapping, unknownBecauseOf } from "./arguments.js";
import { define, parameter } from "./define.js";
import { callError } from "./failure.js";

/** Null arguments are skipped. https://developer.hashicorp.com/terraform/language/functions/merge */
export const merge = define({
  name: "merge",
  parameters: [],
  variadic: parameter("maps", dynamicType, { allowsNull: true, allowsDynamic: true, allowsMarked: true }),
  returns: mergeType,
  call: (args) => {
    const type = mergeType(args);
    const merged = new Map<string, Value>();
    let marks: number = Marks.none;
    for (const value of args) {
      if (!isMapping(value)) continue;
      marks |= value.marks;
      for (const [key, entry] of value.entries) merged.set(key, entry);
    }
    return type.kind === "map" ? mapValue(type.element, merged, marks) : objectValue(merged, marks);
  },
});

function mergeType(args: readonly Value[]): Type {
  const first = args[0];
  if (first === undefined) return objectOf({});
  const attributes = new Map<string, Type>();
  let isComplete = true;
  for (const value of args) {
    const type = typeOf(value);
    if (type.kind === "dynamic") return dynamicType;
    if (type.kind !== "map" && type.kind !== "object") {
      throw callError(`All arguments must be maps or objects, and one is a ${typeName(type)}.`);
    }
    if (value.kind === "null") continue;
    if (type.kind === "object") for (const [name, attribute] of type.attributes) attributes.set(name, attribute);
    else if (isMapping(value)) for (const name of value.entries.keys()) attributes.set(name, type.element);
    else isComplete = false;
  }
  const firstType = typeOf(first);
  if (args.every((value) => equalTypes(typeOf(value), firstType))) return firstType;
  return isComplete ? objectOf(attributes) : dynamicType;
}

/** https://developer.hashicorp.com/terraform/language/functions/transpose */
export const transpose = define({
  name: "transpose",
  parameters: [parameter("values", mapOf(listOf(stringType)))],
  returns: mapOf(listOf(stringType)),
  call: (args) => {
    const mapping = argumentAt(args, 0);
    if (!isWhollyKnown(mapping)) return unknownBecauseOf([mapping], mapOf(listOf(stringType)));
    const result = new Map<string, Value[]>();
    for (const [key, list] of isMapping(mapping) ? mapping.entries : []) {
      if (list.kind !== "list") throw callError("A list is null.");
      for (const item of list.items) {
        if (item.kind !== "string") throw callError("An item of a list is null.");
        const keys = result.get(item.value);
        if (keys === undefined) result.set(item.value, [stringValue(key)]);
        else keys.push(stringValue(key));
      }
    }
    const entries = Array.from(result, ([key, keys]): [string, Value] => [key, listValue(stringType, keys)]);
    return mapValue(listOf(stringType), entries);
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/zipmap */
export const zipmap = define({
  name: "zipmap",
  parameters: [
    parameter("keys", listOf(stringType), { allowsMarked: true }),
    parameter("values", dynamicType, { allowsMarked: true }),
  ],
  returns: (args) => {
    const type = typeOf(argumentAt(args, 1));
    if (type.kind === "list") return mapOf(type.element);
    if (type.kind !== "tuple") throw notZippable();
    const keys = argumentAt(args, 0);
    if (keys.kind === "unknown" || !isWhollyKnown(keys)) return dynamicType;
    const names = keyTexts(withoutMarks(keys));
    checkLengths(names.length, type.elements.length);
    return objectOf(new Map(names.map((name, at) => [name, type.elements[at] ?? dynamicType])));
  },
  call: (args) => {
    const keys = argumentAt(args, 0);
    const list = argumentAt(args, 1);
    if (list.kind !== "list" && list.kind !== "tuple") throw notZippable();
    const marks = deepMarks(keys) | list.marks;
    if (!isWhollyKnown(keys)) {
      const type = list.kind === "list" ? mapOf(list.elementType) : dynamicType;
      return withMarks(unknownBecauseOf([keys], type), marks);
    }
    const names = keyTexts(withoutMarks(keys));
    checkLengths(names.length, list.items.length);
    const entries = new Map<string, Value>();
    names.forEach((name, at) => {
      const item = list.items[at];
      if (item !== undefined) entries.set(name, item);
    });
    return list.kind === "list" ? mapValue(list.elementType, entries, marks) : objectValue(entries, marks);
  },
});

function notZippable(): Error {
  return callError("The values must be a list or tuple.");
}

function keyTexts(keys: Value): readonly string[] {
  if (keys.kind !== "list") throw callError("The keys must be a list.");
  return keys.items.map((key) => {
    if (key.kind === "string") return key.value;
    throw callError("A key is null.");
  });
}

function checkLengths(keys: number, values: number): void {
  if (keys !== values) throw callError(`There are ${String(keys)} keys, but ${String(values)} values.`);
}
