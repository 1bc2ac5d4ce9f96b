import type { ScanResult } from "@lintel/core";
import { writeJson } from "./json-text.js";
import { withOrderedKeys } from "./json.js";

/**
 * Writes the JSON report line by line, for what reads streams: the run, then each finding, then each problem; `type` tells
 * which it is. Like the JSON report it leaves nothing out.
 */
export function reportJsonl({ findings, diagnostics, ...run }: ScanResult): string {
  return [
    line("run", run),
    ...findings.map((finding) => line("finding", finding)),
    ...diagnostics.map((diagnostic) => line("diagnostic", diagnostic)),
  ].join("");
}

/** The type stands before all else, where the rest has its usual order. */
function line(type: string, content: object): string {
  return `{"type":"${type}",${writeJson(content, { replacer: withOrderedKeys }).slice(1)}\n`;
}
