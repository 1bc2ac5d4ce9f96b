import type { WrittenAttribute } from "../configuration/content.js";
import { deepMarks } from "../values/marks.js";
import { Marks, type Value } from "../values/value.js";
import type { Evaluation } from "./evaluation.js";

/** Whether a value or anything in it lives only while Terraform runs. */
export function isEphemeral(value: Value): boolean {
  return (deepMarks(value) & Marks.ephemeral) !== 0;
}

/**
 * Reports a value that stands where it may not: an ephemeral one where it would be kept, a sensitive one where it would be
 * shown. `where` completes the sentence "An ephemeral value is not allowed in …".
 */
export function reportExposed(
  mark: "ephemeral" | "sensitive",
  where: string,
  { file, attribute: { expression } }: WrittenAttribute,
  evaluation: Evaluation,
): void {
  const message =
    mark === "ephemeral"
      ? `An ephemeral value is not allowed in ${where}, which outlasts the run of Terraform.`
      : `A sensitive value is not allowed in ${where} without "sensitive = true".`;
  const range = { file, start: expression.start, end: expression.end };
  evaluation.report({ severity: "warning", code: `${mark}-value-not-allowed`, message, range });
}
