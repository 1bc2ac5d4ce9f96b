import { xmlDeclaration, xmlLines, xmlTag } from "../xml.js";
import { byPlace } from "./order.js";
import type { TflintError, TflintIssue, TflintReport } from "./report.js";
import { capitalized, spanOf } from "./text.js";

/** Writes a report as `tflint --format junit` does: one suite, in which each issue and each error is a test that failed. */
export function tflintJunit({ issues, errors }: TflintReport): string {
  const cases = [...byPlace(issues).map(issueCase), ...errors.map(errorCase)];
  const counts = { tests: cases.length, failures: cases.length, time: 0, name: "" };
  return [
    xmlDeclaration,
    "<testsuites>",
    `  ${xmlTag("testsuite", counts)}`,
    "    <properties></properties>",
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function issueCase({ rule, message, range }: TflintIssue): string {
  const place = spanOf(range);
  const severity = capitalized(rule.severity);
  return testCase(range.filename, `${rule.name} ${place}`, {
    message: `${place}: ${message}`,
    type: severity,
    text: [`${severity}: ${message}`, `Rule: ${rule.name}`, `Range: ${place}`],
  });
}

function errorCase({ range, summary = "application_error", message, severity }: TflintError): string {
  if (range === undefined) {
    return testCase("(application)", summary, { message, type: severity, text: [`Error: ${message}`] });
  }
  const { start, end } = range;
  const place = `${range.filename}:${String(start.line)},${String(start.column)}-${String(end.line)},${String(end.column)}`;
  return testCase(range.filename, summary, {
    message: `${place}: ${message}`,
    type: severity,
    text: [`${severity}: ${message}`, `Summary: ${summary}`, `Range: ${place}`],
  });
}

function testCase(
  classname: string,
  name: string,
  { message, type, text }: { readonly message: string; readonly type: string; readonly text: readonly string[] },
): string {
  return [
    `    ${xmlTag("testcase", { classname, name, time: 0 })}`,
    `      ${xmlTag("failure", { message, type })}${xmlLines(text)}</failure>`,
    "    </testcase>",
  ].join("\n");
}
