import type { Finding, ScanResult, Severity } from "@lintel/core";
import { clip } from "./clip.js";
import { suppressionText } from "./facts.js";
import { addressesOf, controlNames, headlineOf, statementOf } from "./finding-text.js";
import { writeUtf8Json } from "./json-text.js";
import { problemsOf, shownFindings, type Problem } from "./listed.js";
import type { ReportOptions } from "./report.js";
import { coverageFacts, summarySentence } from "./summary-text.js";

/** The lengths of the columns that DefectDojo keeps these in. */
const longestTitle = 511;
const longestComponent = 500;

const severities: Readonly<Record<Severity, string>> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  info: "Info",
};

/** Writes what DefectDojo's generic parser imports. What was suppressed is a risk that was accepted, and not active. */
export function reportDefectDojo(result: ScanResult, options: ReportOptions = {}): string {
  const shown = shownFindings(result, options).filter(({ status }) => status !== "pass");
  const findings = [...problemsOf(result).map(entryOfProblem), ...shown.map(entryOf)];
  const report = {
    name: "Lintel",
    type: "Lintel",
    version: result.tool.version,
    description: describe(result),
    findings,
  };
  return `${writeUtf8Json(report, { indent: 2 })}\n`;
}

function describe(result: ScanResult): string {
  const { coverage } = result;
  const facts = coverage === undefined ? [] : coverageFacts(coverage);
  return [summarySentence(result), ...facts.map(([label, text]) => `${label}: ${text}.`)].join("\n");
}

function entryOf(finding: Finding): object {
  const { policy, severity, status, category, controls, aliases, location, resource, fingerprint } = finding;
  const isSuppressed = status === "suppressed";
  return {
    title: clip(headlineOf(finding), longestTitle),
    description: descriptionOf(finding),
    severity: status === "unknown" ? "Info" : severities[severity],
    mitigation: finding.remediation,
    ...(aliases.length === 0 ? {} : { references: `Also known as: ${aliases.join(", ")}` }),
    file_path: location.file,
    line: location.start.line,
    component_name: clip(resource.address, longestComponent),
    unique_id_from_tool: fingerprint,
    vuln_id_from_tool: policy,
    nb_occurences: addressesOf(finding).length,
    active: !isSuppressed,
    verified: status === "fail",
    false_p: false,
    risk_accepted: isSuppressed,
    fix_available: finding.fix !== null,
    static_finding: true,
    dynamic_finding: false,
    tags: [category, ...controlNames(controls)],
  };
}

function descriptionOf(finding: Finding): string {
  const { resource, suppression, description } = finding;
  const parts = [`${resource.address}: ${statementOf(finding)}`, description];
  if (resource.instances.length > 0) parts.push(`Instances: ${resource.instances.join(", ")}`);
  if (suppression !== null) parts.push(suppressionText(suppression));
  return parts.join("\n\n");
}

function entryOfProblem({ code, text, severity, location, id }: Problem): object {
  return {
    title: clip(text, longestTitle),
    description: text,
    severity: severity === "error" ? "Medium" : "Info",
    ...(location === null ? {} : { file_path: location.file, line: location.start.line }),
    unique_id_from_tool: id,
    vuln_id_from_tool: code,
    active: true,
    verified: true,
    static_finding: true,
    dynamic_finding: false,
    tags: ["diagnostic"],
  };
}
