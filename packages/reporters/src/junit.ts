import type { ScanResult } from "@lintel/core";
import { factsOf, placeText } from "./facts.js";
import { grouped } from "./grouped.js";
import type { ReportOptions } from "./report.js";
import { coverageLines, summarySentence } from "./summary-text.js";
import { type Verdict, verdictsOf } from "./verdict.js";
import { xmlDeclaration, xmlLines, xmlTag } from "./xml.js";

/**
 * Writes test results as JUnit does, a suite for each file, in the form that GitLab, Jenkins, CircleCI, Bamboo, Azure DevOps and
 * others read. The first suite is the scan itself: readers take a report without any test for a broken one.
 */
export function reportJunit(result: ScanResult, options: ReportOptions = {}): string {
  const verdicts = verdictsOf(result, options);
  const { failures, errors, skipped, tests } = countsOf(verdicts);
  const lines = [
    xmlDeclaration,
    xmlTag("testsuites", { name: "Lintel", tests: tests + 1, failures, errors, skipped, time: 0 }),
    ...scanSuite(result),
    // Each suite is put together at once: tens of thousands of lines that live until the end cost more than writing them.
    ...Array.from(grouped(verdicts, fileOf), ([file, found]) => fileSuite(file, found).join("\n")),
  ];
  return `${lines.join("\n")}\n</testsuites>\n`;
}

function scanSuite(result: ScanResult): string[] {
  return [
    `  ${xmlTag("testsuite", { name: "Lintel", tests: 1, failures: 0, errors: 0, skipped: 0, time: 0 })}`,
    `    ${xmlTag("testcase", { classname: "lintel", name: "scan", time: 0 })}`,
    `      <system-out>${xmlLines([summarySentence(result), ...coverageLines(result)])}</system-out>`,
    "    </testcase>",
    "  </testsuite>",
  ];
}

function fileSuite(file: string, verdicts: readonly Verdict[]): string[] {
  return [
    `  ${xmlTag("testsuite", { name: file, ...countsOf(verdicts), time: 0 })}`,
    ...verdicts.flatMap((verdict) => testCase(file, verdict)),
    "  </testsuite>",
  ];
}

function testCase(file: string, verdict: Verdict): string[] {
  const { name, group, outcome, message } = verdict;
  const attributes = { classname: group, name, file, line: lineOf(verdict), time: 0 };
  switch (outcome) {
    case "passed":
      return [`    ${xmlTag("testcase", attributes, true)}`];
    case "skipped":
      return [
        `    ${xmlTag("testcase", attributes)}`,
        `      ${xmlTag("skipped", { message }, true)}`,
        "    </testcase>",
      ];
    case "failed":
    case "error": {
      const tag = outcome === "failed" ? "failure" : "error";
      return [
        `    ${xmlTag("testcase", attributes)}`,
        `      ${xmlTag(tag, { type: typeOf(verdict), message })}${xmlLines(detailLines(verdict))}</${tag}>`,
        "    </testcase>",
      ];
    }
  }
}

function countsOf(verdicts: readonly Verdict[]): Record<"tests" | "failures" | "errors" | "skipped", number> {
  const count = (wanted: Verdict["outcome"]) => verdicts.filter(({ outcome }) => outcome === wanted).length;
  return { tests: verdicts.length, failures: count("failed"), errors: count("error"), skipped: count("skipped") };
}

function fileOf({ of }: Verdict): string {
  return ("finding" in of ? of.finding.location.file : of.diagnostic.location?.file) ?? ".";
}

function lineOf({ of }: Verdict): number | null {
  return ("finding" in of ? of.finding.location.start.line : of.diagnostic.location?.start.line) ?? null;
}

function typeOf({ of }: Verdict): string {
  return "finding" in of ? of.finding.severity : of.diagnostic.severity;
}

/** What is said at length: the statement, then each fact. */
export function detailLines({ of, message }: Verdict): readonly string[] {
  if ("diagnostic" in of) {
    const { location, code } = of.diagnostic;
    return [message, ...(location === null ? [] : [`Where: ${placeText(location)}`]), `Code: ${code}`];
  }
  const { title, severity, policy } = of.finding;
  const facts = factsOf(of.finding).map(([label, text]) => `${label}: ${text}`);
  return [title, message, `Policy: ${policy}`, `Severity: ${severity}`, ...facts];
}
