import { compareStrings } from "./code-points.js";

/**
 * Terraform's types. `dynamic` is the type of a value of which not even the type is known, and `any` in a constraint.
 *
 * Source: https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export type Type =
  | { readonly kind: "string" }
  | { readonly kind: "number" }
  | { readonly kind: "bool" }
  | { readonly kind: "dynamic" }
  | { readonly kind: "list"; readonly element: Type }
  | { readonly kind: "set"; readonly element: Type }
  | { readonly kind: "map"; readonly element: Type }
  | { readonly kind: "tuple"; readonly elements: readonly Type[] }
  | ObjectType;

/** The type of an object, or a constraint on objects. */
export interface ObjectType {
  readonly kind: "object";
  /** In code-point order of the names. */
  readonly attributes: ReadonlyMap<string, Type>;
  /** Names that may be left out: `optional(T)`. Only in constraints, never in the type of a value. */
  readonly optional?: ReadonlySet<string> | undefined;
}

export const stringType: Type = { kind: "string" };
export const numberType: Type = { kind: "number" };
export const boolType: Type = { kind: "bool" };
export const dynamicType: Type = { kind: "dynamic" };

const lists = new WeakMap<Type, Type>();
const sets = new WeakMap<Type, Type>();
const maps = new WeakMap<Type, Type>();

/** The type of lists of an element type. */
export function listOf(element: Type): Type {
  return cached(lists, element, "list");
}

/** The type of sets of an element type. */
export function setOf(element: Type): Type {
  return cached(sets, element, "set");
}

/** The type of maps of an element type. */
export function mapOf(element: Type): Type {
  return cached(maps, element, "map");
}

function cached(types: WeakMap<Type, Type>, element: Type, kind: "list" | "set" | "map"): Type {
  const known = types.get(element);
  if (known !== undefined) return known;
  const type: Type = { kind, element };
  types.set(element, type);
  return type;
}

/** The type of tuples with these element types. */
export function tupleOf(elements: readonly Type[]): Type {
  return { kind: "tuple", elements };
}

/** The type of objects with these attributes, in whatever order they are given. */
export function objectOf(
  attributes: ReadonlyMap<string, Type> | Readonly<Record<string, Type>>,
  optional?: ReadonlySet<string>,
): ObjectType {
  const entries: [string, Type][] = isMap(attributes) ? [...attributes] : Object.entries(attributes);
  entries.sort((a, b) => compareStrings(a[0], b[0]));
  const sorted = new Map(entries);
  return optional === undefined || optional.size === 0
    ? { kind: "object", attributes: sorted }
    : { kind: "object", attributes: sorted, optional };
}

function isMap(
  attributes: ReadonlyMap<string, Type> | Readonly<Record<string, Type>>,
): attributes is ReadonlyMap<string, Type> {
  return attributes instanceof Map;
}

/** Whether two types are the same, `optional` markers of constraints included. */
export function equalTypes(left: Type, right: Type): boolean {
  if (left === right) return true;
  switch (left.kind) {
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return left.kind === right.kind;
    case "list":
    case "set":
    case "map":
      return left.kind === right.kind && equalTypes(left.element, right.element);
    case "tuple":
      return right.kind === "tuple" && equalElements(left.elements, right.elements);
    case "object":
      return right.kind === "object" && equalAttributes(left, right);
  }
}

function equalElements(left: readonly Type[], right: readonly Type[]): boolean {
  if (left.length !== right.length) return false;
  return left.every((type, at) => {
    const other = right[at];
    return other !== undefined && equalTypes(type, other);
  });
}

function equalAttributes(left: ObjectType, right: ObjectType): boolean {
  if (left.attributes.size !== right.attributes.size) return false;
  if ((left.optional?.size ?? 0) !== (right.optional?.size ?? 0)) return false;
  for (const [name, type] of left.attributes) {
    const other = right.attributes.get(name);
    if (other === undefined || !equalTypes(type, other)) return false;
    if (left.optional?.has(name) === true && right.optional?.has(name) !== true) return false;
  }
  return true;
}

/** Names a type as Terraform's messages do: `string`, `list of number`, `object`. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
    case "dynamic":
    case "tuple":
    case "object":
      return type.kind;
    case "list":
    case "set":
    case "map":
      return `${type.kind} of ${type.element.kind === "dynamic" ? "any type" : typeName(type.element)}`;
  }
}

/** Whether a type is, or holds anywhere, `dynamic`. */
export function hasDynamic(type: Type): boolean {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
      return false;
    case "dynamic":
      return true;
    case "list":
    case "set":
    case "map":
      return hasDynamic(type.element);
    case "tuple":
      return type.elements.some(hasDynamic);
    case "object":
      for (const attribute of type.attributes.values()) if (hasDynamic(attribute)) return true;
      return false;
  }
}

/** Whether values of the type are lists, sets or maps. */
export function isCollectionType(type: Type): boolean {
  return type.kind === "list" || type.kind === "set" || type.kind === "map";
}

/** Whether values of the type are strings, numbers or booleans. */
export function isPrimitiveType(type: Type): boolean {
  return type.kind === "string" || type.kind === "number" || type.kind === "bool";
}

/** Returns a constraint without the `optional` markers in it, however deep: the type that its values have. */
export function withoutOptional(type: Type): Type {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
    case "dynamic":
      return type;
    case "list":
    case "set":
    case "map": {
      const element = withoutOptional(type.element);
      return element === type.element ? type : { kind: type.kind, element };
    }
    case "tuple": {
      const elements = type.elements.map(withoutOptional);
      return elements.every((element, at) => element === type.elements[at]) ? type : { kind: "tuple", elements };
    }
    case "object": {
      let isChanged = type.optional !== undefined;
      const attributes = new Map<string, Type>();
      for (const [name, attribute] of type.attributes) {
        const plain = withoutOptional(attribute);
        if (plain !== attribute) isChanged = true;
        attributes.set(name, plain);
      }
      return isChanged ? { kind: "object", attributes } : type;
    }
  }
}
