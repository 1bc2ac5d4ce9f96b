import type { Excerpt, Finding, Location, ScanResult, Severity } from "@lintel/core";
import { sentence, wholeMessageOf } from "../finding-text.js";
import { foreignName } from "../foreign-name.js";
import { openFindings, problemsOf } from "../listed.js";
import type { ReportOptions } from "../report.js";

/** A stretch of a file, as tflint writes it; the end is exclusive. */
export interface TflintRange {
  readonly filename: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** tflint's severities. */
export type TflintSeverity = "error" | "warning" | "notice";

/** A finding, as tflint writes it. */
export interface TflintIssue {
  readonly rule: { readonly name: string; readonly severity: TflintSeverity; readonly link: string };
  readonly message: string;
  readonly range: TflintRange;
  /** The way from the line to edit to where it has its effect, where the two are not one. */
  readonly callers: readonly TflintRange[];
  readonly fixable: boolean;
  readonly fixed: boolean;
  /** The lines of the range; not part of the JSON. */
  readonly excerpt: Excerpt | null;
}

/** Something that kept tflint, or a part of it, from doing its job; without a summary where it concerns no file. */
export interface TflintError {
  readonly summary?: string;
  readonly message: string;
  readonly severity: "error" | "warning";
  readonly range?: TflintRange;
}

/** All that a run of tflint has to say. */
export interface TflintReport {
  readonly issues: readonly TflintIssue[];
  readonly errors: readonly TflintError[];
}

/** How findings become issues. */
export interface TflintOptions extends Pick<ReportOptions, "showUnknown" | "displayPath"> {
  /** Names of rules that were asked for. */
  readonly asked?: ReadonlySet<string> | undefined;
  /** Findings that a fix has just mended. */
  readonly fixed?: ReadonlySet<Finding> | undefined;
}

const severities: Readonly<Record<Severity, TflintSeverity>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "notice",
  info: "notice",
};

/** Rules of tflint begin with the name of their provider. */
const ruleName = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/;

/** The outcome of a scan, in the terms of tflint, which knows no suppressed issue and none that passed. */
export function tflintReportOf(result: ScanResult, options: TflintOptions = {}): TflintReport {
  return {
    issues: openFindings(result, options).map((finding) => tflintIssueOf(finding, options)),
    errors: problemsOf(result).map(({ severity, code, text, location }) => ({
      summary: code,
      message: text,
      severity,
      ...(location === null ? {} : { range: rangeOf(location, options) }),
    })),
  };
}

/** A finding, in the terms of tflint. */
export function tflintIssueOf(finding: Finding, options: TflintOptions = {}): TflintIssue {
  const { policy, severity, status, remediation, location, trace, fix, excerpt } = finding;
  const isUnknown = status === "unknown";
  const name = foreignName(finding, { pattern: ruleName, asked: options.asked });
  const way = trace.length === 0 ? [] : [...trace.map((hop) => hop.location).reverse(), location];
  const message = `${wholeMessageOf(finding)} ${sentence(remediation)}`;
  return {
    rule: { name, severity: isUnknown ? "notice" : severities[severity], link: "" },
    // Whoever wants to know more asks `lintel explain` by the policy's own id.
    message: name === policy ? message : `${message} [${policy}]`,
    range: rangeOf(location, options),
    callers: way.map((place) => rangeOf(place, options)),
    fixable: fix?.safe === true && !isUnknown,
    fixed: options.fixed?.has(finding) === true,
    excerpt,
  };
}

function rangeOf({ file, start, end }: Location, { displayPath }: TflintOptions): TflintRange {
  return {
    filename: displayPath?.(file) ?? file,
    start: { line: start.line, column: start.column },
    end: { line: end.line, column: end.column },
  };
}
