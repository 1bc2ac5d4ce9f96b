import { nearest } from "../nearest.js";
import { trimReason } from "./directive.js";
import { readTerms } from "./lintel-terms.js";
import type { SuppressionTool } from "./suppression.js";

/** One of these is in every text with an annotation that suppresses something. */
const hints = [
  "lintel.dev/",
  "checkov.io/skip",
  "bridgecrew.io/skip",
  "kube-linter.io/",
  "kube-score/ignore",
  "polaris.fairwinds.com/",
];

/** Whether a text may have an annotation that suppresses something. */
export function mayHaveAnnotations(text: string): boolean {
  return hints.some((hint) => text.includes(hint));
}

/** What an annotation suppresses. */
export interface AnnotationTerms {
  readonly tool: SuppressionTool;
  readonly names: readonly string[] | "all";
  readonly reason?: string | undefined;
  readonly owner?: string | undefined;
  readonly until?: string | undefined;
}

/** That an annotation is one of ours and cannot be understood. */
export interface BrokenAnnotation {
  readonly problem: string;
  readonly hint?: string | undefined;
}

/** Reads an annotation; undefined where it has nothing to do with suppressions. */
export function readAnnotation(name: string, value: string): AnnotationTerms | BrokenAnnotation | undefined {
  const slash = name.indexOf("/");
  const domain = name.slice(0, slash);
  const key = name.slice(slash + 1);
  switch (domain) {
    case "lintel.dev":
      return readOwn(key, value);
    case "checkov.io":
    case "bridgecrew.io":
      return /^skip\d*$/.test(key) ? readCheckov(value) : undefined;
    case "ignore-check.kube-linter.io":
      return { tool: "kube-linter", names: [key], reason: trimReason(value) };
    case "kube-linter.io":
      return key === "ignore-all" ? { tool: "kube-linter", names: "all", reason: trimReason(value) } : undefined;
    case "kube-score":
      return key === "ignore" ? { tool: "kube-score", names: namesIn(value) } : undefined;
    case "polaris.fairwinds.com":
      return value.trim() === "true" ? readPolaris(key) : undefined;
    default:
      return undefined;
  }
}

/** `lintel.dev/ignore`, and with anything behind a dash where an object has several. */
function readOwn(key: string, value: string): AnnotationTerms | BrokenAnnotation | undefined {
  if (!/^ignore(?:[-.].*)?$/.test(key)) {
    return nearest(key, ["ignore"]) === undefined
      ? undefined
      : { problem: `The annotation “lintel.dev/${key}” means nothing.`, hint: "Did you mean “lintel.dev/ignore”?" };
  }
  const terms = readTerms(value, 0, value.length);
  if ("problem" in terms) return terms;
  return { ...terms, tool: "lintel", names: terms.names.includes("all") ? "all" : terms.names };
}

function readCheckov(value: string): AnnotationTerms {
  const [id = "", ...reason] = value.split("=");
  return { tool: "checkov", names: [id.trim()], reason: trimReason(reason.join("=")) };
}

function readPolaris(key: string): AnnotationTerms | undefined {
  if (key === "exempt") return { tool: "polaris", names: "all" };
  return key.endsWith("-exempt") ? { tool: "polaris", names: [key.slice(0, -"-exempt".length)] } : undefined;
}

function namesIn(value: string): readonly string[] {
  return value
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
