import type { Finding, ScanResult } from "@lintel/core";
import type { ReportOptions } from "../report.js";
import { bySeverity } from "../severity.js";
import { showDiagnostic } from "./diagnostic.js";
import { showFinding, showFindingBriefly } from "./finding.js";
import { showFramework } from "./frameworks.js";
import { type Layout, layoutFor, showPath } from "./layout.js";
import { showSuppressed } from "./suppressed.js";
import { showSummary } from "./summary.js";
import { withoutLogCommands } from "./untrusted.js";

/**
 * Writes the report for people: findings grouped by file, the gravest first, then problems met while reading, then a summary.
 * Whatever comes from scanned files is made safe to print.
 */
export function reportText(result: ScanResult, options: ReportOptions = {}): string {
  const layout = layoutFor(options);
  const isQuiet = options.quiet === true;
  const showsUnknown = options.showUnknown === true;
  const isShown = ({ status }: Finding) => status === "fail" || (status === "unknown" && showsUnknown);
  const diagnostics = result.diagnostics.filter(({ severity }) => !isQuiet || severity === "error");
  const sections = [
    ...[...groupByFile(result.findings.filter(isShown))].map(([file, findings]) => showFile(file, findings, layout)),
    options.showSuppressed === true ? showSuppressed(result.findings, layout) : [],
    showPassed(result.findings, layout),
    diagnostics.flatMap((diagnostic) => showDiagnostic(diagnostic, layout)),
    ...(isQuiet ? [] : (result.frameworks ?? []).map((framework) => showFramework(framework, layout))),
    isQuiet ? [] : showSummary(result, options, layout),
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
  return withoutLogCommands(text);
}

function groupByFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { file } = finding.location;
    const group = groups.get(file);
    if (group === undefined) groups.set(file, [finding]);
    else group.push(finding);
  }
  return groups;
}

function showFile(file: string, findings: readonly Finding[], layout: Layout): string[] {
  const lines = [layout.palette.file(showPath(file, layout))];
  for (const finding of [...findings].sort(bySeverity)) lines.push("", ...showFinding(finding, layout));
  return lines;
}

function showPassed(findings: readonly Finding[], layout: Layout): string[] {
  const passed = findings.filter(({ status }) => status === "pass");
  if (passed.length === 0) return [];
  return [layout.palette.good("Passed"), ...passed.map((finding) => showFindingBriefly(finding, layout))];
}
