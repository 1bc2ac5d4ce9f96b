import type { Finding, ScanCoverage, ScanResult, Severity, Summary } from "@lintel/core";
import type { ReportOptions } from "../report.js";
import { severityRank } from "../severity.js";
import { type Layout, counted } from "./layout.js";
import { skippedReasonText, unknownReasonText } from "./reasons.js";
import { countSuppressed } from "./suppressed.js";
import { showable } from "./untrusted.js";
import { wrapBehind } from "./wrap.js";

/** Says what was scanned, what came of it, and what was left out or could not be known. */
export function showSummary(result: ScanResult, options: ReportOptions, layout: Layout): string[] {
  const { summary } = result;
  const { palette } = layout;
  const scanned = `${counted(summary.files, "file")}${sayElsewhere(result)}, ${counted(summary.resources, "resource")}, ${counted(summary.policies, "policy", "policies")}`;
  const failures = result.findings.filter((finding) => finding.status === "fail");
  const lines: [string, string][] = [
    ["Scanned", scanned],
    ["Findings", failures.length === 0 ? palette.good("none") : countBySeverity(failures, layout)],
    ["Passed", String(summary.passed)],
  ];
  const { comparison } = result;
  if (comparison !== undefined) lines.push(["Compared", sayComparison(comparison)]);
  if (options.hidden !== undefined && options.hidden > 0)
    lines.push(["Not shown", `${options.hidden} below the severity asked for`]);
  if (summary.suppressed > 0) lines.push(["Suppressed", sayHowMany(result, options.showSuppressed === true)]);
  if (summary.unknown > 0) lines.push(["Unknown", countUnknown(result, options.showUnknown === true)]);
  const skipped = countSkipped(result);
  if (skipped !== null) lines.push(["Skipped", skipped]);
  const { coverage } = result;
  if (coverage !== undefined) lines.push(["Coverage", sayCoverage(coverage, summary)]);
  if (result.diagnostics.length > 0) lines.push(["Problems", countProblems(result)]);
  return lines.flatMap(([label, text]) =>
    wrapBehind(`${label.padEnd(10)}  `, text, layout.width).map((line) =>
      line.startsWith(label) ? palette.strong(label) + line.slice(label.length) : line,
    ),
  );
}

function sayComparison({ base, unchanged, fixed }: NonNullable<ScanResult["comparison"]>): string {
  const mended = fixed === 0 ? "" : `, and ${counted(fixed, "finding")} of then ${fixed === 1 ? "is" : "are"} mended`;
  return `only what is new since ${base.slice(0, 12)}; ${counted(unchanged, "finding")} ${unchanged === 1 ? "was" : "were"} there before${mended}`;
}

/** Modules that are called and files of variables may lie anywhere. */
function sayElsewhere({ summary, coverage }: ScanResult): string {
  const elsewhere = coverage === undefined ? 0 : summary.files - coverage.filesParsed;
  return elsewhere > 0 ? ` (${elsewhere} of them read on the way)` : "";
}

/** What was looked at, of what was there; of what lay about whose reasons stand in lines of their own, only the number. */
function sayCoverage(coverage: ScanCoverage, { policies }: Summary): string {
  const { filesFound, filesParsed, moduleCalls, modulesNotLoaded, verdicts, verdictsKnown } = coverage;
  const parts = [filesFound === 0 ? "no file was found" : `${filesParsed} of ${counted(filesFound, "file")} parsed`];
  if (moduleCalls > 0) {
    const calls = counted(moduleCalls, "module call");
    parts.push(modulesNotLoaded === 0 ? `${calls} loaded` : `${modulesNotLoaded} of ${calls} not loaded`);
  }
  if (verdicts > 0) {
    const share = Math.floor((verdictsKnown * 1000) / verdicts) / 10;
    parts.push(`${verdictsKnown} of ${counted(verdicts, "verdict")} known (${share} %)`);
  }
  const idle = coverage.policiesWithoutTarget.length;
  if (idle > 0) parts.push(`${idle} of ${counted(policies, "policy", "policies")} found nothing to judge`);
  return parts.join("; ");
}

function countBySeverity(findings: readonly Finding[], { palette }: Layout): string {
  const counts = new Map<Severity, number>();
  for (const { severity } of findings) counts.set(severity, (counts.get(severity) ?? 0) + 1);
  const parts = [...counts]
    .sort(([one], [other]) => severityRank[one] - severityRank[other])
    .map(([severity, count]) => palette.severity[severity](`${count} ${severity}`));
  return `${findings.length} (${parts.join(", ")})`;
}

function sayHowMany({ summary, findings }: ScanResult, showsSuppressed: boolean): string {
  const listed = countSuppressed(findings);
  const counts = listed === "" ? "" : `: ${listed}`;
  return `${summary.suppressed}${counts}${showsSuppressed ? "" : ". --show-suppressed lists them."}`;
}

function countUnknown({ summary }: ScanResult, showsUnknown: boolean): string {
  const reasons = Object.entries(summary.unknownReasons)
    .filter(([, count]) => count > 0)
    .sort(byCountThenName)
    .map(([reason, count]) => `${count} because of ${reasonText(reason)} (${reason})`);
  const listed = reasons.length === 0 ? "" : `: ${reasons.join(", ")}`;
  return `${summary.unknown}${listed}${showsUnknown ? "" : ". --show-unknown lists them."}`;
}

function reasonText(reason: string): string {
  return Object.hasOwn(unknownReasonText, reason)
    ? unknownReasonText[reason as keyof typeof unknownReasonText]
    : "something else";
}

function countSkipped({ summary, coverage }: ScanResult): string | null {
  const reasons = Object.entries(coverage?.filesSkipped ?? summary.skipped)
    .filter(([, count]) => count > 0)
    .sort(byCountThenName);
  if (reasons.length === 0) return null;
  const total = reasons.reduce((sum, [, count]) => sum + count, 0);
  const parts = reasons.map(([reason, count]) => `${count} ${skippedReasonText.get(reason) ?? showable(reason)}`);
  return parts.length === 1 ? (parts[0] ?? null) : `${total}: ${parts.join("; ")}`;
}

function countProblems({ diagnostics }: ScanResult): string {
  const parts: string[] = [];
  for (const [severity, plural] of [
    ["error", "errors"],
    ["warning", "warnings"],
    ["info", "notes"],
  ] as const) {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    if (count > 0) parts.push(counted(count, plural.slice(0, -1), plural));
  }
  return `${parts.join(", ")} while reading, listed above`;
}

function byCountThenName([one, many]: [string, number], [other, few]: [string, number]): number {
  return few - many || (one < other ? -1 : 1);
}
