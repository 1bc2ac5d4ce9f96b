import type { Location, Severity } from "@lintel/core";
import { el } from "./dom.js";
import type { Entry } from "./filter.js";

/** What each facet is called. */
export const facetTitles = {
  severity: "Severity",
  framework: "Framework",
  control: "Control",
  module: "Module",
  policy: "Policy",
  type: "Resource type",
  file: "File",
  change: "Since the comparison",
} as const;

/** What each choice of findings is called. */
export const statusTitles = {
  fail: "Failing",
  unknown: "Unknown",
  suppressed: "Suppressed",
  pass: "Passed",
  all: "All",
} as const;

/** A severity as a word in its colour, with a mark that tells it without colour. */
export function severityLabel(severity: Severity): HTMLElement {
  return el("span", { class: `severity ${severity}` }, severity);
}

/** A finding's severity, or that nothing is wrong for certain. */
export function gravityLabel({ finding }: Entry): HTMLElement {
  if (finding.status === "fail") return severityLabel(finding.severity);
  const word = { unknown: "unknown", suppressed: "suppressed", pass: "passed" }[finding.status];
  return el("span", { class: `severity quiet ${finding.status}` }, word);
}

/** A place as an editor takes it. */
export function placeText({ file, start }: Location): string {
  return `${file}:${String(start.line)}:${String(start.column)}`;
}

/** A directory of modules, the scan root by name. */
export function moduleText(module: string): string {
  return module === "." ? "(scan root)" : module;
}
