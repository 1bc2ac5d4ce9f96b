import type { ScanResult } from "@lintel/core";
import { detailLines } from "../junit.js";
import type { ReportOptions } from "../report.js";
import { severityNames } from "../severity.js";
import { countsBySeverity, coverageLines, summarySentence } from "../summary-text.js";
import { type Verdict, verdictsOf } from "../verdict.js";
import { serviceMessage, serviceText } from "./service-message.js";

/**
 * Writes service messages that TeamCity shows as tests: each finding a failed one, what is suppressed an ignored one. A file that
 * could not be read is a build problem. Numbers of findings become statistic values, of which TeamCity draws charts.
 */
export function reportTeamcity(result: ScanResult, options: ReportOptions = {}): string {
  const suite = { name: "Lintel" };
  const lines = [
    serviceMessage("testSuiteStarted", suite),
    ...verdictsOf(result, options).map((verdict) => messagesOf(verdict).join("\n")),
    serviceMessage("testSuiteFinished", suite),
    ...[summarySentence(result), ...coverageLines(result)].map((text) =>
      serviceMessage("message", { text: serviceText([text]) }),
    ),
    ...statistics(result),
  ];
  return `${lines.join("\n")}\n`;
}

function messagesOf(verdict: Verdict): string[] {
  const { of, outcome } = verdict;
  const message = serviceText([verdict.message]);
  if ("diagnostic" in of) {
    const text = serviceText([detailLines(verdict).join(" ")]);
    return [
      outcome === "error"
        ? serviceMessage("buildProblem", { description: text })
        : serviceMessage("message", { text, status: of.diagnostic.severity === "warning" ? "WARNING" : "NORMAL" }),
    ];
  }
  // TeamCity takes names apart at their dots, but not what stands in parentheses.
  const name = serviceText([`${verdict.group}(${verdict.subject})`]);
  const { finding } = of;
  const comparison = (): Readonly<Record<string, string>> => {
    const { actual, expected } = finding;
    if (actual === null || expected === null) return {};
    return { type: "comparisonFailure", expected: serviceText([expected]), actual: serviceText([actual]) };
  };
  const outcomes: Readonly<Record<Verdict["outcome"], () => string[]>> = {
    passed: () => [],
    skipped: () => [serviceMessage("testIgnored", { name, message })],
    failed: () => [
      serviceMessage("testFailed", { name, message, details: serviceText(detailLines(verdict)), ...comparison() }),
    ],
    error: () => [],
  };
  return [
    serviceMessage("testStarted", { name }),
    ...outcomes[outcome](),
    serviceMessage("testFinished", { name, duration: 0 }),
  ];
}

function statistics({ findings, coverage, summary }: ScanResult): string[] {
  const counts = new Map(countsBySeverity(findings));
  const values: [string, number][] = [
    ["findings", [...counts.values()].reduce((sum, count) => sum + count, 0)],
    // A chart needs the zeros as well.
    ...severityNames.map((severity): [string, number] => [`findings.${severity}`, counts.get(severity) ?? 0]),
    ["passed", summary.passed],
    ["suppressed", summary.suppressed],
    ["unknown", summary.unknown],
    ["resources", summary.resources],
  ];
  if (coverage !== undefined) {
    values.push(["files.found", coverage.filesFound], ["files.parsed", coverage.filesParsed]);
    values.push(["verdicts", coverage.verdicts], ["verdicts.known", coverage.verdictsKnown]);
  }
  return values.map(([key, value]) => serviceMessage("buildStatisticValue", { key: `lintel.${key}`, value }));
}
