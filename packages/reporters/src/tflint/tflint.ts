import type { ScanResult } from "@lintel/core";
import type { ReportOptions } from "../report.js";
import { tflintJson } from "./json.js";
import { tflintReportOf } from "./report.js";

/** Writes what `tflint --format json` writes: issues by the names that its rules have there, and errors. */
export function reportTflint(result: ScanResult, { showUnknown }: ReportOptions = {}): string {
  return tflintJson(tflintReportOf(result, { showUnknown }));
}
