import { isInteger, type TerraformNumber, toDouble } from "../values/number.js";

/** A whole number that fits an index, whatever its precision; undefined for any other. */
export function wholeNumber(value: TerraformNumber): number | undefined {
  const number = typeof value === "number" ? value : isInteger(value) ? toDouble(value) : NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}
