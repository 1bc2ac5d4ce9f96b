import type { Finding, ScanResult } from "@lintel/core";
import { grouped } from "../grouped.js";
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
  const files = grouped(result.findings.filter(isShown), ({ location }) => location.file);
  const sections = [
    ...Array.from(files, ([file, findings]) => section(showFile(file, findings, layout))),
    section(options.showSuppressed === true ? showSuppressed(result.findings, layout) : []),
    section(showPassed(result.findings, layout)),
    section(diagnostics.flatMap((diagnostic) => showDiagnostic(diagnostic, layout))),
    ...(isQuiet ? [] : (result.frameworks ?? []).map((framework) => section(showFramework(framework, layout)))),
    section(isQuiet ? [] : showSummary(result, options, layout)),
  ];
  return withoutLogCommands(sections.filter((text) => text !== "").join("\n"));
}

/** Put together at once: tens of thousands of lines that live until the end cost more than writing them. */
function section(lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
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
