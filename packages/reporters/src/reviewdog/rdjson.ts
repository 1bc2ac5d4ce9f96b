import type { ScanResult } from "@lintel/core";
import { writeUtf8Json } from "../json-text.js";
import type { ReportOptions } from "../report.js";
import { diagnosticsOf, source } from "./diagnostic.js";

/** Writes reviewdog's diagnostic format as one object. */
export function reportRdjson(result: ScanResult, options: ReportOptions = {}): string {
  return `${writeUtf8Json({ source, diagnostics: diagnosticsOf(result, options) }, { indent: 2 })}\n`;
}
