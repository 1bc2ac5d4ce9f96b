import { EvaluationError } from "../evaluate/error.js";
import {
  BinaryFloat,
  bitLength,
  divideFloats,
  fullPrecision,
  magnitudeOf,
  multiplyFloats,
  negativeInfinity,
  positiveInfinity,
  roundTo,
  simplify,
} from "./binary-float.js";
import type { TerraformNumber } from "./binary-float.js";

const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:([eEpP])([+-]?\d+))?$/;

/** Digits beyond these cannot change the rounding to 512 bits except through being zero or not. */
const significantDigits = 2000;

/**
 * Reads a decimal number as Terraform does (`12`, `-1.5e3`, `.5`, `Inf`), rounded half to even to 512 bits. Returns
 * undefined for any other text.
 */
export function parseNumber(text: string): TerraformNumber | undefined {
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  if (/^[+]?[Ii]nf$/.test(text)) return positiveInfinity;
  if (/^-[Ii]nf$/.test(text)) return negativeInfinity;
  const match = decimal.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = "", marker = "", power = "0"] = match;
  if (whole === "" && fraction === "") return undefined;
  const exponent = Number(power);
  const isBinary = marker === "p" || marker === "P";
  const digits = (whole + fraction).replace(/^0+/, "");
  if (digits === "") return sign === "-" ? -0 : 0;
  const kept = keepSignificant(digits);
  const exponentOfTen = (isBinary ? 0 : exponent) - fraction.length + (digits.length - kept.length);
  const exponentOfTwo = exponentOfTen + (isBinary ? exponent : 0);
  const mantissa = BigInt(kept);
  const value = scaleByFive(sign === "-" ? -mantissa : mantissa, exponentOfTwo, exponentOfTen);
  return value.mantissa === 0n && sign === "-" ? -0 : simplify(value);
}

function keepSignificant(digits: string): string {
  if (digits.length <= significantDigits) return digits;
  const rest = /[1-9]/.test(digits.slice(significantDigits)) ? "1" : "0";
  return digits.slice(0, significantDigits) + rest;
}

/** Returns `mantissa * 2 ** exponentOfTwo * 5 ** exponentOfFive` in 512 bits. */
function scaleByFive(mantissa: bigint, exponentOfTwo: number, exponentOfFive: number): BinaryFloat {
  if (exponentOfFive === 0) return roundTo(mantissa, exponentOfTwo, fullPrecision);
  if (Math.abs(exponentOfFive) > 2 ** 30) {
    if (exponentOfFive < 0) return new BinaryFloat(0n, 0, fullPrecision);
    return mantissa < 0n ? negativeInfinity : positiveInfinity;
  }
  const unscaled = new BinaryFloat(mantissa, exponentOfTwo, fullPrecision);
  const power = powerOfFive(Math.abs(exponentOfFive), fullPrecision + 64);
  if (power.isInfinite) return exponentOfFive < 0 ? new BinaryFloat(0n, 0, fullPrecision) : power;
  return exponentOfFive < 0
    ? divideFloats(unscaled, power, fullPrecision)
    : multiplyFloats(unscaled, power, fullPrecision);
}

/**
 * Powers of five by repeated squaring with the same roundings as Go's math/big, so that numbers with huge exponents have
 * the same last digits.
 */
function powerOfFive(exponent: number, precision: number): BinaryFloat {
  const exact = Math.min(exponent, 27);
  let result = new BinaryFloat(5n ** BigInt(exact), 0, precision);
  let factor = new BinaryFloat(5n, 0, precision + 64);
  for (let rest = exponent - exact; rest > 0; rest = Math.floor(rest / 2)) {
    if (factor.isInfinite) return positiveInfinity;
    if (rest % 2 === 1) result = multiplyFloats(result, factor, precision);
    if (result.isInfinite) return result;
    factor = multiplyFloats(factor, factor, precision + 64);
  }
  return result;
}

/** Numbers with more binary places than this are not printed: nobody could read the digits, and they cost time. */
const largestPrintedExponent = 1 << 18;

/** Prints a number as Terraform does: all digits, never an exponent, the shortest fraction that reads back as the number. */
export function formatNumber(value: TerraformNumber): string {
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  const sign = value.mantissa < 0n ? "-" : "";
  if (value.isInfinite) return sign === "" ? "+Inf" : "-Inf";
  if (value.mantissa === 0n) return "0";
  if (Math.abs(value.exponent) > largestPrintedExponent) {
    throw new EvaluationError("number-too-large", "The number has too many digits to be printed.");
  }
  return sign + layOut(shortestDecimal(value));
}

/** Prints at most `digits` significant digits, with an exponent for large and small numbers: Go's `%.10g`. */
export function formatShort(value: TerraformNumber, digits: number): string {
  if (typeof value === "number" && Math.abs(value) < 10 ** digits) return Object.is(value, -0) ? "-0" : String(value);
  const float = typeof value === "number" ? new BinaryFloat(BigInt(value), 0, fullPrecision) : value;
  if (float.isInfinite) return float.mantissa < 0n ? "-Inf" : "+Inf";
  if (float.mantissa === 0n) return "0";
  if (Math.abs(float.exponent) > largestPrintedExponent) return "e";
  const exact = toDecimal(magnitudeOf(float.mantissa), float.exponent);
  const rounded = exact.digits.length > digits ? roundDigits(exact, digits) : exact;
  const sign = float.mantissa < 0n ? "-" : "";
  const limit =
    digits > rounded.digits.length && rounded.digits.length >= rounded.point ? rounded.digits.length : digits;
  const exponent = rounded.point - 1;
  if (exponent >= -4 && exponent < limit) return sign + layOut(rounded);
  const fraction = rounded.digits.length > 1 ? `.${rounded.digits.slice(1)}` : "";
  const power = String(Math.abs(exponent)).padStart(2, "0");
  return `${sign}${rounded.digits.charAt(0)}${fraction}e${exponent < 0 ? "-" : "+"}${power}`;
}

/** `0.digits * 10 ** point`, without zeros at the end. */
interface Decimal {
  readonly digits: string;
  readonly point: number;
}

function toDecimal(magnitude: bigint, exponent: number): Decimal {
  const scaled = exponent >= 0 ? magnitude << BigInt(exponent) : magnitude * 5n ** BigInt(-exponent);
  const digits = scaled.toString();
  return { digits: trimZeros(digits), point: digits.length + Math.min(exponent, 0) };
}

function trimZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 48) end -= 1;
  return end === digits.length ? digits : digits.slice(0, end);
}

function layOut({ digits, point }: Decimal): string {
  if (point <= 0) return `0.${"0".repeat(-point)}${digits}`;
  if (digits.length <= point) return digits + "0".repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/**
 * The fewest digits that lie between the two neighbouring numbers of the same precision. Follows the digit-by-digit rule
 * of Go's math/big, which compares the digits of value and bounds at the same index.
 */
function shortestDecimal(value: BinaryFloat): Decimal {
  const magnitude = magnitudeOf(value.mantissa);
  const exact = toDecimal(magnitude, value.exponent);
  // Align the mantissa so that its last bit is half a unit in the last place.
  const shift = value.precision + 1 - bitLength(magnitude);
  const aligned = shift >= 0 ? magnitude << BigInt(shift) : magnitude >> BigInt(-shift);
  const exponent = value.exponent - shift;
  const lower = toDecimal(aligned - 1n, exponent).digits;
  const upper = toDecimal(aligned + 1n, exponent).digits;
  const isInclusive = (aligned & 2n) === 0n;
  for (let at = 0; at < exact.digits.length; at += 1) {
    const digit = exact.digits.charCodeAt(at);
    const low = at < lower.length ? lower.charCodeAt(at) : 48;
    const high = at < upper.length ? upper.charCodeAt(at) : 48;
    const mayRoundDown = low !== digit || (isInclusive && at + 1 === lower.length);
    const mayRoundUp = digit !== high && (isInclusive || digit + 1 < high || at + 1 < upper.length);
    if (mayRoundDown && mayRoundUp) return roundDigits(exact, at + 1);
    if (mayRoundDown) return { digits: trimZeros(exact.digits.slice(0, at + 1)), point: exact.point };
    if (mayRoundUp) return roundUp(exact, at + 1);
  }
  return exact;
}

/** Rounds half to even to a number of digits. */
function roundDigits(exact: Decimal, count: number): Decimal {
  if (count >= exact.digits.length) return exact;
  const next = exact.digits.charCodeAt(count);
  const isTie = next === 53 && count + 1 === exact.digits.length;
  const isOdd = count > 0 && (exact.digits.charCodeAt(count - 1) - 48) % 2 === 1;
  if (isTie ? isOdd : next >= 53) return roundUp(exact, count);
  return { digits: trimZeros(exact.digits.slice(0, count)), point: exact.point };
}

function roundUp(exact: Decimal, count: number): Decimal {
  let at = Math.min(count, exact.digits.length);
  while (at > 0 && exact.digits.charCodeAt(at - 1) === 57) at -= 1;
  if (at === 0) return { digits: "1", point: exact.point + 1 };
  const last = String.fromCharCode(exact.digits.charCodeAt(at - 1) + 1);
  return { digits: exact.digits.slice(0, at - 1) + last, point: exact.point };
}
