/** The precision of a number that was written as a literal or parsed from text, in bits. */
export const fullPrecision = 512;

/**
 * A binary floating-point number of arbitrary precision: `mantissa * 2 ** exponent`, never carrying more bits than
 * `precision`. An exponent of `Infinity` means an infinite number with the sign of the mantissa. There is no negative zero
 * here: that one is the plain JavaScript `-0`.
 */
export class BinaryFloat {
  /**
   * @param mantissa - signed
   * @param exponent - of two; an integer, or `Infinity`
   * @param precision - in bits: 512 for what was written, 64 and 53 for what functions compute in machine numbers
   */
  constructor(
    readonly mantissa: bigint,
    readonly exponent: number,
    readonly precision: number,
  ) {}

  /** Whether this is one of the two infinities. */
  get isInfinite(): boolean {
    return this.exponent === Infinity;
  }
}

/**
 * A number with Terraform's precision. A plain JavaScript number is always a safe integer (or `-0`) of full precision;
 * everything else (fractions, large integers, infinities, what functions compute in machine numbers) is a `BinaryFloat`.
 */
export type TerraformNumber = number | BinaryFloat;

/** The two infinities, which a division by zero gives. */
export const positiveInfinity = new BinaryFloat(1n, Infinity, fullPrecision);
export const negativeInfinity = new BinaryFloat(-1n, Infinity, fullPrecision);

/** Exponents beyond these overflow to infinity or underflow to zero, as in Go's big.Float. */
const largestExponent = 2 ** 31 - 1;

/** Returns the number of bits of a magnitude; 0 for zero. */
export function bitLength(magnitude: bigint): number {
  if (magnitude === 0n) return 0;
  const digits = magnitude.toString(16);
  return digits.length * 4 - Math.clz32(Number.parseInt(digits.charAt(0), 16)) + 28;
}

/** Returns the absolute value of a big integer. */
export function magnitudeOf(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Rounds half to even to a precision; overflows to infinity and underflows to zero beyond 32-bit exponents. */
export function roundTo(mantissa: bigint, exponent: number, precision: number): BinaryFloat {
  const isNegative = mantissa < 0n;
  let magnitude = isNegative ? -mantissa : mantissa;
  let shifted = exponent;
  let bits = bitLength(magnitude);
  const excess = bits - precision;
  if (excess > 0) {
    const shift = BigInt(excess);
    const half = 1n << (shift - 1n);
    const rest = magnitude & ((1n << shift) - 1n);
    magnitude >>= shift;
    if (rest > half || (rest === half && (magnitude & 1n) === 1n)) magnitude += 1n;
    shifted += excess;
    bits = precision;
  }
  if (magnitude === 0n) return new BinaryFloat(0n, 0, precision);
  if (shifted + bits > largestExponent) return isNegative ? negativeInfinity : positiveInfinity;
  if (shifted + bits < -largestExponent) return new BinaryFloat(0n, 0, precision);
  return new BinaryFloat(isNegative ? -magnitude : magnitude, shifted, precision);
}

/** Adds two finite numbers, rounding once. */
export function addFloats(left: BinaryFloat, right: BinaryFloat, precision: number): BinaryFloat {
  if (left.mantissa === 0n) return roundTo(right.mantissa, right.exponent, precision);
  if (right.mantissa === 0n) return roundTo(left.mantissa, left.exponent, precision);
  const leftTop = left.exponent + bitLength(magnitudeOf(left.mantissa));
  const rightTop = right.exponent + bitLength(magnitudeOf(right.mantissa));
  const [big, small] = leftTop >= rightTop ? [left, right] : [right, left];
  const gap = Math.abs(leftTop - rightTop);
  if (gap > precision + 600) {
    // The smaller one lies below every bit that can be kept: only its sign can matter.
    const shift = BigInt(precision + 4);
    const nudge = small.mantissa < 0n ? -1n : 1n;
    return roundTo((big.mantissa << shift) + nudge, big.exponent - precision - 4, precision);
  }
  const exponent = Math.min(left.exponent, right.exponent);
  const sum =
    (left.mantissa << BigInt(left.exponent - exponent)) + (right.mantissa << BigInt(right.exponent - exponent));
  return roundTo(sum, exponent, precision);
}

/** Multiplies two finite numbers, rounding once. */
export function multiplyFloats(left: BinaryFloat, right: BinaryFloat, precision: number): BinaryFloat {
  return roundTo(left.mantissa * right.mantissa, left.exponent + right.exponent, precision);
}

/** Divides two finite numbers, rounding once; the divisor is not zero. */
export function divideFloats(left: BinaryFloat, right: BinaryFloat, precision: number): BinaryFloat {
  const divisor = magnitudeOf(right.mantissa);
  const numerator = magnitudeOf(left.mantissa);
  if (numerator === 0n) return new BinaryFloat(0n, 0, precision);
  const shift = Math.max(0, precision + 3 - (bitLength(numerator) - bitLength(divisor)));
  const scaled = numerator << BigInt(shift);
  const quotient = scaled / divisor;
  // One more bit says whether anything was left over, so that ties are told from near ties.
  const sticky = quotient * divisor === scaled ? 0n : 1n;
  const magnitude = quotient * 2n + sticky;
  const isNegative = left.mantissa < 0n !== right.mantissa < 0n;
  return roundTo(isNegative ? -magnitude : magnitude, left.exponent - right.exponent - shift - 1, precision);
}

/** Orders two numbers, infinities included: negative, zero or positive. */
export function compareFloats(left: BinaryFloat, right: BinaryFloat): number {
  const leftSign = signOf(left.mantissa);
  const rightSign = signOf(right.mantissa);
  if (leftSign !== rightSign) return leftSign - rightSign;
  if (leftSign === 0) return 0;
  if (left.isInfinite || right.isInfinite) {
    if (left.isInfinite && right.isInfinite) return 0;
    return left.isInfinite ? leftSign : -leftSign;
  }
  const leftTop = left.exponent + bitLength(magnitudeOf(left.mantissa));
  const rightTop = right.exponent + bitLength(magnitudeOf(right.mantissa));
  if (leftTop !== rightTop) return leftTop > rightTop ? leftSign : -leftSign;
  const exponent = Math.min(left.exponent, right.exponent);
  const difference =
    (left.mantissa << BigInt(left.exponent - exponent)) - (right.mantissa << BigInt(right.exponent - exponent));
  return signOf(difference);
}

/** Returns -1, 0 or 1. */
function signOf(value: bigint): number {
  return value === 0n ? 0 : value < 0n ? -1 : 1;
}

/** Returns the bits that a mantissa needs at least: trailing zeros do not count. */
export function minimumPrecision(mantissa: bigint): number {
  const magnitude = magnitudeOf(mantissa);
  return bitLength(magnitude) - trailingZeros(magnitude);
}

/** Returns the number of zero bits at the end of a magnitude; 0 for zero. */
function trailingZeros(magnitude: bigint): number {
  return magnitude === 0n ? 0 : bitLength(magnitude & -magnitude) - 1;
}

/** Whether a number is finite and has no fractional part. */
export function isIntegral(value: BinaryFloat): boolean {
  if (value.isInfinite) return false;
  return value.exponent >= 0 || value.mantissa === 0n || trailingZeros(magnitudeOf(value.mantissa)) >= -value.exponent;
}

/** Returns the plain number where a float of full precision is a safe integer. */
export function simplify(value: BinaryFloat): TerraformNumber {
  if (value.precision !== fullPrecision || value.isInfinite) return value;
  if (value.mantissa === 0n) return 0;
  const bits = bitLength(magnitudeOf(value.mantissa));
  if (value.exponent + bits > 53 || value.exponent + bits < 1 || !isIntegral(value)) return value;
  return Number(value.exponent >= 0 ? value.mantissa << BigInt(value.exponent) : truncate(value).mantissa);
}

/** Cuts off the fractional part of a finite number; the result has an exponent of at least zero. */
export function truncate(value: BinaryFloat): BinaryFloat {
  if (value.exponent >= 0) return value;
  const shift = BigInt(-value.exponent);
  const magnitude =
    -value.exponent > bitLength(magnitudeOf(value.mantissa)) ? 0n : magnitudeOf(value.mantissa) >> shift;
  return new BinaryFloat(value.mantissa < 0n ? -magnitude : magnitude, 0, value.precision);
}
