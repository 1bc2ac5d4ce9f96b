import type { Finding, Location, ScanResult, Severity } from "@lintel/core";
import { placeText } from "../facts.js";
import { wholeMessageOf } from "../finding-text.js";
import { openFindings, problemsOf, type Problem } from "../listed.js";
import type { ReportOptions } from "../report.js";
import { rangeOf, type Range } from "./range.js";

/** A diagnostic of reviewdog's format. */
export interface Diagnostic {
  readonly message: string;
  readonly location?: Place;
  readonly severity: "ERROR" | "WARNING" | "INFO";
  readonly source: typeof source;
  readonly code: { readonly value: string };
  readonly suggestions?: readonly { readonly range: Range; readonly text: string }[];
}

interface Place {
  readonly path: string;
  readonly range: Range;
}

/** Who says so. */
export const source = { name: "lintel" };

const severities: Readonly<Record<Severity, Diagnostic["severity"]>> = {
  critical: "ERROR",
  high: "ERROR",
  medium: "WARNING",
  low: "INFO",
  info: "INFO",
};

/** What a scan found, as reviewdog knows it: it has no word for what was suppressed or has passed. */
export function diagnosticsOf(result: ScanResult, options: ReportOptions): readonly Diagnostic[] {
  return [...problemsOf(result).map(ofProblem), ...openFindings(result, options).map(ofFinding)];
}

function ofProblem({ code, text, severity, location }: Problem): Diagnostic {
  return {
    message: text,
    ...(location === null ? {} : { location: placeOf(location, null) }),
    severity: severity === "error" ? "ERROR" : "WARNING",
    source,
    code: { value: code },
  };
}

function ofFinding(finding: Finding): Diagnostic {
  const { policy, location, excerpt, severity, status } = finding;
  return {
    message: messageOf(finding),
    location: placeOf(location, excerpt),
    severity: status === "unknown" ? "INFO" : severities[severity],
    source,
    code: { value: policy },
    ...suggestionsOf(finding),
  };
}

/** Where the value comes from is said here: a field for it would make reviewdog refuse the report before its version 0.18. */
function messageOf(finding: Finding): string {
  const places = [...finding.trace, ...finding.related];
  const hops = places.map(({ message, location }) => `${placeText(location)}: ${message}`);
  return [wholeMessageOf(finding), finding.remediation, ...hops].join("\n");
}

function placeOf(location: Location, excerpt: Finding["excerpt"]): Place {
  return { path: location.file, range: rangeOf(location, excerpt) };
}

/**
 * A fix of one edit in the file of the finding. Each suggestion is taken or left by itself, so one that needs several edits is no
 * suggestion; neither is one whose columns are not known, which would break what it is put into.
 */
function suggestionsOf({ fix, location, excerpt }: Finding): Pick<Diagnostic, "suggestions"> {
  const [edit, ...others] = fix?.edits ?? [];
  if (edit === undefined || others.length > 0 || edit.location.file !== location.file) return {};
  const range = rangeOf(edit.location, excerpt);
  return range.start.column === undefined ? {} : { suggestions: [{ range, text: edit.text }] };
}
