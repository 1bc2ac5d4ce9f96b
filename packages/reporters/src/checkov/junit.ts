import { xmlDeclaration, xmlLines, xmlTag } from "../xml.js";
import type { CheckovRecord, CheckovReport } from "./report.js";

/** Writes reports as `checkov --output junitxml` does: a suite for each kind of sources, a test for each check of a resource. */
export function checkovJunit(reports: readonly CheckovReport[], isQuiet = false): string {
  const suites = reports.map((report) => describeSuite(report, isQuiet));
  const totals = { errors: 0, failures: 0, skipped: 0, tests: 0, time: 0 };
  for (const { counts } of suites) {
    totals.errors += counts.errors;
    totals.failures += counts.failures;
    totals.skipped += counts.skipped;
    totals.tests += counts.tests;
  }
  const written = suites.flatMap(({ name, counts, cases }) => [
    `\t${xmlTag("testsuite", { ...totals, ...counts, name })}`,
    ...cases,
    "\t</testsuite>",
  ]);
  return [xmlDeclaration, xmlTag("testsuites", totals), ...written, "</testsuites>", ""].join("\n");
}

function describeSuite({ framework, passed, failed, skipped, unknown, problems }: CheckovReport, isQuiet: boolean) {
  const shown = isQuiet ? failed : [...passed, ...failed, ...skipped, ...unknown];
  const errors = problems.map(({ code, text, location }) => {
    const file = location === null ? "" : `/${location.file}`;
    const inside = xmlTag("error", { type: code, message: text }, true);
    return `\t\t${xmlTag("testcase", { name: code, classname: file, file })}${inside}</testcase>`;
  });
  const cases = [...shown.map(describeCase), ...errors];
  const notRun = isQuiet ? 0 : skipped.length + unknown.length;
  const counts = { errors: errors.length, failures: failed.length, skipped: notRun, tests: cases.length };
  return { name: `${framework} scan`, counts, cases };
}

function describeCase(record: CheckovRecord): string {
  const { check_id, check_name, check_result, severity, resource, file_path, file_line_range } = record;
  const attributes = {
    name: `[${severity}][${check_id}] ${check_name}`,
    classname: `${file_path}.${resource}`,
    file: file_path,
  };
  const { result, suppress_comment } = check_result;
  if (result === "PASSED") return `\t\t${xmlTag("testcase", attributes, true)}`;
  if (result !== "FAILED") {
    const message = result === "UNKNOWN" ? record.short_description : suppress_comment;
    return `\t\t${xmlTag("testcase", attributes)}${xmlTag("skipped", { type: "skipped", message }, true)}</testcase>`;
  }
  const lines = [
    `Resource: ${resource}`,
    `File: ${file_path}: ${file_line_range.join("-")}`,
    ...record.details,
    "",
    ...record.code_block.map(([number, text]) => `\t\t${String(number)} | ${text.trimEnd()}`),
  ];
  const failure = `${xmlTag("failure", { type: "failure", message: check_name })}${xmlLines(lines)}</failure>`;
  return `\t\t${xmlTag("testcase", attributes)}${failure}</testcase>`;
}
