/**
 * Logarithm and power in 64-bit floating-point numbers with exactly the steps of Go's library, since the last digit of
 * JavaScript's own may differ, and Terraform prints it.
 */

const ln2High = 6.9314718036912381649e-1;
const ln2Low = 1.9082149292705877e-10;

/** Splits a finite number into a fraction in [0.5, 1) and a power of two. */
function splitExponent(value: number): readonly [number, number] {
  if (value === 0 || !Number.isFinite(value)) return [value, 0];
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(value))) + 1);
  let fraction = value * 2 ** -exponent;
  // The estimate may be off by one, and 2 ** 1023 scales a subnormal only part of the way.
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2;
    exponent -= 1;
  }
  while (Math.abs(fraction) >= 1) {
    fraction /= 2;
    exponent += 1;
  }
  return [fraction, exponent];
}

/** The natural logarithm. */
export function naturalLogarithm(value: number): number {
  if (Number.isNaN(value) || value === Infinity) return value;
  if (value < 0) return NaN;
  if (value === 0) return -Infinity;
  let [fraction, exponent] = splitExponent(value);
  if (fraction < Math.SQRT2 / 2) {
    fraction *= 2;
    exponent -= 1;
  }
  const f = fraction - 1;
  const s = f / (2 + f);
  const s2 = s * s;
  const s4 = s2 * s2;
  const odd =
    s2 *
    (6.66666666666673513e-1 +
      s4 * (2.857142874366239149e-1 + s4 * (1.818357216161805012e-1 + s4 * 1.479819860511658591e-1)));
  const even = s4 * (3.999999999940941908e-1 + s4 * (2.222219843214978396e-1 + s4 * 1.531383769920937332e-1));
  const half = 0.5 * f * f;
  return exponent * ln2High - (half - (s * (half + (odd + even)) + exponent * ln2Low) - f);
}

/** `base ** exponent`; NaN where there is none. */
export function power(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1;
  if (exponent === 1) return base;
  if (base === 0 || !Number.isFinite(base) || !Number.isFinite(exponent)) return base ** exponent;
  if (exponent === 0.5) return Math.sqrt(base);
  if (exponent === -0.5) return 1 / Math.sqrt(base);
  const whole = Math.trunc(Math.abs(exponent));
  const fraction = Math.abs(exponent) - whole;
  if (fraction !== 0 && base < 0) return NaN;
  if (whole >= 2 ** 63) {
    if (base === -1) return 1;
    return Math.abs(base) < 1 === exponent > 0 ? 0 : Infinity;
  }
  return raise(base, whole, fraction, exponent < 0);
}

function raise(base: number, whole: number, fraction: number, isInverse: boolean): number {
  let result = 1;
  let scale = 0;
  let count = whole;
  if (fraction > 0.5) {
    count += 1;
    result = Math.exp((fraction - 1) * naturalLogarithm(base));
  } else if (fraction !== 0) {
    result = Math.exp(fraction * naturalLogarithm(base));
  }
  let [factor, factorScale] = splitExponent(base);
  for (; count !== 0; count = Math.floor(count / 2)) {
    if (factorScale < -4096 || factorScale > 4096) {
      // Beyond all bounds: the result overflows or underflows.
      scale += factorScale;
      break;
    }
    if (count % 2 === 1) {
      result *= factor;
      scale += factorScale;
    }
    factor *= factor;
    factorScale *= 2;
    if (Math.abs(factor) < 0.5) {
      factor += factor;
      factorScale -= 1;
    }
  }
  return isInverse ? shift(1 / result, -scale) : shift(result, scale);
}

function shift(value: number, exponent: number): number {
  if (exponent > 1000) return value * 2 ** 1000 * 2 ** Math.min(1000, exponent - 1000);
  if (exponent < -1000) return value * 2 ** -1000 * 2 ** Math.max(-1074, exponent + 1000);
  return value * 2 ** exponent;
}
