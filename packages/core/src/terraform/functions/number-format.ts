import { BinaryFloat, formatNumber, isNegativeNumber } from "../values/number.js";
import type { TerraformNumber } from "../values/number.js";

/** The flags, width and precision of a verb such as `%-8.3f`. */
export interface NumberLayout {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
}

/** Digits of a number without its sign: `0.digits * 10 ** point`, without zeros at the end. */
interface Decimal {
  readonly digits: string;
  readonly point: number;
}

const noDigits: Decimal = { digits: "", point: 0 };

function exactDecimal(value: TerraformNumber): Decimal {
  if (typeof value === "number") return normalize(String(Math.abs(value)), 0);
  const magnitude = value.mantissa < 0n ? -value.mantissa : value.mantissa;
  if (value.exponent >= 0) return normalize((magnitude << BigInt(value.exponent)).toString(), 0);
  return normalize((magnitude * 5n ** BigInt(-value.exponent)).toString(), value.exponent);
}

/** The fewest digits that read back as the same number. */
function shortestDecimal(value: TerraformNumber): Decimal {
  const [whole = "", fraction = ""] = formatNumber(value).replace("-", "").split(".");
  return normalize(whole + fraction, -fraction.length);
}

function normalize(digits: string, scale: number): Decimal {
  const significant = digits.replace(/^0+/, "");
  const point = significant.length + scale;
  const trimmed = significant.replace(/0+$/, "");
  return trimmed === "" ? noDigits : { digits: trimmed, point };
}

/** Rounds to a number of digits, half to even. */
function round(decimal: Decimal, count: number): Decimal {
  const { digits, point } = decimal;
  if (count < 0) return noDigits;
  if (count >= digits.length) return decimal;
  const next = digits.charAt(count);
  const isHalf = next === "5" && count + 1 === digits.length;
  const isUp = isHalf ? count > 0 && Number(digits.charAt(count - 1)) % 2 === 1 : next >= "5";
  const kept = digits.slice(0, count);
  if (!isUp) return normalize(kept, point - count);
  const raised = (BigInt(kept === "" ? "0" : kept) + 1n).toString();
  return normalize(raised, point - count);
}

/** Lays out a float as Go's `fmt` does for `e`, `E`, `f`, `g` and `G`. */
export function formatFloat(value: TerraformNumber, verb: string, layout: NumberLayout): string {
  const isNegative = isNegativeNumber(value);
  const isInfinite = value instanceof BinaryFloat && value.isInfinite;
  let sign = isNegative ? "-" : layout.flags.includes("+") ? "+" : layout.flags.includes(" ") ? " " : "";
  if (isInfinite && !isNegative) sign = layout.flags.includes(" ") ? " " : "+";
  const digits = isInfinite ? "Inf" : floatDigits(value, verb, layout.precision);
  const padding = Math.max(0, (layout.width ?? 0) - sign.length - digits.length);
  if (layout.flags.includes("-")) return sign + digits + " ".repeat(padding);
  if (layout.flags.includes("0") && !isInfinite) return sign + "0".repeat(padding) + digits;
  return " ".repeat(padding) + sign + digits;
}

function floatDigits(value: TerraformNumber, verb: string, precision: number | undefined): string {
  if (verb === "f") {
    const places = precision ?? 6;
    const exact = exactDecimal(value);
    return layOutPlain(round(exact, exact.point + places), places);
  }
  if (verb === "e" || verb === "E") {
    const places = precision ?? 6;
    return layOutExponent(round(exactDecimal(value), places + 1), places, verb);
  }
  return layOutGeneral(value, verb === "g" ? "e" : "E", precision);
}

/** Go's `%g`: an exponent only for what is small or large. */
function layOutGeneral(value: TerraformNumber, letter: string, precision: number | undefined): string {
  const isShortest = precision === undefined;
  const decimal = isShortest ? shortestDecimal(value) : round(exactDecimal(value), Math.max(1, precision));
  const count = isShortest ? decimal.digits.length : Math.max(1, precision);
  let limit = count;
  if (limit > decimal.digits.length && decimal.digits.length >= decimal.point) limit = decimal.digits.length;
  // Go decides as if the shortest digits were six.
  if (isShortest) limit = 6;
  const exponent = decimal.point - 1;
  if (exponent < -4 || exponent >= limit) {
    return layOutExponent(decimal, Math.min(count, decimal.digits.length) - 1, letter);
  }
  const places = count > decimal.point ? decimal.digits.length : count;
  return layOutPlain(decimal, Math.max(0, places - decimal.point));
}

function layOutPlain(decimal: Decimal, places: number): string {
  const { digits, point } = decimal;
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  if (places <= 0) return whole;
  const fraction = "0".repeat(Math.max(0, Math.min(places, -point))) + digits.slice(Math.max(0, point));
  return `${whole}.${fraction.slice(0, places).padEnd(places, "0")}`;
}

function layOutExponent(decimal: Decimal, places: number, letter: string): string {
  const { digits, point } = decimal;
  const first = digits.charAt(0) === "" ? "0" : digits.charAt(0);
  const fraction = places > 0 ? `.${digits.slice(1, places + 1).padEnd(places, "0")}` : "";
  const exponent = digits === "" ? 0 : point - 1;
  const power = String(Math.abs(exponent)).padStart(2, "0");
  return `${first}${fraction}${letter}${exponent < 0 ? "-" : "+"}${power}`;
}

/** Go's `%v` of a number: the shortest digits, with an exponent for small and large numbers. */
export function formatGeneral(value: TerraformNumber): string {
  if (value instanceof BinaryFloat && value.isInfinite) return formatNumber(value);
  return (isNegativeNumber(value) ? "-" : "") + layOutGeneral(value, "e", undefined);
}

const bases: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16, X: 16 };
const prefixes: Readonly<Record<string, string>> = { b: "0b", o: "0", x: "0x", X: "0X" };

/** Lays out an integer as Go's `fmt` does for `b`, `o`, `d`, `x` and `X`. */
export function formatInteger(value: bigint, verb: string, layout: NumberLayout): string {
  const { flags, width, precision } = layout;
  const sign = value < 0n ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  const prefix = flags.includes("#") ? (prefixes[verb] ?? "") : "";
  let digits = (value < 0n ? -value : value).toString(bases[verb] ?? 10);
  if (verb === "X") digits = digits.toUpperCase();
  if (precision === 0 && digits === "0") return "";
  digits = digits.padStart(precision ?? 0, "0");
  const padding = Math.max(0, (width ?? 0) - sign.length - prefix.length - digits.length);
  if (flags.includes("-")) return sign + prefix + digits + " ".repeat(padding);
  if (flags.includes("0") && precision === undefined) return sign + prefix + "0".repeat(padding) + digits;
  return " ".repeat(padding) + sign + prefix + digits;
}
