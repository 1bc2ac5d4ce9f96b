import { EvaluationError } from "../evaluate/error.js";
import { formatNumber, isInteger, type TerraformNumber, toDouble } from "../values/number.js";

/** A whole number that fits an index, whatever its precision; undefined for any other. */
export function wholeNumber(value: TerraformNumber): number | undefined {
  const number = typeof value === "number" ? value : isInteger(value) ? toDouble(value) : NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** All digits of a number as Terraform prints them; undefined where there are too many to be printed. */
export function digitsOf(value: TerraformNumber): string | undefined {
  try {
    return formatNumber(value);
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}
