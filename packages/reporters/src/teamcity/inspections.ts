import type { Finding, ReportedDiagnostic, ScanResult, Severity } from "@lintel/core";
import { sentence, wholeMessageOf } from "../finding-text.js";
import { openFindings, problemText } from "../listed.js";
import type { ReportOptions } from "../report.js";
import { serviceMessage, serviceText } from "./service-message.js";

const severities: Readonly<Record<Severity, string>> = {
  critical: "ERROR",
  high: "ERROR",
  medium: "WARNING",
  low: "WEAK WARNING",
  info: "INFO",
};

/** The lengths that TeamCity allows of the attributes of a type, and of what refers to it, by JetBrains' page. */
const longest = { id: 255, typeId: 255, name: 255, category: 255, description: 4000 };

/**
 * Writes service messages that TeamCity shows as code inspections: a type for each policy that has a finding, then the findings.
 * The format has no place for what is suppressed.
 */
export function reportTeamcityInspections(result: ScanResult, options: ReportOptions = {}): string {
  const findings = openFindings(result, options);
  const types = new Map<string, string>();
  for (const finding of findings) if (!types.has(finding.policy)) types.set(finding.policy, typeOfPolicy(finding));
  for (const { code } of result.diagnostics) types.set(problemType(code), typeOfProblem(code));
  const lines = [...types.values(), ...findings.map(inspection), ...result.diagnostics.map(inspectionOfDiagnostic)];
  return lines.map((line) => `${line}\n`).join("");
}

function typeOfPolicy({ policy, title, category, description }: Finding): string {
  return inspectionType(policy, title, `Lintel: ${category}`, description);
}

function typeOfProblem(code: string): string {
  const description =
    "Something that is wrong with a file or a setting, and keeps Lintel from looking at all there is.";
  return inspectionType(problemType(code), code, "Lintel: reading", description);
}

/** Policies have no dots in their ids. */
function problemType(code: string): string {
  return `reading.${code}`;
}

function inspectionType(id: string, name: string, category: string, description: string): string {
  const attributes = {
    id: serviceText([id]),
    name: serviceText([name]),
    category: serviceText([category]),
    description: serviceText([sentence(description)]),
  };
  return serviceMessage("inspectionType", attributes, longest);
}

function inspection(finding: Finding): string {
  const { policy, location, severity, status, remediation } = finding;
  return serviceMessage(
    "inspection",
    {
      typeId: serviceText([policy]),
      message: serviceText([`${wholeMessageOf(finding)} ${remediation}`]),
      file: serviceText([location.file]),
      line: location.start.line,
      SEVERITY: status === "unknown" ? "INFO" : severities[severity],
    },
    longest,
  );
}

const severityOfDiagnostic = { error: "ERROR", warning: "WARNING", info: "INFO" } as const;

function inspectionOfDiagnostic(diagnostic: ReportedDiagnostic): string {
  const { code, severity, location } = diagnostic;
  return serviceMessage(
    "inspection",
    {
      typeId: serviceText([problemType(code)]),
      message: serviceText([problemText(diagnostic)]),
      file: serviceText([location?.file ?? "."]),
      line: location?.start.line,
      SEVERITY: severityOfDiagnostic[severity],
    },
    longest,
  );
}
