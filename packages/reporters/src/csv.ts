import type { Finding, ReportedDiagnostic, ScanResult } from "@lintel/core";
import { controlNames } from "./finding-text.js";
import { problemText, shownFindings } from "./listed.js";
import type { ReportOptions } from "./report.js";
import { showable, withoutLogCommands } from "./text/untrusted.js";

type Cell = string | number | null;

const columns: readonly (readonly [name: string, of: (finding: Finding) => Cell])[] = [
  ["status", ({ status }) => status],
  ["severity", ({ severity }) => severity],
  ["policy", ({ policy }) => policy],
  ["title", ({ title }) => title],
  ["message", ({ message }) => message],
  ["file", ({ location }) => location.file],
  ["line", ({ location }) => location.start.line],
  ["column", ({ location }) => location.start.column],
  ["end_line", ({ location }) => location.end.line],
  ["end_column", ({ location }) => location.end.column],
  ["address", ({ resource }) => resource.address],
  ["type", ({ resource }) => resource.type],
  ["instances", ({ resource }) => resource.instances.join("; ")],
  ["category", ({ category }) => category],
  ["actual", ({ actual }) => actual],
  ["expected", ({ expected }) => expected],
  ["reason", ({ reason }) => reason],
  ["description", ({ description }) => description],
  ["remediation", ({ remediation }) => remediation],
  ["aliases", ({ aliases }) => aliases.join("; ")],
  ["controls", ({ controls }) => controlNames(controls).join("; ")],
  ["enforcement", ({ enforcement }) => enforcement ?? null],
  ["compared", ({ baselineState }) => baselineState ?? null],
  ["suppressed_by", ({ suppression }) => suppression?.kind ?? null],
  ["suppression_reason", ({ suppression }) => suppression?.reason ?? null],
  ["suppression_owner", ({ suppression }) => suppression?.owner ?? null],
  ["suppression_until", ({ suppression }) => suppression?.until ?? null],
  ["fingerprint", ({ fingerprint }) => fingerprint],
];

/**
 * Writes comma-separated values by RFC 4180, a row for each finding and each problem; a problem has its severity as status and
 * its code as policy. A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function reportCsv(result: ScanResult, options: ReportOptions = {}): string {
  const rows = [
    columns.map(([name]) => name),
    ...shownFindings(result, options).map((finding) => columns.map(([, of]) => of(finding))),
    ...result.diagnostics.map(rowOfDiagnostic),
  ];
  return withoutLogCommands(rows.map((row) => `${row.map(cellText).join(",")}\r\n`).join(""));
}

function rowOfDiagnostic(diagnostic: ReportedDiagnostic): Cell[] {
  const { severity, code, message, hint, location } = diagnostic;
  const known: Readonly<Record<string, Cell>> = {
    status: severity,
    policy: code,
    title: message,
    message: problemText(diagnostic),
    remediation: hint,
    file: location?.file ?? null,
    line: location?.start.line ?? null,
    column: location?.start.column ?? null,
    end_line: location?.end.line ?? null,
    end_column: location?.end.column ?? null,
  };
  return columns.map(([name]) => known[name] ?? null);
}

/** What spreadsheets take for the beginning of a formula, in the forms of East Asian keyboards as well. */
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const shown = showable(cell);
  const text = formula.test(shown) ? `'${shown}` : shown;
  return /^[^",\s']*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
}
