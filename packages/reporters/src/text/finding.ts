import type { Finding } from "@lintel/core";
import { columnsOf } from "./columns.js";
import { showExcerpt } from "./excerpt.js";
import { type Layout, counted, showLocation } from "./layout.js";
import { unknownReasonText } from "./reasons.js";
import { showable } from "./untrusted.js";
import { wrapBehind } from "./wrap.js";

const indent = "  ";
const instancesShown = 5;
const relatedShown = 10;
const longestExpectedPattern = 40;

/** Shows one finding in full: what, where, the source, why it matters, how to mend it and where the value comes from. */
export function showFinding(finding: Finding, layout: Layout): string[] {
  const { palette } = layout;
  const inner: Layout = { ...layout, width: layout.width - 2 * indent.length };
  const paint = finding.status === "unknown" ? palette.doubtful : palette.severity[finding.severity];
  const label = finding.status === "unknown" ? "UNKNOWN" : finding.severity.toUpperCase();
  const address = showable(finding.resource.address);
  const { enforcement = "soft-mandatory" } = finding;
  const note = enforcement === "soft-mandatory" ? "" : ` ${palette.faint(`(${enforcement})`)}`;
  const title = showable(finding.title);
  const policy = `[${showable(finding.policy)}]`;
  const isNarrow = columnsOf(`${indent}${label} ${title} ${policy}`) > layout.width;
  const which = `${palette.faint(policy)}${note}`;
  // A title that leaves the policy no room stands alone.
  const header = isNarrow
    ? [...showTitle(label, title, paint, layout), `${indent}${indent}${which}`]
    : [`${indent}${paint(label)} ${palette.strong(title)} ${which}`];
  const body = [
    `${showLocation(finding.location, inner)}  ${address}`,
    ...showInstances(finding, inner),
    ...showScenarios(finding, inner),
    "",
    ...withBlankLine(showExcerpt(finding, inner.width, palette)),
    ...showReasons(finding, inner),
    ...showHops(finding, inner),
  ];
  return [...header, ...body.map((line) => (line === "" ? "" : `${indent}${indent}${line}`))];
}

/** The label and the title, on as many lines as it takes. */
function showTitle(
  label: string,
  title: string,
  paint: (text: string) => string,
  { palette, width }: Layout,
): readonly string[] {
  const start = `${indent}${label} `;
  return wrapBehind(start, title, width).map((line, index) => {
    const text = palette.strong(line.slice(start.length));
    return index === 0 ? `${indent}${paint(label)} ${text}` : `${" ".repeat(start.length)}${text}`;
  });
}

/** Shows one finding on one line, for those that ask nothing of the reader. */
export function showFindingBriefly(finding: Finding, layout: Layout): string {
  const address = showable(finding.resource.address);
  return `${indent}${showLocation(finding.location, layout)}  ${showable(finding.policy)}  ${layout.palette.faint(address)}`;
}

function withBlankLine(lines: string[]): string[] {
  return lines.length === 0 ? [] : [...lines, ""];
}

function showInstances(finding: Finding, { width, palette }: Layout): string[] {
  const { instances } = finding.resource;
  if (instances.length === 0 || (instances.length === 1 && instances[0] === finding.resource.address)) return [];
  const named = instances.slice(0, instancesShown).map(showable).join(", ");
  const more = instances.length > instancesShown ? ` and ${instances.length - instancesShown} more` : "";
  const text = `${counted(instances.length, "instance")}: ${named}${more}`;
  return wrapBehind("", text, width).map(palette.faint);
}

/** Where scenarios do not agree: "fails in prod, passes in dev". */
function showScenarios({ scenarios }: Finding, { width }: Layout): string[] {
  if (scenarios === undefined) return [];
  const { fails, passes, unknown } = scenarios;
  const parts = (
    [
      ["fails", fails],
      ["passes", passes],
      ["unknown", unknown],
    ] as const
  ).flatMap(([verb, names]) => (names.length === 0 ? [] : [`${verb} in ${names.map(showable).join(" and ")}`]));
  return wrapBehind("", parts.join(", "), width);
}

function showReasons(finding: Finding, layout: Layout): string[] {
  const lines: string[] = [];
  const add = (label: string, text: string) => lines.push(...labelled(label, text, layout));
  if (finding.message !== finding.title) add("What", showable(finding.message));
  if (finding.reason !== null) add("Unknown", `because of ${unknownReasonText[finding.reason]} (${finding.reason}).`);
  const comparison = showComparison(finding);
  if (comparison !== null) add("Found", comparison);
  lines.push(...ofPolicy("Why", finding.description, layout), ...ofPolicy("Mend", finding.remediation, layout));
  if (finding.fix !== null && finding.status === "fail") add("Fix", fixText(finding.fix));
  return lines;
}

function labelled(label: string, text: string, { width, palette }: Layout): string[] {
  return wrapBehind(label.padEnd(8), text, width).map((line) =>
    line.startsWith(label) ? palette.strong(label) + line.slice(label.length) : line,
  );
}

/** Wraps what a policy says once for all its findings. */
function ofPolicy(label: "Why" | "Mend", text: string, layout: Layout): readonly string[] {
  const known = layout.policyLines[label].get(text);
  if (known !== undefined) return known;
  const lines = labelled(label, showable(text), layout);
  layout.policyLines[label].set(text, lines);
  return lines;
}

function fixText({ safe }: NonNullable<Finding["fix"]>): string {
  return safe ? "--fix mends this." : "--fix-needs-review mends this; look at what it changes.";
}

function showComparison({ actual, expected }: Finding): string | null {
  if (actual === null && expected === null) return null;
  // Something there that must not be is shown where it is, as related.
  if (actual === null && expected?.startsWith("not ") === true) return null;
  const found = actual === null ? "nothing" : showable(actual);
  return expected === null || isLongPattern(expected) ? found : `${found}; expected ${showable(expected)}`;
}

/** A pattern of more than a few characters tells nobody anything. */
function isLongPattern(expected: string): boolean {
  return expected.length > longestExpectedPattern && /^(?:not )?a match of "/.test(expected);
}

function showHops(finding: Finding, layout: Layout): string[] {
  const { palette } = layout;
  const lines: string[] = [];
  for (const hop of finding.trace) {
    lines.push(...noted(`comes from ${showable(hop.message)}`, showLocation(hop.location, layout), layout));
  }
  for (const place of finding.related.slice(0, relatedShown)) {
    lines.push(...noted(`see ${showable(place.message)}`, showLocation(place.location, layout), layout));
  }
  const hidden = finding.related.length - relatedShown;
  if (hidden > 0) lines.push(palette.faint(`and ${counted(hidden, "more place")}`));
  return lines;
}

/** A sentence and its place on one line, or on two where they are too long for one. */
function noted(text: string, place: string, { width, palette }: Layout): string[] {
  if (columnsOf(text) + 2 + columnsOf(place) + 2 <= width) return [`> ${text}  ${palette.faint(place)}`];
  return [...wrapBehind("> ", text, width), `  ${palette.faint(place)}`];
}
