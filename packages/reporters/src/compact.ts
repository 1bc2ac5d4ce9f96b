import type { Finding, Location, ReportedDiagnostic, ScanResult } from "@lintel/core";
import { placeText } from "./facts.js";
import { problemText } from "./listed.js";
import type { ReportOptions } from "./report.js";
import { showable, withoutLogCommands } from "./text/untrusted.js";

/**
 * Writes one line for each finding and each problem, `file:line:column: severity: message (policy)`, as compilers do: what
 * editors and `grep` read. What is suppressed is left out.
 */
export function reportCompact({ findings, diagnostics }: ScanResult, options: ReportOptions = {}): string {
  const shown = findings.filter(
    ({ status }) => status !== "suppressed" && (status !== "unknown" || options.showUnknown === true),
  );
  return withoutLogCommands([...shown.map(compactFinding), ...diagnostics.map(compactDiagnostic)].join(""));
}

/** One finding on one line, the line break included. */
export function compactFinding({ location, status, severity, message, title, policy, resource }: Finding): string {
  // The message of a policy says what is wrong, which of a resource that passes would be untrue.
  if (status === "pass") return line(location, "pass", resource.address, policy);
  return line(location, status === "unknown" ? "unknown" : severity, message === "" ? title : message, policy);
}

/** One problem on one line, the line break included. */
export function compactDiagnostic({ location, severity, message, code }: ReportedDiagnostic): string {
  return line(location, severity, message, code);
}

/** A diagnostic that has no place of its own in a format, with what to do about it. */
export function compactProblem(diagnostic: ReportedDiagnostic): string {
  return line(diagnostic.location, diagnostic.severity, problemText(diagnostic), diagnostic.code);
}

function line(location: Location | null, word: string, message: string, name: string): string {
  const place = location === null ? "" : `${placeText(location)}: `;
  return `${showable(`${place}${word}: ${message} (${name})`)}\n`;
}
