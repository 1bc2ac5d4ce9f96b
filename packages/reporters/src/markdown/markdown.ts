import type { Finding, ReportedDiagnostic, ScanResult } from "@lintel/core";
import { placeText, suppressionText } from "../facts.js";
import { problemText } from "../listed.js";
import { markdownCode, markdownText } from "../markdown-text.js";
import type { ReportOptions } from "../report.js";
import { bySeverity, severityNames } from "../severity.js";
import { countsBySeverity, coverageFacts, summarySentence } from "../summary-text.js";
import { withoutLogCommands } from "../text/untrusted.js";
import { detailsOf } from "./details.js";
import { Pages } from "./pages.js";

/** Problems that are listed before the rest is counted: each may stand for a file. */
const problemsShown = 100;

/**
 * Writes Markdown as GitHub, GitLab and others show it in summaries of jobs and in comments: a table of numbers, what could not
 * be read, then each finding, the gravest first, with details to unfold. What would make it longer than a summary of a job may
 * be is left out and counted.
 */
export function reportMarkdown(result: ScanResult, options: ReportOptions = {}): string {
  const pages = new Pages();
  pages.add(["# Lintel", markdownText(summarySentence(result)), ...countTable(result)].join("\n\n"));
  pages.add(problems(result.diagnostics));
  pages.add(coverage(result));
  for (const severity of severityNames) {
    const found = result.findings.filter((finding) => finding.status === "fail" && finding.severity === severity);
    pages.addAll(`${severity.charAt(0).toUpperCase()}${severity.slice(1)}`, [...found].sort(bySeverity), detailsOf);
  }
  const of = (status: Finding["status"]) => result.findings.filter((finding) => finding.status === status);
  if (options.showUnknown === true) pages.addAll("Not decided", of("unknown"), detailsOf);
  pages.addAll("Suppressed", of("suppressed"), suppressedItem);
  pages.addAll("Passed", of("pass"), item);
  return withoutLogCommands(pages.text());
}

function countTable({ findings }: ScanResult): string[] {
  const counts = countsBySeverity(findings);
  if (counts.length === 0) return [];
  const rows = counts.map(([severity, count]) => `| ${severity} | ${String(count)} |`);
  return [["| Severity | Findings |", "| --- | ---: |", ...rows].join("\n")];
}

function problems(diagnostics: readonly ReportedDiagnostic[]): string {
  if (diagnostics.length === 0) return "";
  const order = { error: 0, warning: 1, info: 2 };
  const sorted = [...diagnostics].sort((one, other) => order[one.severity] - order[other.severity]);
  const lines = sorted.slice(0, problemsShown).map((diagnostic) => {
    const { severity, code, location } = diagnostic;
    const place = location === null ? "" : ` ${markdownCode(placeText(location))}`;
    return `- **${severity}**${place} ${markdownText(problemText(diagnostic))} (${markdownCode(code)})`;
  });
  const more = sorted.length - lines.length;
  if (more > 0) lines.push(`- and ${String(more)} more`);
  return `## Problems while reading\n\n${lines.join("\n")}`;
}

function coverage({ coverage: of }: ScanResult): string {
  if (of === undefined) return "";
  const rows = coverageFacts(of).map(([label, text]) => `| ${label} | ${markdownText(text)} |`);
  return ["## Coverage", ["| What | How much |", "| --- | --- |", ...rows].join("\n")].join("\n\n");
}

function item({ policy, location, resource }: Finding): string {
  return `- ${markdownCode(placeText(location))} ${markdownCode(resource.address)} (${markdownCode(policy)})`;
}

function suppressedItem(finding: Finding): string {
  return `${item(finding)}: ${markdownText(finding.title)}. ${markdownText(suppressionText(finding.suppression))}`;
}
