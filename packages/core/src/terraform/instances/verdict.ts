import { EvaluationError } from "../evaluate/error.js";
import { convertValue } from "../values/convert.js";
import type { Value } from "../values/value.js";

/**
 * What the value of a condition says; undefined where it is not known. Terraform converts it to a truth value, so that a text
 * may say the same; what cannot be converted is invalid, and so is null.
 */
export function verdictOf(value: Value): boolean | "invalid" | undefined {
  try {
    const converted = convertValue(value, { kind: "bool" });
    if (converted.kind === "unknown") return undefined;
    return converted.kind === "bool" ? converted.value : "invalid";
  } catch (error) {
    if (error instanceof EvaluationError) return "invalid";
    throw error;
  }
}
