import { convertValue } from "./convert.js";
import { listValue, mapValue, objectValue, setValue, tupleValue } from "./construct.js";
import { typeOf } from "./type-of.js";
import type { Type } from "./type.js";
import { unifyTypes } from "./unify.js";
import type { Value } from "./value.js";

/** The defaults of `optional` attributes in a type, by the place they belong to. */
export interface TypeDefaults {
  readonly type: Type;
  /** Defaults of this object's own attributes. */
  readonly values: ReadonlyMap<string, Value>;
  /** Defaults further in: by attribute name or tuple index, or `""` for the elements of a collection. */
  readonly children: ReadonlyMap<string, TypeDefaults>;
}

/**
 * Fills in the defaults of attributes that a value leaves out or sets to null. Done before the conversion to the type;
 * what does not fit the shape of the type is left alone, for the conversion to complain about.
 */
export function applyDefaults(value: Value, defaults: TypeDefaults | undefined): Value {
  if (defaults === undefined) return value;
  switch (value.kind) {
    case "list":
    case "set":
    case "tuple":
      return applyToItems(value, defaults);
    case "map":
    case "object":
      return applyToEntries(value, defaults);
    default:
      return value;
  }
}

function childOf(defaults: TypeDefaults, key: string): TypeDefaults | undefined {
  const isCollection = defaults.type.kind === "list" || defaults.type.kind === "set" || defaults.type.kind === "map";
  return defaults.children.get(isCollection ? "" : key);
}

function applyToItems(value: Value & { readonly kind: "list" | "set" | "tuple" }, defaults: TypeDefaults): Value {
  if (value.items.length === 0) return value;
  const items = value.items.map((item, at) => applyDefaults(item, childOf(defaults, String(at))));
  if (value.kind === "tuple") return tupleValue(items, value.marks);
  const element = unifyTypes(items.map(typeOf));
  if (element === undefined) return tupleValue(items, value.marks);
  const build = value.kind === "list" ? listValue : setValue;
  return build(
    element,
    items.map((item) => convertValue(item, element)),
    value.marks,
  );
}

function applyToEntries(value: Value & { readonly kind: "map" | "object" }, defaults: TypeDefaults): Value {
  const entries = new Map<string, Value>();
  for (const [key, entry] of value.entries) entries.set(key, applyDefaults(entry, childOf(defaults, key)));
  for (const [key, fallback] of defaults.values) {
    const given = entries.get(key);
    if (given === undefined || given.kind === "null") {
      entries.set(key, applyDefaults(fallback, defaults.children.get(key)));
    }
  }
  if (value.kind === "object" || entries.size === 0) return objectValueLike(value, entries);
  const element = unifyTypes([...entries.values()].map(typeOf));
  if (element === undefined) return objectValue(entries, value.marks);
  for (const [key, entry] of entries) entries.set(key, convertValue(entry, element));
  return mapValue(element, entries, value.marks);
}

function objectValueLike(
  value: Value & { readonly kind: "map" | "object" },
  entries: ReadonlyMap<string, Value>,
): Value {
  return value.kind === "map" ? mapValue(value.elementType, entries, value.marks) : objectValue(entries, value.marks);
}
