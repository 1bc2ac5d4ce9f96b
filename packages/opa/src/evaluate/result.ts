import type { Severity } from "@lintel/core";
import { isRecord, recordOf, severityOf } from "../rule.js";

/** One thing that a rule found. */
export interface RegoResult {
  readonly message: string;
  readonly severity?: Severity | undefined;
  readonly title?: string | undefined;
  readonly remediation?: string | undefined;
  /** The address of what is wrong. */
  readonly address?: string | undefined;
  readonly root?: string | undefined;
  /** The attribute that is wrong, as names and indices. */
  readonly path?: readonly (string | number)[] | undefined;
}

/** What the value of a rule says, and what of it nobody can understand. */
export interface RuleResults {
  readonly results: readonly RegoResult[];
  readonly problem: string | undefined;
}

/**
 * Reads the value of a rule: a set of texts, or of objects with a `msg`, or one of these, or true. What is anything else is a
 * mistake of the rule, and never taken for a pass.
 */
export function readResults(value: unknown, title: string): RuleResults {
  if (value === undefined || value === false || value === null) return { results: [], problem: undefined };
  if (value === true) return { results: [{ message: title }], problem: undefined };
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const results: RegoResult[] = [];
  let problem: string | undefined;
  for (const item of items) {
    const result = readResult(item);
    if (result === undefined)
      problem ??= `it gave ${describe(item)}, which is neither a text nor an object with a text as “msg”`;
    else results.push(result);
  }
  return { results, problem };
}

function readResult(item: unknown): RegoResult | undefined {
  if (typeof item === "string") return { message: item };
  if (!isRecord(item) || typeof item["msg"] !== "string") return undefined;
  const metadata = recordOf(item["metadata"]);
  const records = [item, recordOf(item["details"]), metadata, recordOf(metadata["details"])];
  const textAt = (...names: string[]): string | undefined => {
    for (const record of records) {
      for (const name of names) {
        const text = record[name];
        if (typeof text === "string" && text !== "") return text;
      }
    }
    return undefined;
  };
  // A rule over the graph may hand a whole node on.
  const node = recordOf(records.map((record) => record["resource"] ?? record["node"]).find(isRecord));
  const nodeAddress = typeof node["address"] === "string" ? node["address"] : undefined;
  const nodeRoot = typeof node["root"] === "string" ? node["root"] : undefined;
  return {
    message: item["msg"],
    severity: severityOf(textAt("severity", "level")),
    title: textAt("title"),
    remediation: textAt("remediation"),
    address: textAt("address", "resource_address", "resource") ?? nodeAddress,
    root: textAt("root") ?? nodeRoot,
    path: records.map((record) => pathOf(record["path"] ?? record["attribute"])).find((path) => path !== undefined),
  };
}

/** Reads `spec.containers[0].image`, `tags["a.b"]`, `/spec/replicas`, or a list of names and indices. */
function pathOf(written: unknown): readonly (string | number)[] | undefined {
  if (Array.isArray(written)) {
    const steps = written.filter((step) => typeof step === "string" || typeof step === "number");
    return steps.length === written.length && steps.length > 0 ? steps : undefined;
  }
  if (typeof written !== "string" || written === "") return undefined;
  if (written.startsWith("/")) {
    return written
      .slice(1)
      .split("/")
      .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  }
  const steps: (string | number)[] = [];
  for (const match of written.replace(/^\$\.?/, "").matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)) {
    const [, index, quoted, plain] = match;
    if (index !== undefined) steps.push(Number(index));
    else steps.push(quoted === undefined ? (plain ?? "") : quoted.replace(/\\(.)/g, "$1"));
  }
  return steps.length > 0 ? steps : undefined;
}

function describe(item: unknown): string {
  if (Array.isArray(item)) return "a list";
  if (isRecord(item)) return "msg" in item ? "an object whose “msg” is no text" : "an object without “msg”";
  return item === null ? "null" : `a ${typeof item}`;
}
