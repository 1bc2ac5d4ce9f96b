import type { ScanResult } from "@lintel/core";
import { type Annotation, annotationsOf } from "./log-annotation.js";
import type { ReportOptions } from "./report.js";
import { coverageLines, summarySentence } from "./summary-text.js";
import { showable, withoutLogCommands } from "./text/untrusted.js";

/**
 * Writes logging commands that Azure Pipelines shows as issues of the run, the gravest first, and a sentence that sums up. The
 * run is marked as one with issues; whether it fails is for the exit code to say, which knows the thresholds.
 */
export function reportAzurePipelines(result: ScanResult, options: ReportOptions = {}): string {
  const annotations = annotationsOf(result, options);
  const summary = summarySentence(result);
  const state = annotations.some(({ level }) => level !== "notice") ? "SucceededWithIssues" : "Succeeded";
  const lines = [
    ...annotations.map(issue),
    ...[summary, ...coverageLines(result)].map((line) => withoutLogCommands(showable(line))),
    write("task.complete", { result: state }, summary),
  ];
  return `${lines.join("\n")}\n`;
}

/** Azure Pipelines knows errors and warnings; what is less stands in the log as it is. */
function issue({ level, title, text, code, location, line }: Annotation): string {
  if (level === "notice") return withoutLogCommands(line).trimEnd();
  const place = location === null ? {} : placeOf(location);
  return write("task.logissue", { type: level, ...place, code }, `${title}: ${text.join(" ")} [${code}]`);
}

function placeOf({ file, start }: NonNullable<Annotation["location"]>): Readonly<Record<string, string | number>> {
  return { sourcepath: file, linenumber: start.line, columnnumber: start.column };
}

function write(command: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))};`);
  return `##vso[${command} ${written.join("")}]${data(message)}`;
}

/** Escapes by the agent's own rules; line breaks of scanned files have been spelled out before. */
function data(text: string): string {
  return withoutLogCommands(showable(text)).replaceAll("%", "%AZP25");
}

function property(text: string): string {
  return data(text).replaceAll("]", "%5D").replaceAll(";", "%3B");
}
