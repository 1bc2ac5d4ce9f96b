import { writeJson } from "../json-text.js";
import { byPlace } from "./order.js";
import type { TflintReport } from "./report.js";

/** Writes a report as `tflint --format json` does. */
export function tflintJson({ issues, errors }: TflintReport): string {
  const shown = byPlace(issues).map(({ rule, message, range, callers, fixable, fixed }) => ({
    rule: { name: rule.name, severity: rule.severity, link: rule.link },
    ...{ message, range, callers, fixable, fixed },
  }));
  return `${writeJson({ issues: shown, errors })}\n`;
}
