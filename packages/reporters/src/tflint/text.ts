import { showable, withoutLogCommands } from "../text/untrusted.js";
import { byPlace, byRule } from "./order.js";
import type { TflintError, TflintIssue, TflintRange, TflintReport, TflintSeverity } from "./report.js";

const colors: Readonly<Record<TflintSeverity, number>> = { error: 31, warning: 33, notice: 97 };

/** How text is to look. */
export interface TflintTextOptions {
  readonly color?: boolean | undefined;
}

/** What tflint's default and compact formats say, and where. */
export interface TflintText {
  readonly stdout: string;
  readonly stderr: string;
}

/** Writes a report as `tflint --format default` does: issues with the lines they are about. Errors go to stderr. */
export function tflintDefault({ issues, errors }: TflintReport, { color = false }: TflintTextOptions = {}): TflintText {
  const shown = byPlace(issues).map((issue) => describeIssue(issue, color));
  return {
    stdout: withoutLogCommands(counted(issues, shown.join(""))),
    stderr: withoutLogCommands(errors.map(describeError).join("")),
  };
}

/** Writes a report as `tflint --format compact` does: a line for each issue, and for each error that concerns a file. */
export function tflintCompact({ issues, errors }: TflintReport): TflintText {
  const lines = byRule(issues).map(
    ({ range, rule, message }) =>
      `${startOf(range)}: ${capitalized(rule.severity)} - ${showable(message)} (${showable(rule.name)})\n`,
  );
  const stdout = errors.flatMap((error) => (error.range === undefined ? [] : [compactError(error, error.range)]));
  const stderr = errors.filter(({ range }) => range === undefined).map(describeError);
  return {
    stdout: withoutLogCommands(counted(issues, lines.join("")) + stdout.join("")),
    stderr: withoutLogCommands(stderr.join("")),
  };
}

function counted(issues: readonly TflintIssue[], text: string): string {
  return issues.length === 0 ? "" : `${String(issues.length)} issue(s) found:\n\n${text}`;
}

function describeIssue(
  { rule, message, range, callers, fixable, fixed, excerpt }: TflintIssue,
  color: boolean,
): string {
  const severity = capitalized(rule.severity);
  const word = color ? `\u001b[${String(colors[rule.severity])}m${severity}\u001b[0m` : severity;
  const mark = fixed ? "[Fixed] " : fixable ? "[Fixable] " : "";
  const text = `${mark}${showable(message)}`;
  const source = (excerpt?.lines ?? []).flatMap((line, index) => {
    const number = (excerpt?.firstLine ?? 1) + index;
    const isShown = number >= range.start.line && number <= range.end.line;
    return isShown ? [`${String(number).padStart(4)}: ${showable(line)}\n`] : [];
  });
  const way = callers.map((caller) => `   ${showable(spanOf(caller))}\n`);
  return [
    `${word}: ${color ? `\u001b[1m${text}\u001b[22m` : text} (${showable(rule.name)})\n\n`,
    `  on ${showable(range.filename)} line ${String(range.start.line)}:\n`,
    ...source,
    ...(way.length === 0 ? [] : ["\nCallers:\n", ...way]),
    ...(rule.link === "" ? [] : [`\nReference: ${showable(rule.link)}\n`]),
    "\n",
  ].join("");
}

function describeError(error: TflintError): string {
  const { range, summary, message, severity } = error;
  if (range !== undefined) return compactError(error, range);
  return summary === undefined
    ? `${showable(message)}\n`
    : `${severity} - ${showable(summary)}. ${showable(message)}\n`;
}

function compactError({ summary = "", message, severity }: TflintError, range: TflintRange): string {
  return `${startOf(range)}: ${severity} - ${showable(summary)}. ${showable(message)}\n`;
}

function startOf({ filename, start }: TflintRange): string {
  return `${showable(filename)}:${String(start.line)}:${String(start.column)}`;
}

/** A range as tflint writes it: the line of the end only where it is another one. */
export function spanOf({ filename, start, end }: TflintRange): string {
  const last = start.line === end.line ? String(end.column) : `${String(end.line)},${String(end.column)}`;
  return `${filename}:${String(start.line)},${String(start.column)}-${last}`;
}

/** A severity as prose has it. */
export function capitalized(severity: TflintSeverity): string {
  return `${severity.slice(0, 1).toUpperCase()}${severity.slice(1)}`;
}
