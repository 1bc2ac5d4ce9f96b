import type { YamlScalar } from "./yaml-node.js";

const words = new Map<string, boolean | null>();
for (const word of ["", "~", "null", "Null", "NULL"]) words.set(word, null);
for (const word of ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"]) words.set(word, true);
for (const word of ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"]) words.set(word, false);

const decimalFloat = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const integer = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;

/**
 * Resolves a plain scalar the way `kubectl` and the API server do. Their YAML is that of go-yaml 2: `yes`, `on` and `y` are
 * booleans, `0644` and `0o644` are octal, digits may be grouped by underscores, and a date is a text.
 */
export function resolvePlainScalar(text: string, start: number, end: number): YamlScalar {
  const word = words.get(text);
  if (word !== undefined) return { kind: "scalar", value: word, start, end, size: 1 };
  const number = /^[-+.0-9]/.test(text) ? parseNumber(text) : undefined;
  if (number === undefined) return makeText(text, start, end);
  return { kind: "scalar", ...number, start, end, size: 1 };
}

/** Makes the scalar of a quoted or block text. */
export function makeText(value: string, start: number, end: number): YamlScalar {
  return { kind: "scalar", value, start, end, size: 1 };
}

function parseNumber(text: string): { value: number; digits?: string } | undefined {
  const plain = text.includes("_") ? text.replaceAll("_", "") : text;
  const parts = integer.exec(plain);
  if (parts !== null) {
    const [, sign, hexadecimal, binary, octal, decimal] = parts;
    const digits = decimal ?? prefixed("0x", hexadecimal) ?? prefixed("0b", binary) ?? prefixed("0o", octal) ?? "0";
    const exact = sign === "-" ? -BigInt(digits) : BigInt(digits);
    const value = Number(exact);
    return Number.isSafeInteger(value) ? { value: value === 0 ? 0 : value } : { value, digits: exact.toString() };
  }
  if (!decimalFloat.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? { value } : undefined;
}

function prefixed(prefix: string, digits: string | undefined): string | undefined {
  return digits === undefined ? undefined : prefix + digits;
}
