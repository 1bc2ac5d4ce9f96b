import type { Finding, ScanResult, Severity } from "@lintel/core";
import { wholeMessageOf } from "./finding-text.js";
import { grouped } from "./grouped.js";
import { openFindings, problemText } from "./listed.js";
import type { ReportOptions } from "./report.js";
import { xmlDeclaration, xmlTag } from "./xml.js";

const severities: Readonly<Record<Severity, string>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "info",
  info: "info",
};

interface Row {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly message: string;
  readonly source: string;
}

/** Writes findings and problems as Checkstyle does, grouped by file. The format has no place for what is suppressed. */
export function reportCheckstyle(result: ScanResult, options: ReportOptions = {}): string {
  const rows = [...openFindings(result, options).map(rowOf), ...result.diagnostics.map(rowOfDiagnostic)];
  const files = grouped(rows, ({ file }) => file);
  const lines = [xmlDeclaration, xmlTag("checkstyle", { version: "10.0", name: "Lintel" })];
  for (const [file, found] of files) {
    lines.push(`  ${xmlTag("file", { name: file })}`);
    for (const { line, column, severity, message, source } of found) {
      lines.push(`    ${xmlTag("error", { line, column, severity, message, source }, true)}`);
    }
    lines.push("  </file>");
  }
  return `${lines.join("\n")}\n</checkstyle>\n`;
}

function rowOf(finding: Finding): Row {
  const { location, severity, status, policy, remediation } = finding;
  return {
    file: location.file,
    ...location.start,
    severity: status === "unknown" ? "info" : severities[severity],
    message: `${wholeMessageOf(finding)} ${remediation}`,
    source: `lintel.${policy}`,
  };
}

function rowOfDiagnostic(diagnostic: ScanResult["diagnostics"][number]): Row {
  const { location, severity, code } = diagnostic;
  return {
    file: location?.file ?? ".",
    line: location?.start.line ?? 1,
    column: location?.start.column ?? 1,
    severity,
    message: problemText(diagnostic),
    source: `lintel.${code}`,
  };
}
