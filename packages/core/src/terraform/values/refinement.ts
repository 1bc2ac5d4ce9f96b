import { listValue, mapValue, numberValue, setValue, unknownValue } from "./construct.js";
import { compareNumbers } from "./number.js";
import type { Refinement, UnknownValue, Value } from "./value.js";

/** The refinement of what is certainly not null, and nothing more. */
export const notNull: Refinement = { notNull: true };

/** Whether a value is certain not to be null. */
export function isDefinitelyNotNull(value: Value): boolean {
  return value.kind === "unknown" ? value.refinement?.notNull === true : value.kind !== "null";
}

/**
 * Adds what is certain about an unknown to it. What leaves only one possibility becomes that value: a number between equal
 * bounds, a list whose length is certain. Known values are returned as they are.
 */
export function refine(value: Value, refinement: Refinement): Value {
  if (value.kind !== "unknown") return value;
  if (value.type.kind === "dynamic") {
    // Terraform keeps nothing about a value whose type may still be any.
    return value;
  }
  const merged = mergeRefinements(value.refinement, refinement);
  return collapse({ ...value, refinement: merged }, merged);
}

function mergeRefinements(left: Refinement | undefined, right: Refinement): Refinement {
  if (left === undefined) return right;
  return {
    notNull: left.notNull === true || right.notNull === true,
    prefix: (left.prefix ?? "").length > (right.prefix ?? "").length ? left.prefix : right.prefix,
    outline: left.outline ?? right.outline,
    part: left.part ?? right.part,
    lowerBound: tighter(left.lowerBound, right.lowerBound, 1),
    upperBound: tighter(left.upperBound, right.upperBound, -1),
    minLength: pick(left.minLength, right.minLength, Math.max),
    maxLength: pick(left.maxLength, right.maxLength, Math.min),
  };
}

function pick(
  left: number | undefined,
  right: number | undefined,
  choose: (a: number, b: number) => number,
): number | undefined {
  if (left === undefined) return right;
  return right === undefined ? left : choose(left, right);
}

function tighter(
  left: Refinement["lowerBound"],
  right: Refinement["lowerBound"],
  direction: 1 | -1,
): Refinement["lowerBound"] {
  if (left === undefined) return right;
  if (right === undefined) return left;
  const order = compareNumbers(left.value, right.value) * direction;
  if (order === 0) return left.inclusive ? right : left;
  return order > 0 ? left : right;
}

function collapse(value: UnknownValue, refinement: Refinement): Value {
  if (refinement.notNull !== true) return value;
  const { lowerBound, upperBound } = refinement;
  if (
    lowerBound?.inclusive === true &&
    upperBound?.inclusive === true &&
    compareNumbers(lowerBound.value, upperBound.value) === 0
  ) {
    return numberValue(lowerBound.value, value.marks);
  }
  const length = refinement.maxLength;
  if (length === undefined || length !== (refinement.minLength ?? 0) || length > longestSpelledOut) return value;
  return ofLength(value, length);
}

/** Longer lists of nothing but unknowns are left unknown as a whole. */
const longestSpelledOut = 1024;

/** A list of so many unknowns; sets and maps only where nothing but their length is to be told. */
function ofLength(value: UnknownValue, length: number): Value {
  const { type, reason, subject, marks } = value;
  if (type.kind === "map") return length === 0 ? mapValue(type.element, [], marks) : value;
  if (type.kind !== "list" && (type.kind !== "set" || length > 1)) return value;
  const item = unknownValue(type.element, reason, subject);
  const items = Array.from({ length }, () => item);
  return type.kind === "list" ? listValue(type.element, items, marks) : setValue(type.element, items, marks);
}

/** Whether a known value of the same type lies outside what an unknown can become. */
export function excludes(unknown: UnknownValue, value: Value): boolean {
  const refinement = unknown.refinement;
  if (refinement === undefined) return false;
  switch (value.kind) {
    case "number":
      return (
        isBeyond(refinement.lowerBound, compareNumbers(value.value, refinement.lowerBound?.value ?? 0)) ||
        isBeyond(refinement.upperBound, -compareNumbers(value.value, refinement.upperBound?.value ?? 0))
      );
    case "list":
    case "set":
      return isOutsideLength(refinement, value.items.length);
    case "map":
      return isOutsideLength(refinement, value.entries.size);
    case "string":
      return refinement.prefix !== undefined && !value.value.startsWith(refinement.prefix);
    default:
      return false;
  }
}

function isBeyond(bound: Refinement["lowerBound"], order: number): boolean {
  if (bound === undefined) return false;
  return bound.inclusive ? order < 0 : order <= 0;
}

function isOutsideLength(refinement: Refinement, length: number): boolean {
  return length < (refinement.minLength ?? 0) || length > (refinement.maxLength ?? Infinity);
}

/** Bounds of the length of a collection, whether it is known or not. */
export interface LengthBounds {
  readonly min: number;
  readonly max: number | undefined;
}

/** Returns what is certain about the length of a collection; undefined for what has none. */
export function lengthBounds(value: Value): LengthBounds | undefined {
  switch (value.kind) {
    case "list":
    case "tuple":
      return { min: value.items.length, max: value.items.length };
    case "set":
      // Unknown items may turn out equal to others.
      return value.inside === 0
        ? { min: value.items.length, max: value.items.length }
        : { min: Math.min(1, value.items.length), max: value.items.length };
    case "map":
    case "object":
      return { min: value.entries.size, max: value.entries.size };
    case "unknown":
      if (value.type.kind === "list" || value.type.kind === "set" || value.type.kind === "map") {
        return { min: value.refinement?.minLength ?? 0, max: value.refinement?.maxLength };
      }
      return undefined;
    default:
      return undefined;
  }
}
