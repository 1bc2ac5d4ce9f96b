import type { ScanResult } from "@lintel/core";
import { writeJson } from "./json-text.js";

/**
 * The order in which the keys of the report's objects are written. A key that is not named here comes after those that are,
 * by code point; so do the keys of maps such as `controls`.
 */
const keyOrder = new Map(
  [
    ["schemaVersion", "tool", "summary", "comparison", "base", "findings", "diagnostics", "coverage"],
    ["name", "version"],
    ["filesFound", "filesParsed", "filesSkipped", "moduleCalls", "modulesNotLoaded"],
    ["files", "resources", "policies", "failed", "passed", "unknown", "suppressed", "skipped"],
    ["verdictsKnown", "verdicts", "unknownReasons", "policiesWithoutTarget"],
    [
      "policy",
      "aliases",
      "severity",
      "enforcement",
      "category",
      "status",
      "baselineState",
      "code",
      "title",
      "message",
      "description",
      "remediation",
      "hint",
    ],
    ["resource", "address", "type", "instances"],
    ["file", "location", "start", "end", "line", "column"],
    ["scenarios", "fails", "passes"],
    ["related", "trace", "path", "fix", "safe", "edits", "text"],
    ["suppression", "kind", "owner", "until"],
    ["controls", "reason", "expected", "actual", "excerpt", "firstLine", "lines", "fingerprint"],
  ]
    .flat()
    .map((key, rank) => [key, rank]),
);

/** Maps whose keys are data, not field names. */
const dataMaps: ReadonlySet<string> = new Set(["controls", "skipped", "filesSkipped", "unknownReasons"]);

/** Writes the scan result as it is: the stable contract of `--format json`, two spaces deep, the same bytes every time. */
export function reportJson(result: ScanResult): string {
  return `${writeJson(result, { replacer: withOrderedKeys, indent: 2 })}\n`;
}

/** Puts the keys of an object into their order, for `JSON.stringify`. */
export function withOrderedKeys(key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const names = Object.keys(value);
  const isMap = dataMaps.has(key);
  const rankOf = (name: string) => (isMap ? 0 : (keyOrder.get(name) ?? keyOrder.size));
  const compare = (one: string, other: string) => rankOf(one) - rankOf(other) || (one < other ? -1 : 1);
  // Most objects come in order already, and copying them is most of the work.
  if (names.every((name, index) => index === 0 || compare(names[index - 1] ?? "", name) < 0)) return value;
  const entries = Object.entries(value).sort(([one], [other]) => compare(one, other));
  return Object.fromEntries(entries);
}
