import { describe, expect, it } from "vitest";
import {
  addNumbers,
  compareNumbers,
  divideNumbers,
  formatNumber,
  fromBigInt,
  fromCount,
  fromDouble,
  isInteger,
  moduloNumbers,
  multiplyNumbers,
  negateNumber,
  parseNumber,
  subtractNumbers,
  toBigInt,
  toDouble,
} from "./number.js";
import type { TerraformNumber } from "./number.js";

function number(text: string): TerraformNumber {
  const parsed = parseNumber(text);
  if (parsed === undefined) throw new Error(`not a number: ${text}`);
  return parsed;
}

describe("numbers as text", () => {
  it.each([
    ["1e21", "1000000000000000000000"],
    ["1e-7", "0.0000001"],
    ["0.1", "0.1"],
    ["9007199254740993", "9007199254740993"],
    ["1.50", "1.5"],
    ["-0", "-0"],
    [".5", "0.5"],
    ["5.", "5"],
    ["Inf", "+Inf"],
    ["-inf", "-Inf"],
    ["1p5", "32"],
    ["0.000", "0"],
    ["123456789012345678901234567890.5", "123456789012345678901234567890.5"],
  ])("reads %s and prints %s", (text, printed) => {
    expect(formatNumber(number(text))).toBe(printed);
  });

  it.each(["", "e5", "0x10", " 1", "1_000", "1e", "--1", "."])("does not read %j", (text) => {
    expect(parseNumber(text)).toBeUndefined();
  });

  it("prints what machine numbers hold in the fewest digits", () => {
    for (const value of [0.1, 1 / 3, 2.9999999999999996, 1e300, 5e-324, -1234.5678]) {
      const printed = formatNumber(fromDouble(value));
      expect(Number(printed)).toBe(value);
      expect(printed.includes("e")).toBe(false);
    }
    expect(formatNumber(fromDouble(0.1))).toBe("0.1");
  });
});

describe("arithmetic", () => {
  it("has 512 bits", () => {
    expect(formatNumber(addNumbers(number("0.1"), number("0.2")))).toBe("0.3");
    expect(formatNumber(multiplyNumbers(divideNumbers(1, 3), 3))).toBe("1");
    expect(formatNumber(divideNumbers(1, 3))).toMatch(/^0\.3{154}5$/);
    expect(formatNumber(subtractNumbers(number("9007199254740993"), 1))).toBe("9007199254740992");
  });

  it("divides counts with 64 bits", () => {
    expect(formatNumber(divideNumbers(fromCount(1), fromCount(3)))).toBe("0.33333333333333333334");
    expect(formatNumber(divideNumbers(fromCount(1), 3))).toHaveLength(157);
  });

  it("knows infinities and the sign of zero", () => {
    expect(formatNumber(divideNumbers(5, 0))).toBe("+Inf");
    expect(formatNumber(divideNumbers(5, -0))).toBe("-Inf");
    expect(() => divideNumbers(0, 0)).toThrow();
    expect(moduloNumbers(5, 0)).toBe(5);
    expect(moduloNumbers(-7, 3)).toBe(-1);
    expect(Object.is(moduloNumbers(-6, 3), 0)).toBe(true);
    expect(formatNumber(negateNumber(0))).toBe("-0");
    expect(formatNumber(moduloNumbers(number("5.5"), 2))).toBe("1.5");
  });

  it("compares across representations", () => {
    expect(compareNumbers(number("1e400"), 3)).toBeGreaterThan(0);
    expect(compareNumbers(divideNumbers(-1, 0), number("-1e999999"))).toBeLessThan(0);
    expect(compareNumbers(fromCount(3), 3)).toBe(0);
    expect(compareNumbers(number("0.5"), number("0.25"))).toBeGreaterThan(0);
    expect(compareNumbers(number("1e-999999"), 0)).toBeGreaterThan(0);
  });

  it("survives absurd exponents without delay", () => {
    const huge = number("1e100000000");
    expect(compareNumbers(addNumbers(huge, 1), huge)).toBe(0);
    expect(() => formatNumber(huge)).toThrow();
    expect(() => toBigInt(huge)).toThrow();
    expect(isInteger(huge)).toBe(true);
    expect(formatNumber(number("1e999999999999"))).toBe("+Inf");
  });

  it("converts to machine numbers and big integers", () => {
    expect(toDouble(number("0.1"))).toBe(0.1);
    expect(toDouble(number("5e-324"))).toBe(5e-324);
    expect(toDouble(number("1e309"))).toBe(Infinity);
    expect(toBigInt(number("-7.9"))).toBe(-7n);
    expect(toBigInt(fromBigInt(2n ** 70n))).toBe(2n ** 70n);
    expect(isInteger(number("2.0"))).toBe(true);
    expect(isInteger(number("2.5"))).toBe(false);
  });
});
