import type { Finding, Location, ReportedDiagnostic, ScanResult, Severity } from "@lintel/core";
import { clip } from "../clip.js";
import { placeText } from "../facts.js";
import { controlNames, headlineOf, statementOf } from "../finding-text.js";
import { writeUtf8Json } from "../json-text.js";
import { lastLineOf, openFindings, problemText } from "../listed.js";
import { epoch, type ReportOptions } from "../report.js";
import { coverageFacts } from "../summary-text.js";

/** The version of GitLab's schema for reports that is followed. */
const schemaVersion = "15.2.1";

/** Longer names, and longer solutions, are against the schema. */
const longestName = 255;
const longestSolution = 7000;

const severities: Readonly<Record<Severity, string>> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  info: "Info",
};

/**
 * Writes a report of GitLab's secure scanners, of the type SAST. It has no word for what was suppressed or has passed; what is wrong
 * with files is among the messages of the scan.
 */
export function reportGitlabSast(result: ScanResult, options: ReportOptions = {}): string {
  const { name, version } = result.tool;
  const scanner = { id: name, name: "Lintel", vendor: { name: "Lintel" }, version };
  const time = (options.time ?? epoch).slice(0, "2030-01-31T12:00:00".length);
  const report = {
    version: schemaVersion,
    scan: {
      type: "sast",
      analyzer: scanner,
      scanner,
      start_time: time,
      end_time: time,
      // What could not be read was left out; the scan went on.
      status: "success",
      messages: [...result.diagnostics.map(messageOf), ...coverageMessages(result)],
    },
    vulnerabilities: openFindings(result, options).map(vulnerabilityOf),
  };
  return `${writeUtf8Json(report, { indent: 2 })}\n`;
}

function messageOf(diagnostic: ReportedDiagnostic): object {
  const { location, severity } = diagnostic;
  const place = location === null ? "" : `${placeText(location)}: `;
  return { level: severity === "info" ? "info" : "warn", value: `${place}${problemText(diagnostic)}` };
}

function coverageMessages({ coverage }: ScanResult): readonly object[] {
  if (coverage === undefined) return [];
  return coverageFacts(coverage).map(([label, text]) => ({ level: "info", value: `${label}: ${text}.` }));
}

function vulnerabilityOf(finding: Finding): object {
  const { policy, aliases, controls, location, fingerprint, status, severity } = finding;
  const { file } = location;
  const [start_line, end_line] = [location.start.line, lastLineOf(location)];
  return {
    id: fingerprint,
    name: clip(headlineOf(finding), longestName),
    description: `${statementOf(finding)}\n\n${finding.description}`,
    severity: status === "unknown" ? "Unknown" : severities[severity],
    solution: clip(finding.remediation, longestSolution),
    identifiers: [
      identifier("lintel_policy", policy),
      ...aliases.map((alias) => identifier("lintel_alias", alias)),
      ...controlNames(controls).map((control) => identifier("lintel_control", control)),
    ],
    location: { file, start_line, end_line },
    // Without it a finding is another one as soon as lines move.
    tracking: {
      type: "source",
      items: [{ file, start_line, end_line, signatures: [{ algorithm: "scope_offset", value: fingerprint }] }],
    },
    details: detailsOf(finding),
  };
}

function identifier(type: string, value: string): object {
  const name = clip(value, longestName);
  return { type, name, value: name };
}

function detailsOf({ resource, excerpt, trace, path }: Finding): object {
  const { address, instances } = resource;
  const hops = trace.flatMap(({ location, message }) => [textOf(message), fileOf(location)]);
  // What is undefined is not written.
  return {
    resource: { type: "text", name: "Resource", value: address },
    instances: listOf("Instances", instances.map(textOf)),
    path: listOf("Path", (path ?? []).map(textOf)),
    excerpt: excerpt === null ? undefined : { type: "code", name: "Source", value: excerpt.lines.join("\n") },
    trace: listOf("Trace", hops),
  };
}

function listOf(name: string, items: readonly object[]): object | undefined {
  return items.length === 0 ? undefined : { type: "list", name, items };
}

function textOf(value: string): object {
  return { type: "text", value };
}

function fileOf(location: Location): object {
  return {
    type: "file-location",
    file_name: location.file,
    line_start: location.start.line,
    line_end: lastLineOf(location),
  };
}
