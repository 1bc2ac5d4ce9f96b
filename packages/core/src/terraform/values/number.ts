import { EvaluationError } from "../evaluate/error.js";
import {
  BinaryFloat,
  addFloats,
  bitLength,
  compareFloats,
  divideFloats,
  fullPrecision,
  magnitudeOf,
  minimumPrecision,
  multiplyFloats,
  negativeInfinity,
  positiveInfinity,
  isIntegral,
  roundTo,
  simplify,
  truncate,
} from "./binary-float.js";
import type { TerraformNumber } from "./binary-float.js";

export { BinaryFloat, negativeInfinity, positiveInfinity } from "./binary-float.js";
export type { TerraformNumber } from "./binary-float.js";
export { formatNumber, parseNumber } from "./number-text.js";

/** Returns the sum, or throws for opposing infinities. */
export function addNumbers(left: TerraformNumber, right: TerraformNumber): TerraformNumber {
  if (typeof left === "number" && typeof right === "number") {
    const sum = left + right;
    if (Number.isSafeInteger(sum)) return sum;
  }
  const a = toFloat(left);
  const b = toFloat(right);
  if (a.isInfinite || b.isInfinite) {
    if (a.isInfinite && b.isInfinite && a.mantissa < 0n !== b.mantissa < 0n) throw undefinedResult("sum");
    return a.isInfinite ? a : b;
  }
  return simplify(addFloats(a, b, Math.max(a.precision, b.precision)));
}

/** Returns the difference, or throws for infinities of one sign. */
export function subtractNumbers(left: TerraformNumber, right: TerraformNumber): TerraformNumber {
  if (typeof left === "number" && typeof right === "number") {
    const difference = left - right;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return addNumbers(left, negateNumber(right));
}

/** Returns the product, or throws for zero times infinity. */
export function multiplyNumbers(left: TerraformNumber, right: TerraformNumber): TerraformNumber {
  if (typeof left === "number" && typeof right === "number") {
    const product = left * right;
    if (Number.isSafeInteger(product)) return product;
  }
  const a = toFloat(left);
  const b = toFloat(right);
  const isNegative = isNegativeNumber(left) !== isNegativeNumber(right);
  if (a.isInfinite || b.isInfinite) {
    if (a.mantissa === 0n || b.mantissa === 0n) throw undefinedResult("product");
    return isNegative ? negativeInfinity : positiveInfinity;
  }
  if (a.mantissa === 0n || b.mantissa === 0n) return isNegative ? -0 : 0;
  // Terraform multiplies at full precision and keeps as many bits as the product or the factors need.
  const product = multiplyFloats(a, b, fullPrecision);
  const precision = Math.max(a.precision, b.precision, minimumPrecision(product.mantissa));
  return simplify(new BinaryFloat(product.mantissa, product.exponent, precision));
}

/** Returns the quotient: infinite for a division by zero, and an error where it is undefined (`0 / 0`). */
export function divideNumbers(left: TerraformNumber, right: TerraformNumber): TerraformNumber {
  if (typeof left === "number" && typeof right === "number" && right !== 0 && left % right === 0) return left / right;
  const a = toFloat(left);
  const b = toFloat(right);
  const isNegative = isNegativeNumber(left) !== isNegativeNumber(right);
  if ((a.mantissa === 0n && b.mantissa === 0n) || (a.isInfinite && b.isInfinite)) throw undefinedResult("quotient");
  if (a.isInfinite || b.mantissa === 0n) return isNegative ? negativeInfinity : positiveInfinity;
  if (b.isInfinite || a.mantissa === 0n) return isNegative ? -0 : 0;
  return simplify(divideFloats(a, b, Math.max(a.precision, b.precision)));
}

/** Returns the remainder with the sign of the left operand; modulo zero it is the left operand itself. Throws for infinities. */
export function moduloNumbers(left: TerraformNumber, right: TerraformNumber): TerraformNumber {
  if (typeof left === "number" && typeof right === "number") {
    if (right === 0) return left;
    const remainder = left % right;
    // What is left of a subtraction of equals is +0, where JavaScript keeps the sign.
    return remainder === 0 && left !== 0 ? 0 : remainder;
  }
  const a = toFloat(left);
  const b = toFloat(right);
  if (a.isInfinite || b.isInfinite) throw undefinedResult("remainder");
  if (b.mantissa === 0n || a.mantissa === 0n) return left;
  const quotient = truncate(divideFloats(a, b, Math.max(a.precision, b.precision)));
  // Each step rounds to the precision of the left operand, as Terraform's does.
  const whole = roundTo(quotient.mantissa, quotient.exponent, a.precision);
  const product = multiplyFloats(b, whole, a.precision);
  return simplify(addFloats(a, new BinaryFloat(-product.mantissa, product.exponent, a.precision), a.precision));
}

/** Returns the number with the other sign; zero becomes negative zero. */
export function negateNumber(value: TerraformNumber): TerraformNumber {
  if (typeof value === "number") return -value;
  if (value.mantissa === 0n) return -0;
  return simplify(new BinaryFloat(-value.mantissa, value.exponent, value.precision));
}

/** Orders two numbers: negative, zero or positive. Negative zero equals zero. */
export function compareNumbers(left: TerraformNumber, right: TerraformNumber): number {
  if (typeof left === "number" && typeof right === "number") return left < right ? -1 : left > right ? 1 : 0;
  return compareFloats(toFloat(left), toFloat(right));
}

/** Whether a number has no fractional part; infinities have none that is an integer. */
export function isInteger(value: TerraformNumber): boolean {
  return typeof value === "number" || isIntegral(value);
}

/** Whether a number is one of the infinities. */
export function isInfinite(value: TerraformNumber): boolean {
  return typeof value !== "number" && value.isInfinite;
}

/** Whether a number is below zero, or negative zero. */
export function isNegativeNumber(value: TerraformNumber): boolean {
  return typeof value === "number" ? value < 0 || Object.is(value, -0) : value.mantissa < 0n;
}

/** Exponents above this make integers that nobody writes down; making them would take memory and time for nothing. */
const largestBinaryDigits = 1 << 20;

/** Returns the integral part, rounded towards zero. Throws for infinities and for integers of more than a million bits. */
export function toBigInt(value: TerraformNumber): bigint {
  if (typeof value === "number") return BigInt(value);
  if (value.exponent > largestBinaryDigits) {
    throw new EvaluationError("number-too-large", "The number is too large to be written as an integer.");
  }
  if (value.exponent >= 0) return value.mantissa << BigInt(value.exponent);
  const truncated = truncate(value);
  return truncated.exponent === 0 ? truncated.mantissa : truncated.mantissa << BigInt(truncated.exponent);
}

/** Returns the nearest double; what is too large becomes infinite. */
export function toDouble(value: TerraformNumber): number {
  if (typeof value === "number") return value;
  const sign = value.mantissa < 0n ? -1 : 1;
  if (value.isInfinite) return sign * Infinity;
  const magnitude = magnitudeOf(value.mantissa);
  if (magnitude === 0n) return 0;
  const top = value.exponent + bitLength(magnitude);
  if (top > 1025) return sign * Infinity;
  if (top < -1075) return sign * 0;
  // Below the normal doubles fewer bits are left; rounding must happen only once.
  const rounded = roundTo(magnitude, value.exponent, Math.max(1, Math.min(53, top + 1074)));
  return sign * scaleDouble(Number(rounded.mantissa), rounded.exponent);
}

/** Multiplies a double by a power of two in steps that do not overflow on the way. */
function scaleDouble(value: number, exponent: number): number {
  if (exponent > 900) return value * 2 ** 900 * 2 ** (exponent - 900);
  if (exponent < -900) return value * 2 ** -900 * 2 ** (exponent + 900);
  return value * 2 ** exponent;
}

/** Makes a number of full precision, or of as many bits as the integer needs. */
export function fromBigInt(value: bigint): TerraformNumber {
  if (value >= -9007199254740991n && value <= 9007199254740991n) return Number(value);
  return new BinaryFloat(value, 0, Math.max(fullPrecision, bitLength(magnitudeOf(value))));
}

/**
 * Makes a number of a double, with the precision of a double: what functions that compute in machine numbers return.
 * Throws for NaN, which Terraform has not.
 */
export function fromDouble(value: number): TerraformNumber {
  if (Number.isNaN(value)) throw new EvaluationError("not-a-number", "The result is not a number.");
  if (!Number.isFinite(value)) return value > 0 ? positiveInfinity : negativeInfinity;
  if (value === 0) return value;
  let mantissa = value;
  let exponent = 0;
  // Powers of two are exact, so that no bit is lost in either loop.
  while (!Number.isInteger(mantissa)) {
    const step = Math.abs(mantissa) < 2 ** -500 ? 500 : 1;
    mantissa *= 2 ** step;
    exponent -= step;
  }
  return new BinaryFloat(BigInt(mantissa), exponent, 53);
}

/**
 * Makes a number of a count that Terraform holds in a machine integer: `length(…)`, `count.index`. It differs from a
 * literal only when two such numbers are divided, since the quotient then has 64 bits.
 */
export function fromCount(value: number): TerraformNumber {
  return new BinaryFloat(BigInt(value), 0, 64);
}

/** Returns the number as a `BinaryFloat`. Negative zero loses its sign. */
function toFloat(value: TerraformNumber): BinaryFloat {
  return typeof value === "number" ? new BinaryFloat(BigInt(value), 0, fullPrecision) : value;
}

function undefinedResult(what: string): EvaluationError {
  return new EvaluationError("undefined-number", `The ${what} of these numbers is not defined.`);
}
