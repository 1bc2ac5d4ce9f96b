import type { ScanResult } from "@lintel/core";
import { factsOf, placeText } from "./facts.js";
import { distinctNames } from "./grouped.js";
import { writeJson } from "./json-text.js";
import type { ReportOptions } from "./report.js";
import { coverageLines, summarySentence } from "./summary-text.js";
import { showable, withoutLogCommands } from "./text/untrusted.js";
import { type Verdict, verdictsOf } from "./verdict.js";

/**
 * Writes the Test Anything Protocol, in version 13: Perl's harness takes no later one, and readers of 14 take it. The first test point is the scan itself: harnesses take a run without any for
 * a broken one. What is suppressed is skipped; what could not be decided, or may not fail a run, is a failure to be dealt with.
 */
export function reportTap(result: ScanResult, options: ReportOptions = {}): string {
  const verdicts = verdictsOf(result, options);
  const lines = [
    "TAP version 13",
    `1..${String(verdicts.length + 1)}`,
    "ok 1 - scan",
    ...verdicts.map((verdict, index) => testPoint(verdict, index + 2).join("\n")),
    ...[summarySentence(result), ...coverageLines(result)].map((text) => `# ${showable(text)}`),
  ];
  return withoutLogCommands(`${lines.join("\n")}\n`);
}

function testPoint(verdict: Verdict, number: number): string[] {
  const name = described(verdict.name);
  const point = `${String(number)} - ${name}`;
  if (verdict.outcome === "passed") return [`ok ${point}`];
  if (verdict.outcome === "skipped" && isSuppressed(verdict))
    return [`ok ${point} # SKIP ${described(verdict.message)}`];
  const directive = verdict.outcome === "skipped" ? ` # TODO ${described(verdict.message)}` : "";
  return [`not ok ${point}${directive}`, "  ---", ...yaml(verdict), "  ..."];
}

function isSuppressed({ of }: Verdict): boolean {
  return "finding" in of && of.finding.status === "suppressed";
}

/** A hash would begin a directive, a backslash an escape. */
function described(text: string): string {
  return showable(text).replace(/[\\#]/g, "\\$&");
}

/**
 * A block of YAML whose strings are written as JSON, which YAML has taken over. It is made of nothing but keys and strings: the
 * little of YAML that Perl's harness reads has no strings with colons in lists.
 */
function yaml({ of, message }: Verdict): string[] {
  const entry = (name: string, value: string) => `  ${name}: ${writeJson(value)}`;
  const distinct = distinctNames();
  const key = (label: string) => distinct(label.toLowerCase()).replace(/\W+/g, "_").replace(/_$/, "");
  if ("diagnostic" in of) {
    const { severity, code, location } = of.diagnostic;
    const at = location === null ? [] : [entry("at", placeText(location))];
    return [entry("message", message), entry("severity", severity), entry("code", code), ...at];
  }
  const { title, severity, policy } = of.finding;
  return [
    entry("message", message),
    entry("title", title),
    entry("severity", severity),
    entry("policy", policy),
    "  data:",
    ...factsOf(of.finding).map(([label, text]) => `    ${key(label)}: ${writeJson(text)}`),
  ];
}
