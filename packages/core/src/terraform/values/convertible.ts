import { dynamicType, equalTypes, hasDynamic } from "./type.js";
import type { ObjectType, Type } from "./type.js";
import { unifyTypes } from "./unify.js";

/**
 * Whether values of a type can be converted to another one, as far as the types tell: the text of a string or the keys of
 * a map may still make the conversion fail.
 */
export function canConvert(from: Type, to: Type): boolean {
  if (from === to || to.kind === "dynamic" || from.kind === "dynamic") return true;
  switch (to.kind) {
    case "string":
      return from.kind === "string" || from.kind === "number" || from.kind === "bool";
    case "number":
    case "bool":
      return from.kind === to.kind || from.kind === "string";
    case "list":
    case "set":
      if (from.kind === "tuple") return canConvertItems(from.elements, to.kind, to.element);
      return (from.kind === "list" || from.kind === "set") && canConvertElement(from.element, to.element);
    case "map":
      if (from.kind === "object") return canConvertItems([...from.attributes.values()], to.kind, to.element);
      return from.kind === "map" && canConvertElement(from.element, to.element);
    case "tuple":
      return from.kind === "tuple" && canConvertTuple(from.elements, to.elements);
    case "object":
      if (from.kind === "object") return canConvertObject(from, to);
      return from.kind === "map" && canConvertMap(from.element, to);
  }
}

function canConvertElement(from: Type, to: Type): boolean {
  return equalTypes(from, to) || canConvert(from, to);
}

function canConvertItems(from: readonly Type[], kind: "list" | "set" | "map", to: Type): boolean {
  const element = elementTypeFor(from, kind, to);
  return element !== undefined && from.every((type) => canConvertElement(type, element));
}

function canConvertTuple(from: readonly Type[], to: readonly Type[]): boolean {
  return from.length === to.length && from.every((type, at) => canConvertElement(type, to[at] ?? dynamicType));
}

/** An optional attribute of a type that the elements do not have is in the way only where the map has an element of its name. */
function canConvertMap(element: Type, to: ObjectType): boolean {
  for (const [name, type] of to.attributes) {
    if (to.optional?.has(name) !== true && !canConvertElement(element, type)) return false;
  }
  return true;
}

function canConvertObject(from: ObjectType, to: ObjectType): boolean {
  for (const [name, type] of to.attributes) {
    const given = from.attributes.get(name);
    if (given === undefined ? to.optional?.has(name) !== true : !canConvertElement(given, type)) return false;
  }
  return true;
}

/**
 * The element type of a collection made of items of these types: the wanted one, or where that is left open (`any`) what
 * the items have in common; undefined where they have nothing in common. In a map, what has no type goes with anything.
 */
export function elementTypeFor(items: readonly Type[], kind: "list" | "set" | "map", wanted: Type): Type | undefined {
  if (wanted.kind !== "dynamic" || items.length === 0) return wanted;
  const unified = unifyTypes(items);
  if (kind === "map" || unified?.kind !== "dynamic") return unified;
  return items.every((item) => item.kind === "dynamic") ? unified : undefined;
}

/** Fills the open places of a type with what the type of the source has there. */
export function fillDynamic(from: Type, to: Type): Type {
  if (to.kind === "dynamic") return from;
  if (from.kind === "dynamic" || !hasDynamic(to)) return to;
  switch (to.kind) {
    case "list":
    case "set":
    case "map":
      return { kind: to.kind, element: fillElement(from, to.element) };
    case "tuple":
      if (from.kind !== "tuple") return to;
      return { kind: "tuple", elements: to.elements.map((type, at) => fillDynamic(from.elements[at] ?? type, type)) };
    case "object":
      return fillObject(from, to);
    default:
      return to;
  }
}

function fillElement(from: Type, to: Type): Type {
  if ("element" in from) return fillDynamic(from.element, to);
  const items = from.kind === "tuple" ? from.elements : from.kind === "object" ? [...from.attributes.values()] : [];
  const unified = unifyTypes(items.map((item) => fillDynamic(item, to)));
  return unified ?? to;
}

function fillObject(from: Type, to: ObjectType): Type {
  const attributes = new Map<string, Type>();
  for (const [name, type] of to.attributes) {
    const given = from.kind === "object" ? from.attributes.get(name) : from.kind === "map" ? from.element : undefined;
    attributes.set(name, given === undefined ? type : fillDynamic(given, type));
  }
  return { kind: "object", attributes };
}
