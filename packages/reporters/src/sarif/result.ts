import type { Finding, NotedLocation, Suppression } from "@lintel/core";
import type { CodeFlow, Fix, Location, Result, Suppression as SarifSuppression } from "sarif";
import { sentence, statementOf } from "../finding-text.js";
import { artifactOf, placeOf, regionOf } from "./region.js";
import { levelOf } from "./rule.js";

/** Turns one finding into a SARIF result of the rule at an index. */
export function resultOf(finding: Finding, ruleIndex: number): Result {
  const { kind, level } = verdictOf(finding);
  return {
    ruleId: finding.policy,
    ruleIndex,
    kind,
    level,
    ...(finding.baselineState === undefined ? {} : { baselineState: finding.baselineState }),
    message: { text: messageOf(finding) },
    locations: [primaryLocation(finding)],
    // GitHub follows alerts by `primaryLocationLineHash`; left to itself it hashes lines, and loses them when they move.
    partialFingerprints: {
      primaryLocationLineHash: `${finding.fingerprint}:1`,
      "lintelFingerprint/v1": finding.fingerprint,
    },
    ...(finding.related.length === 0
      ? {}
      : { relatedLocations: finding.related.map((place, index) => ({ id: index + 1, ...noted(place) })) }),
    ...(finding.trace.length === 0 ? {} : { codeFlows: [codeFlowOf(finding)] }),
    ...(finding.suppression === null ? {} : { suppressions: [suppressionOf(finding.suppression)] }),
    ...(finding.fix === null ? {} : { fixes: [fixOf(finding, finding.fix)] }),
    properties: propertiesOf(finding),
  };
}

/** Anything that is not a failure has the level `none`, by section 3.27.10 of the standard. */
function verdictOf(finding: Finding): Required<Pick<Result, "kind" | "level">> {
  switch (finding.status) {
    case "fail":
    case "suppressed":
      return { kind: "fail", level: levelOf(finding.severity) };
    case "unknown":
      return { kind: "open", level: "none" };
    case "pass":
      return { kind: "pass", level: "none" };
  }
}

function messageOf(finding: Finding): string {
  return plain(`${finding.resource.address}: ${statementOf(finding)}`);
}

/** Keeps text of scanned files from being read as an embedded link, `[text](target)`. */
function plain(text: string): string {
  return text.replaceAll("](", "] (");
}

function primaryLocation(finding: Finding): Location {
  const { location, excerpt, resource } = finding;
  const physicalLocation = placeOf(location);
  if (excerpt !== null && excerpt.lines.length > 0) {
    const lastLine = excerpt.firstLine + excerpt.lines.length - 1;
    // A context that does not contain the region would be against the standard.
    if (excerpt.firstLine <= location.start.line && lastLine >= location.end.line) {
      physicalLocation.contextRegion = {
        startLine: excerpt.firstLine,
        endLine: lastLine,
        snippet: { text: excerpt.lines.join("\n") },
      };
    }
  }
  return { physicalLocation, logicalLocations: [{ fullyQualifiedName: resource.address, kind: "resource" }] };
}

function noted({ location, message }: NotedLocation): Location {
  return { physicalLocation: placeOf(location), message: { text: plain(message) } };
}

/** A flow runs from the line to edit to the place of the finding; our trace runs the other way. */
function codeFlowOf(finding: Finding): CodeFlow {
  const here = { location: finding.location, message: finding.message };
  const steps = [...[...finding.trace].reverse(), here];
  return { threadFlows: [{ locations: steps.map((step) => ({ location: noted(step) })) }] };
}

function suppressionOf({ kind, tool, reason, owner, until, location }: Suppression): SarifSuppression {
  return {
    // By section 3.35.2 of the standard, what is kept beside the code is external to it.
    kind: kind === "comment" || kind === "annotation" ? "inSource" : "external",
    status: "accepted",
    ...(reason === null ? {} : { justification: reason }),
    ...(location === null ? {} : { location: { physicalLocation: placeOf(location) } }),
    properties: {
      kind,
      ...(tool === undefined || tool === null ? {} : { tool }),
      ...(owner === null ? {} : { owner }),
      ...(until === null ? {} : { until }),
    },
  };
}

function fixOf(finding: Finding, fix: NonNullable<Finding["fix"]>): Fix {
  const files = [...new Set(fix.edits.map(({ location }) => location.file))];
  return {
    description: { text: sentence(finding.remediation) },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifactOf(file),
      replacements: fix.edits
        .filter(({ location }) => location.file === file)
        .map(({ location, text }) => ({ deletedRegion: regionOf(location), insertedContent: { text } })),
    })),
  };
}

function propertiesOf(finding: Finding): NonNullable<Result["properties"]> {
  const { severity, category, resource, enforcement, path, scenarios } = finding;
  return {
    severity,
    category,
    address: resource.address,
    type: resource.type,
    ...(resource.instances.length === 0 ? {} : { instances: [...resource.instances] }),
    ...(enforcement === undefined ? {} : { enforcement }),
    ...(path === undefined ? {} : { path: [...path] }),
    ...(scenarios === undefined ? {} : { scenarios }),
  };
}
