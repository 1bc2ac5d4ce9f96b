import type { Finding, Suppression } from "@lintel/core";
import { showFindingBriefly } from "./finding.js";
import { type Layout, showLocation } from "./layout.js";
import { showable } from "./untrusted.js";
import { wrapBehind } from "./wrap.js";

/** Lists what is suppressed, each with why, by whom, how long and where that is written. */
export function showSuppressed(findings: readonly Finding[], layout: Layout): string[] {
  const suppressed = findings.filter(({ status }) => status === "suppressed");
  if (suppressed.length === 0) return [];
  return [
    layout.palette.strong("Suppressed"),
    ...suppressed.flatMap((finding) => [
      showFindingBriefly(finding, layout),
      ...wrapBehind("    ", describe(finding.suppression, layout), layout.width).map(layout.palette.faint),
    ]),
  ];
}

function describe(suppression: Suppression | null, layout: Layout): string {
  if (suppression === null) return "without a word";
  const { kind, tool, reason, owner, until, location } = suppression;
  const place = location === null ? "" : ` at ${showLocation(location, layout)}`;
  const parts = [
    reason === null ? "no reason given" : showable(reason),
    ...(owner === null ? [] : [`owner ${showable(owner)}`]),
    ...(until === null ? [] : [`until ${showable(until)}`]),
    `${nounOf(kind)}${tool === undefined || tool === null ? "" : ` of ${showable(tool)}`}${place}`,
  ];
  return parts.join("; ");
}

/** How many findings are suppressed, and by what. */
export function countSuppressed(findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const { suppression } of findings.filter(({ status }) => status === "suppressed")) {
    const noun = nounOf(suppression?.kind ?? "");
    counts.set(noun, (counts.get(noun) ?? 0) + 1);
  }
  return [...counts]
    .sort(([one, many], [other, few]) => few - many || (one < other ? -1 : 1))
    .map(([noun, count]) => `${count} by ${noun}`)
    .join(", ");
}

const nouns: ReadonlyMap<string, string> = new Map([
  ["comment", "comment"],
  ["annotation", "annotation"],
  ["configuration", "configuration"],
  ["ignore-file", "ignore file"],
  ["baseline", "baseline"],
  ["policy-exception", "exception in the policy"],
]);

function nounOf(kind: string): string {
  return nouns.get(kind) ?? showable(kind);
}
