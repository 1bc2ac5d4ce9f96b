import { canConvert } from "./convertible.js";
import { dynamicType, equalTypes, listOf, mapOf, setOf } from "./type.js";
import type { ObjectType, Type } from "./type.js";

/**
 * Returns the type to which values of all these types can be brought, as the arms of a conditional or the items of a list
 * are; undefined where there is none. The order of the types is of no account, except between equally good candidates.
 */
export function unifyTypes(types: readonly Type[]): Type | undefined {
  const distinct = distinctTypes(types);
  const first = distinct[0];
  if (first === undefined) return undefined;
  if (distinct.length === 1) return first;
  const structural = unifyStructural(distinct);
  return structural === undecided ? preferredType(distinct) : structural;
}

const undecided = Symbol("undecided");

function distinctTypes(types: readonly Type[]): readonly Type[] {
  const first = types[0];
  if (first === undefined || types.every((type) => type === first)) return types.slice(0, 1);
  const distinct: Type[] = [];
  for (const type of types) {
    if (!distinct.some((other) => equalTypes(other, type))) distinct.push(type);
  }
  return distinct;
}

/** Types of one structural kind may unify to a type that is none of them. */
function unifyStructural(types: readonly Type[]): Type | undefined | typeof undecided {
  const count = { string: 0, number: 0, bool: 0, dynamic: 0, list: 0, set: 0, map: 0, tuple: 0, object: 0 };
  for (const type of types) count[type.kind] += 1;
  const all = types.length;
  const hasDynamic = count.dynamic > 0;
  if (count.map > 0 && count.map + count.dynamic === all) return unifyElements(types, mapOf, hasDynamic);
  if (count.map > 0 && count.map + count.object === all) return unifyAsMap(types) ?? undecided;
  if (count.list > 0 && count.list + count.dynamic === all) return unifyElements(types, listOf, hasDynamic);
  if (count.list > 0 && count.list + count.tuple === all) return unifyAsList(types) ?? undecided;
  if (count.set > 0 && count.set + count.dynamic === all) return unifyElements(types, setOf, hasDynamic);
  if (count.object > 0 && count.object + count.dynamic === all) {
    return hasDynamic ? dynamicType : unifyObjects(types.filter(isObject));
  }
  if (count.tuple > 0 && count.tuple + count.dynamic === all) {
    return hasDynamic ? dynamicType : unifyTuples(types.filter(isTuple));
  }
  return count.object > 0 && count.tuple > 0 ? undefined : undecided;
}

type TupleType = Extract<Type, { kind: "tuple" }>;

function isObject(type: Type): type is ObjectType {
  return type.kind === "object";
}

function isTuple(type: Type): type is TupleType {
  return type.kind === "tuple";
}

function unifyElements(types: readonly Type[], wrap: (element: Type) => Type, hasDynamic: boolean): Type | undefined {
  if (hasDynamic) return dynamicType;
  const element = unifyTypes(types.flatMap((type) => ("element" in type ? [type.element] : [])));
  return element === undefined ? undefined : wrap(element);
}

/** Objects are unified as a map first, and then with the maps. */
function unifyAsMap(types: readonly Type[]): Type | undefined {
  const asMap = objectsAsMap(types.filter(isObject));
  const others = types.filter((type) => type.kind === "map");
  return asMap === undefined ? undefined : unifyElements([...others, asMap], mapOf, false);
}

/** Tuples are unified as a list first, and then with the lists. */
function unifyAsList(types: readonly Type[]): Type | undefined {
  const asList = tuplesAsList(types.filter(isTuple));
  const others = types.filter((type) => type.kind === "list");
  return asList === undefined ? undefined : unifyElements([...others, asList], listOf, false);
}

function objectsAsMap(types: readonly ObjectType[]): Type | undefined {
  const element = unifyTypes(types.flatMap((type) => [...type.attributes.values()]));
  return element === undefined ? undefined : holding(types, mapOf(element));
}

function tuplesAsList(types: readonly TupleType[]): Type | undefined {
  const element = unifyTypes(types.flatMap((type) => type.elements));
  return element === undefined ? undefined : holding(types, listOf(element));
}

/** The wanted type, if all these types convert to it. */
function holding(types: readonly Type[], wanted: Type | undefined): Type | undefined {
  return wanted !== undefined && types.every((type) => canConvert(type, wanted)) ? wanted : undefined;
}

/** Objects with the same names unify attribute by attribute; others only as a map. */
function unifyObjects(types: readonly ObjectType[]): Type | undefined {
  const first = types[0];
  if (first === undefined) return undefined;
  const names = [...first.attributes.keys()];
  const isAlike = types.every(
    (type) => type.attributes.size === names.length && names.every((name) => type.attributes.has(name)),
  );
  if (!isAlike) return objectsAsMap(types);
  const attributes = new Map<string, Type>();
  for (const name of names) {
    const unified = unifyTypes(types.flatMap((type) => type.attributes.get(name) ?? []));
    if (unified === undefined) return undefined;
    attributes.set(name, unified);
  }
  return { kind: "object", attributes };
}

/** Tuples of one length unify item by item; others only as a list. */
function unifyTuples(types: readonly TupleType[]): Type | undefined {
  const length = types[0]?.elements.length ?? 0;
  if (types.some((type) => type.elements.length !== length)) return tuplesAsList(types);
  const elements: Type[] = [];
  for (let at = 0; at < length; at += 1) {
    const unified = unifyTypes(types.flatMap((type) => type.elements[at] ?? []));
    if (unified === undefined) return undefined;
    elements.push(unified);
  }
  return { kind: "tuple", elements };
}

/** The first type, in order of preference, to which all others convert. */
function preferredType(types: readonly Type[]): Type | undefined {
  return orderByPreference(types).find((wanted) => types.every((type) => type === wanted || canConvert(type, wanted)));
}

/** Sorts topologically, so that a more general type comes before those it can hold. */
function orderByPreference(types: readonly Type[]): readonly Type[] {
  const rest = [...types];
  const ordered: Type[] = [];
  while (rest.length > 0) {
    const free = rest.findIndex((type) => rest.every((other) => preference(other, type) >= 0));
    ordered.push(...rest.splice(Math.max(0, free), 1));
  }
  return ordered;
}

/** Negative when the left type is to be preferred, positive when the right one is. */
function preference(left: Type, right: Type): number {
  if (left.kind === "dynamic" || right.kind === "dynamic") {
    return Number(left.kind === "dynamic") - Number(right.kind === "dynamic");
  }
  if (left.kind === "string" || right.kind === "string") {
    const other = left.kind === "string" ? right : left;
    if (other.kind !== "number" && other.kind !== "bool") return 0;
    return left.kind === "string" ? -1 : 1;
  }
  if ("element" in left && "element" in right && left.kind === right.kind) {
    return preference(left.element, right.element);
  }
  return structuralPreference(left.kind, right.kind);
}

/** Lists come before tuples, tuples and lists before sets, and maps before objects. */
function structuralPreference(left: Type["kind"], right: Type["kind"]): number {
  const isBefore = (a: Type["kind"], b: Type["kind"]): boolean =>
    (a === "list" && b === "tuple") ||
    (a === "map" && b === "object") ||
    (b === "set" && (a === "list" || a === "tuple"));
  if (isBefore(left, right)) return -1;
  return isBefore(right, left) ? 1 : 0;
}
