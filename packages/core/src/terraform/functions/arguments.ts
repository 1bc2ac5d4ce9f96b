import { typeOf, unknownValue } from "../values/construct.js";
import { firstUnknown } from "../values/marks.js";
import { isInteger, toBigInt } from "../values/number.js";
import type { TerraformNumber } from "../values/number.js";
import { typeName } from "../values/type.js";
import type { Type } from "../values/type.js";
import type { MapValue, ObjectValue, Refinement, UnknownValue, Value } from "../values/value.js";
import { argumentError, callError } from "./failure.js";

/** Returns an argument that the parameters guarantee. */
export function argumentAt(args: readonly Value[], index: number): Value {
  const value = args[index];
  if (value === undefined) throw callError("An argument is missing.");
  return value;
}

/** Returns the text of an argument whose parameter is a string, known and not null. */
export function textAt(args: readonly Value[], index: number): string {
  return textOf(argumentAt(args, index), index);
}

/** Returns the text of a string. */
function textOf(value: Value, index: number): string {
  if (value.kind === "string") return value.value;
  throw argumentError(index, `A string is required, not ${describe(value)}.`);
}

/** Returns the number of an argument whose parameter is a number, known and not null. */
export function numberAt(args: readonly Value[], index: number): TerraformNumber {
  const value = argumentAt(args, index);
  if (value.kind === "number") return value.value;
  throw argumentError(index, `A number is required, not ${describe(value)}.`);
}

const smallestInteger = -(2n ** 63n);
const largestInteger = 2n ** 63n - 1n;

/** Returns an argument that must be a whole number within 64 bits; beyond 53 bits it is rounded. */
export function integerAt(args: readonly Value[], index: number): number {
  return Number(exactIntegerAt(args, index));
}

/** Returns an argument that must be a whole number within 64 bits. */
export function exactIntegerAt(args: readonly Value[], index: number): bigint {
  const number = numberAt(args, index);
  const whole = isInteger(number) ? toBigInt(number) : undefined;
  if (whole === undefined || whole < smallestInteger || whole > largestInteger) {
    throw argumentError(index, "A whole number is required, of no more than 64 bits.");
  }
  return whole;
}

/** Returns the items of a known list, set or tuple. */
export function itemsOf(value: Value, index: number): readonly Value[] {
  if (value.kind === "list" || value.kind === "set" || value.kind === "tuple") return value.items;
  throw argumentError(index, `A list, set or tuple is required, not ${describe(value)}.`);
}

/** Returns the items of an argument that is a known list, set or tuple. */
export function itemsAt(args: readonly Value[], index: number): readonly Value[] {
  return itemsOf(argumentAt(args, index), index);
}

/** Whether a value is a known map or object. */
export function isMapping(value: Value): value is MapValue | ObjectValue {
  return value.kind === "map" || value.kind === "object";
}

/** Whether a type is that of lists, sets or tuples. */
export function isSequenceType(type: Type): boolean {
  return type.kind === "list" || type.kind === "set" || type.kind === "tuple";
}

/** Names the type of a value with its article. */
export function describe(value: Value): string {
  const name = value.kind === "null" ? "null" : typeName(typeOf(value));
  if (name === "null") return name;
  return name === "object" ? `an ${name}` : name === "dynamic" ? "a value of unknown type" : `a ${name}`;
}

/** Makes an unknown that is not known because of what is unknown in the causes. */
export function unknownBecauseOf(causes: readonly Value[], type: Type, refinement?: Refinement): UnknownValue {
  for (const cause of causes) {
    const found = firstUnknown(cause);
    if (found !== undefined) return unknownValue(type, found.reason, found.subject, refinement);
  }
  return unknownValue(type, "known-after-apply", undefined, refinement);
}
