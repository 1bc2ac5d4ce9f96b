import type { ScanResult } from "@lintel/core";
import type { ReportOptions } from "../report.js";
import { checkovJson } from "./json.js";
import { checkovReportsOf } from "./report.js";

/** Writes what `checkov --output json` writes: records by the ids that its checks have there. */
export function reportCheckov(result: ScanResult, { showUnknown }: ReportOptions = {}): string {
  return checkovJson(checkovReportsOf(result, { showUnknown }), { version: result.tool.version });
}
