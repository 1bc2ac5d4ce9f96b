import { lastLineOf, type Problem } from "../listed.js";
import { writeJson } from "../json-text.js";
import type { CheckovRecord, CheckovReport } from "./report.js";

/** How much of the reports is written. */
export interface CheckovDetail {
  readonly version: string;
  /** Leave out what passed and what is skipped. */
  readonly isQuiet?: boolean | undefined;
  /** Leave out the code. */
  readonly isCompact?: boolean | undefined;
}

/** Writes reports as `checkov --output json` does: one object, a list of several, and only numbers where there is nothing. */
export function checkovJson(reports: readonly CheckovReport[], detail: CheckovDetail): string {
  const written = reports.map((report) => withResults(report, detail));
  const [first = { ...emptyCounts, checkov_version: detail.version }] = written;
  return `${writeJson(written.length > 1 ? written : first, { indent: 4 })}\n`;
}

const emptyCounts = { passed: 0, failed: 0, skipped: 0, parsing_errors: 0, resource_count: 0 };

function withResults(report: CheckovReport, { version, isQuiet = false, isCompact = false }: CheckovDetail): object {
  const { framework, passed, failed, skipped, unknown, problems, resourceCount } = report;
  const shown = (records: readonly CheckovRecord[]) =>
    isCompact ? records.map((record) => ({ ...record, code_block: null })) : records;
  const unreadable = unreadableFiles(report);
  return {
    check_type: framework,
    results: {
      ...(isQuiet ? {} : { passed_checks: shown(passed) }),
      failed_checks: shown(failed),
      ...(isQuiet ? {} : { skipped_checks: shown(skipped) }),
      ...(unknown.length === 0 ? {} : { unknown_checks: shown(unknown) }),
      parsing_errors: unreadable,
    },
    summary: {
      passed: passed.length,
      failed: failed.length,
      skipped: skipped.length,
      parsing_errors: unreadable.length,
      resource_count: resourceCount,
      checkov_version: version,
    },
    ...(problems.length === 0 ? {} : { diagnostics: problems.map(diagnosticOf) }),
    url: "",
  };
}

/** The files that could not be read, as far as they could not. */
export function unreadableFiles({ problems }: CheckovReport): readonly string[] {
  const files = problems.flatMap(({ severity, location }) =>
    severity === "error" && location !== null ? [`/${location.file}`] : [],
  );
  return [...new Set(files)];
}

function diagnosticOf({ severity, code, text, location }: Problem): object {
  return {
    severity,
    code,
    message: text,
    file_path: location === null ? null : `/${location.file}`,
    file_line_range: location === null ? null : [location.start.line, lastLineOf(location)],
  };
}
