import { boolType, listOf, mapOf, numberType, setOf, stringType, tupleOf } from "./type.js";
import type { Type } from "./type.js";
import type { ObjectValue, Value } from "./value.js";

const tupleAndObjectTypes = new WeakMap<Value, Type>();

/** Returns the type of a value. */
export function typeOf(value: Value): Type {
  switch (value.kind) {
    case "string":
      return stringType;
    case "number":
      return numberType;
    case "bool":
      return boolType;
    case "null":
    case "unknown":
      return value.type;
    case "list":
      return listOf(value.elementType);
    case "set":
      return setOf(value.elementType);
    case "map":
      return mapOf(value.elementType);
    case "tuple":
    case "object": {
      let type = tupleAndObjectTypes.get(value);
      if (type === undefined) {
        type = value.kind === "tuple" ? tupleOf(value.items.map(typeOf)) : typeOfObject(value);
        tupleAndObjectTypes.set(value, type);
      }
      return type;
    }
  }
}

function typeOfObject(value: ObjectValue): Type {
  const attributes = new Map<string, Type>();
  for (const [name, entry] of value.entries) attributes.set(name, typeOf(entry));
  return { kind: "object", attributes };
}
