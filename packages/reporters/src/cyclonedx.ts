import type { Finding, ScanResult, Suppression } from "@lintel/core";
import { suppressionText } from "./facts.js";
import { addressesOf, controlNames, headlineOf, statementOf } from "./finding-text.js";
import { writeUtf8Json } from "./json-text.js";
import { problemsOf, shownFindings, type Problem } from "./listed.js";
import { epoch, type ReportOptions } from "./report.js";

const scanRoot = "scan-root";

interface Property {
  readonly name: string;
  readonly value: string;
}

/**
 * Writes a CycloneDX 1.6 bill of materials: the resources with findings are its components, the findings its vulnerabilities, and
 * what is wrong with files its annotations. It has no serial number, which would have to be another one each time.
 */
export function reportCycloneDx(result: ScanResult, options: ReportOptions = {}): string {
  const { time } = options;
  const findings = shownFindings(result, options);
  const annotations = problemsOf(result).map((problem) => annotationOf(problem, result, time ?? epoch));
  const bom = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      ...(time === undefined ? {} : { timestamp: time }),
      lifecycles: [{ phase: "pre-build" }],
      tools: { components: [toolOf(result)] },
      component: { type: "application", "bom-ref": scanRoot, name: "scan root" },
      properties: countsOf(result),
    },
    components: componentsOf(findings),
    vulnerabilities: findings.map(vulnerabilityOf),
    ...(annotations.length === 0 ? {} : { annotations }),
  };
  return `${writeUtf8Json(bom, { indent: 2 })}\n`;
}

function toolOf({ tool }: ScanResult): object {
  return { type: "application", name: tool.name, version: tool.version };
}

function countsOf({ summary, coverage }: ScanResult): Property[] {
  return [...countsIn("summary", summary), ...(coverage === undefined ? [] : countsIn("coverage", coverage))];
}

function countsIn(name: string, counts: object): Property[] {
  return Object.entries(counts).flatMap(([key, value]: [string, unknown]): Property[] => {
    if (Array.isArray(value)) return value.map((each) => property(`${name}:${key}`, String(each)));
    if (typeof value === "object" && value !== null) return countsIn(`${name}:${key}`, value);
    return typeof value === "number" ? [property(`${name}:${key}`, String(value))] : [];
  });
}

function property(name: string, value: string): Property {
  return { name: `lintel:${name}`, value };
}

/** The same address may stand for resources of several root modules; these lie in different files. */
function refOf({ resource, location }: Finding): string {
  return `resource:${location.file}#${resource.address}`;
}

function componentsOf(findings: readonly Finding[]): readonly object[] {
  const byRef = new Map<string, Finding>();
  for (const finding of findings) if (!byRef.has(refOf(finding))) byRef.set(refOf(finding), finding);
  return [...byRef].map(([ref, { resource, location }]) => ({
    type: "data",
    "bom-ref": ref,
    name: resource.address,
    data: [{ type: "configuration", name: resource.type }],
    properties: [property("type", resource.type), property("file", location.file)],
  }));
}

function vulnerabilityOf(finding: Finding): object {
  const { policy, severity, fingerprint, description, remediation, status } = finding;
  return {
    "bom-ref": `finding:${fingerprint}`,
    id: policy,
    source: { name: "Lintel" },
    ratings: [{ source: { name: "Lintel" }, severity: status === "unknown" ? "unknown" : severity, method: "other" }],
    description: `${headlineOf(finding)}: ${statementOf(finding)}`,
    detail: description,
    recommendation: remediation,
    analysis: analysisOf(finding),
    affects: [{ ref: refOf(finding) }],
    properties: propertiesOf(finding),
  };
}

/** CycloneDX has no state for a risk that was accepted, but this answer. */
function analysisOf({ status, reason, suppression }: Finding): object | undefined {
  switch (status) {
    case "fail":
      return undefined;
    case "unknown":
      return { state: "in_triage", detail: reason === null ? undefined : `Not decided: ${reason}.` };
    case "pass":
      return { state: "not_affected" };
    case "suppressed":
      return { state: "exploitable", response: ["will_not_fix"], detail: suppressionText(suppression) };
  }
}

function propertiesOf(finding: Finding): Property[] {
  const { location, fingerprint, category, aliases, controls, suppression, path } = finding;
  const { start, end, file } = location;
  return [
    property("file", file),
    property("range", `${start.line}:${start.column}-${end.line}:${end.column}`),
    property("fingerprint", fingerprint),
    property("category", category),
    ...addressesOf(finding).map((address) => property("address", address)),
    ...aliases.map((alias) => property("alias", alias)),
    ...controlNames(controls).map((control) => property("control", control)),
    ...(path ?? []).map((address) => property("path", address)),
    ...(suppression === null ? [] : propertiesOfSuppression(suppression)),
  ];
}

function propertiesOfSuppression({ kind, owner, until }: Suppression): Property[] {
  return [
    property("suppression", kind),
    ...(owner === null ? [] : [property("suppression:owner", owner)]),
    ...(until === null ? [] : [property("suppression:until", until)]),
  ];
}

function annotationOf({ text, code, id, severity, location }: Problem, result: ScanResult, timestamp: string): object {
  const place = location === null ? "" : `${location.file}:${String(location.start.line)}: `;
  return {
    "bom-ref": `diagnostic:${id}`,
    subjects: [scanRoot],
    annotator: { component: toolOf(result) },
    timestamp,
    text: `${severity} (${code}): ${place}${text}`,
  };
}
