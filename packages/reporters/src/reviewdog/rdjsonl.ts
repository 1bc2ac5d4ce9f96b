import type { ScanResult } from "@lintel/core";
import { writeUtf8Json } from "../json-text.js";
import type { ReportOptions } from "../report.js";
import { diagnosticsOf } from "./diagnostic.js";

/** Writes reviewdog's diagnostic format with a diagnostic on each line; nothing where there is none. */
export function reportRdjsonl(result: ScanResult, options: ReportOptions = {}): string {
  return diagnosticsOf(result, options)
    .map((diagnostic) => `${writeUtf8Json(diagnostic)}\n`)
    .join("");
}
