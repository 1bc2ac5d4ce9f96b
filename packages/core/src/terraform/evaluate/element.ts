import { withMarks } from "../values/construct.js";
import { convertValue } from "../values/convert.js";
import { isInteger, toDouble } from "../values/number.js";
import { typeOf } from "../values/type-of.js";
import { dynamicType, typeName } from "../values/type.js";
import type { Type } from "../values/type.js";
import type { UnknownValue, Value } from "../values/value.js";
import { EvaluationError } from "./error.js";
import { unknownFrom } from "./unknown.js";

/** `value.name` */
export function getAttribute(value: Value, name: string): Value {
  switch (value.kind) {
    case "object":
    case "map": {
      const entry = value.entries.get(name);
      if (entry !== undefined) return withMarks(entry, value.marks);
      throw value.kind === "object"
        ? new EvaluationError("unsupported-attribute", `This object has no attribute "${name}".`)
        : new EvaluationError("missing-map-element", `This map has no element with the key "${name}".`);
    }
    case "unknown":
      return attributeOfUnknown(value, name);
    case "null":
      throw new EvaluationError("null-value", `This value is null, so it has no attribute "${name}".`);
    default:
      throw noAttributes(typeOf(value), name);
  }
}

function attributeOfUnknown(value: UnknownValue, name: string): Value {
  const type = value.type;
  if (type.kind === "dynamic") return unknownFrom(value, dynamicType, undefined, value.marks);
  if (type.kind === "map") return unknownFrom(value, type.element, undefined, value.marks);
  if (type.kind !== "object") throw noAttributes(type, name);
  const attribute = type.attributes.get(name);
  if (attribute !== undefined) return unknownFrom(value, attribute, undefined, value.marks);
  throw new EvaluationError("unsupported-attribute", `This object has no attribute "${name}".`);
}

function noAttributes(type: Type, name: string): EvaluationError {
  const isSequence = type.kind === "list" || type.kind === "set" || type.kind === "tuple";
  const hint = isSequence ? " To take an attribute of each element, use [*]." : "";
  return new EvaluationError(
    "unsupported-attribute",
    `A value of type ${typeName(type)} has no attributes, so there is no "${name}".${hint}`,
  );
}

/** `value[key]`. An element that is known carries the marks of the key too; one that is not does not, as in Terraform. */
export function getIndex(value: Value, key: Value): Value {
  if (value.kind === "null") throw new EvaluationError("null-value", "This value is null, so it has no elements.");
  if (key.kind === "null") throw new EvaluationError("null-index", "A null value cannot be used as an index.");
  if (value.kind === "unknown") return indexUnknown(value, key, value.marks);
  if (value.kind === "tuple" || value.kind === "list") {
    const index = convertKey(key, { kind: "number" });
    if (index.kind === "unknown") {
      return unknownFrom(index, value.kind === "list" ? value.elementType : dynamicType, undefined, value.marks);
    }
    const item = value.items[positionOf(index)];
    if (item === undefined) throw noSuchElement();
    return withMarks(item, value.marks | key.marks);
  }
  if (value.kind === "map" || value.kind === "object") {
    const name = convertKey(key, { kind: "string" });
    if (name.kind === "unknown") {
      return unknownFrom(name, value.kind === "map" ? value.elementType : dynamicType, undefined, value.marks);
    }
    const entry = name.kind === "string" ? value.entries.get(name.value) : undefined;
    if (entry === undefined) throw noSuchElement();
    // Terraform puts the marks of a key on an element of a map, but not on an attribute of an object.
    return withMarks(entry, value.kind === "map" ? value.marks | key.marks : value.marks);
  }
  throw notIndexable(typeOf(value));
}

function indexUnknown(value: UnknownValue, key: Value, marks: number): Value {
  const type = value.type;
  switch (type.kind) {
    case "dynamic":
      return unknownFrom(value, dynamicType, undefined, marks);
    case "list":
      convertKey(key, { kind: "number" });
      return unknownFrom(value, type.element, undefined, marks);
    case "map":
      convertKey(key, { kind: "string" });
      return unknownFrom(value, type.element, undefined, marks);
    case "tuple": {
      const index = convertKey(key, { kind: "number" });
      if (index.kind === "unknown") return unknownFrom(value, dynamicType, undefined, marks);
      const element = type.elements[positionOf(index)];
      if (element === undefined) throw noSuchElement();
      return unknownFrom(value, element, undefined, marks);
    }
    case "object":
      convertKey(key, { kind: "string" });
      return unknownFrom(value, dynamicType, undefined, marks);
    default:
      throw notIndexable(type);
  }
}

function convertKey(key: Value, type: Type): Value {
  try {
    return convertValue(key, type);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw new EvaluationError("invalid-index", `This index does not fit. ${error.message}`);
  }
}

/** The position that a number means; what is no position is one at which there never is anything. */
function positionOf(index: Value): number {
  if (index.kind !== "number" || !isInteger(index.value)) return -1;
  return toDouble(index.value);
}

function noSuchElement(): EvaluationError {
  return new EvaluationError("invalid-index", "There is no element with this index.");
}

function notIndexable(type: Type): EvaluationError {
  const reason =
    type.kind === "set"
      ? "The elements of a set have no index: convert it to a list first, or use a for expression."
      : `A value of type ${typeName(type)} has no elements.`;
  return new EvaluationError("invalid-index", reason);
}
