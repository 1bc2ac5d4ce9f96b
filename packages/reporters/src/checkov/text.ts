import { showable, withoutLogCommands } from "../text/untrusted.js";
import { unreadableFiles, type CheckovDetail } from "./json.js";
import type { CheckovRecord, CheckovReport } from "./report.js";

const colors = { PASSED: 32, FAILED: 31, SKIPPED: 33, UNKNOWN: 33 } as const;

/** Writes reports as `checkov --output cli` does, for people. */
export function checkovText(
  reports: readonly CheckovReport[],
  detail: CheckovDetail & { readonly color?: boolean | undefined },
): string {
  return withoutLogCommands(reports.map((report) => describeReport(report, detail)).join("\n"));
}

function describeReport(
  report: CheckovReport,
  { isQuiet = false, isCompact = false, color = false }: CheckovDetail & { readonly color?: boolean | undefined },
): string {
  const { framework, passed, failed, skipped, unknown, problems } = report;
  const unreadable = unreadableFiles(report);
  const counts = [
    `Passed checks: ${String(passed.length)}`,
    `Failed checks: ${String(failed.length)}`,
    `Skipped checks: ${String(skipped.length)}`,
    ...(unreadable.length === 0 ? [] : [`Parsing errors: ${String(unreadable.length)}`]),
  ];
  const shown = isQuiet ? [...failed, ...unknown] : [...passed, ...failed, ...skipped, ...unknown];
  return [
    `${framework} scan results:\n\n${counts.join(", ")}\n\n`,
    ...shown.map((record) => describeRecord(record, isCompact, color)),
    ...problems.map(({ severity, text, location }) => {
      const place = location === null ? "" : ` in file /${showable(location.file)}:${String(location.start.line)}`;
      return `${severity === "error" ? "Error" : "Warning"}${place}: ${showable(text)}\n`;
    }),
  ].join("");
}

function describeRecord(record: CheckovRecord, isCompact: boolean, color: boolean): string {
  const { check_id, check_name, check_result, resource, file_path, file_line_range, details, severity } = record;
  const { result, suppress_comment } = check_result;
  const word = color ? `\u001b[${String(colors[result])}m${result}\u001b[0m` : result;
  const lines = isCompact || result !== "FAILED" ? [] : record.code_block;
  const width = String(lines.at(-1)?.[0] ?? 0).length;
  const code = lines.map(([number, text]) => `\t\t${String(number).padStart(width)} | ${showable(text.trimEnd())}\n`);
  return [
    `Check: ${showable(check_id)}: "${showable(check_name)}"\n`,
    `\t${word} for resource: ${showable(resource)}\n`,
    ...(result === "PASSED" ? [] : [`\tSeverity: ${severity}\n`]),
    ...(suppress_comment === undefined ? [] : [`\tSuppress comment: ${showable(suppress_comment)}\n`]),
    `\tFile: ${showable(file_path)}:${file_line_range.join("-")}\n`,
    ...details.map((detail) => `\t${showable(detail)}\n`),
    ...(code.length === 0 ? [] : ["\n", ...code]),
    "\n",
  ].join("");
}
