import type { Location, ScanResult } from "@lintel/core";
import { counted } from "./facts.js";
import { lastLineOf } from "./listed.js";
import { type Annotation, annotationsOf } from "./log-annotation.js";
import type { ReportOptions } from "./report.js";
import { coverageLines, summarySentence } from "./summary-text.js";
import { showable, withoutLogCommands } from "./text/untrusted.js";

/** GitHub shows so many annotations of each level that come from one step, and drops the others without a word. */
const mostOfALevel = 10;

/**
 * Writes workflow commands that GitHub Actions shows as annotations beside the code: the gravest, as many as GitHub shows; the
 * others as lines of a group in the log; and a notice that sums up.
 */
export function reportGithub(result: ScanResult, options: ReportOptions = {}): string {
  const places = { error: mostOfALevel, warning: mostOfALevel, notice: mostOfALevel - 1 };
  const shown: Annotation[] = [];
  const others: Annotation[] = [];
  for (const annotation of annotationsOf(result, options)) {
    if (places[annotation.level] > 0) shown.push(annotation);
    else others.push(annotation);
    places[annotation.level]--;
  }
  const lines = [...shown.map(command), ...groupOf(others), summaryCommand(result, others.length)];
  return `${lines.join("\n")}\n`;
}

function command({ level, title, text, code, location }: Annotation): string {
  return write(level, { ...(location === null ? {} : placeOf(location)), title }, [...text, code]);
}

/** GitHub takes columns only of what stands on one line, and the last column as one that belongs to it. */
function placeOf(location: Location): Readonly<Record<string, string | number>> {
  const { file, start, end } = location;
  const endLine = lastLineOf(location);
  if (endLine !== start.line) return { file, line: start.line, endLine };
  const endColumn = end.line === start.line ? Math.max(start.column, end.column - 1) : start.column;
  return { file, line: start.line, endLine, col: start.column, endColumn };
}

function groupOf(others: readonly Annotation[]): string[] {
  if (others.length === 0) return [];
  const title = `::group::${String(others.length)} more than GitHub shows as annotations`;
  return [title, ...others.map(({ line }) => withoutLogCommands(line).trimEnd()), "::endgroup::"];
}

function summaryCommand(result: ScanResult, others: number): string {
  const more = others === 0 ? [] : [`${counted(others, "more stands", "more stand")} in the log of this step.`];
  return write("notice", { title: "Lintel" }, [summarySentence(result), ...more, ...coverageLines(result)]);
}

function write(
  level: string,
  properties: Readonly<Record<string, string | number>>,
  message: readonly string[],
): string {
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${level} ${written.join(",")}::${message.map(data).join("%0A")}`;
}

/** Escapes by the runner's own rules; line breaks of scanned files have been spelled out before. */
function data(text: string): string {
  return withoutLogCommands(showable(text)).replaceAll("%", "%25");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
