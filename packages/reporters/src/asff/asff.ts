import type { Finding, FindingStatus, ScanResult, Severity, Suppression } from "@lintel/core";
import { clip } from "../clip.js";
import { suppressionText } from "../facts.js";
import { addressesOf, controlNames, headlineOf, statementOf } from "../finding-text.js";
import { writeUtf8Json } from "../json-text.js";
import { problemsOf, shownFindings, type Problem } from "../listed.js";
import { awsPlaceholder, epoch, type ReportOptions } from "../report.js";
import { resourceTypeOf } from "./resource-type.js";

/** What AWS Security Hub takes of each. */
const longest = { id: 512, title: 256, description: 1024, remediation: 512, requirement: 64, detail: 1024, note: 512 };
const mostResources = 32;
const mostRequirements = 32;

const labels: Readonly<Record<Severity, string>> = {
  critical: "CRITICAL",
  high: "HIGH",
  medium: "MEDIUM",
  low: "LOW",
  info: "INFORMATIONAL",
};

const compliance: Readonly<Record<FindingStatus, string>> = {
  fail: "FAILED",
  suppressed: "FAILED",
  unknown: "NOT_AVAILABLE",
  pass: "PASSED",
};

const workflow: Readonly<Record<FindingStatus, string>> = {
  fail: "NEW",
  suppressed: "SUPPRESSED",
  unknown: "NEW",
  pass: "RESOLVED",
};

/** Whose findings, and of when. */
interface Import {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly time: string;
  readonly version: string;
}

/** Writes findings as `BatchImportFindings` of AWS Security Hub takes them, a hundred at a time. */
export function reportAsff(result: ScanResult, options: ReportOptions = {}): string {
  const { account, region } = options.aws ?? awsPlaceholder;
  const time = options.time ?? epoch;
  const into = { account, region, partition: partitionOf(region), time, version: result.tool.version };
  const findings = [
    ...problemsOf(result).map((problem) => entryOfProblem(problem, into)),
    ...shownFindings(result, options).map((finding) => entryOf(finding, into)),
  ];
  return `${writeUtf8Json(findings, { indent: 2 })}\n`;
}

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** Security Hub refuses text in which there is nothing to read. */
function text(value: string, most: number): string {
  const shown = clip(value, most);
  return /\S/.test(shown) ? shown : "-";
}

function entryOf(finding: Finding, into: Import): object {
  const { policy, status, severity, remediation, suppression, fingerprint, controls } = finding;
  const requirements = controlNames(controls).slice(0, mostRequirements);
  return framed(fingerprint, policy, into, {
    Severity: {
      Label: status === "unknown" || status === "pass" ? "INFORMATIONAL" : labels[severity],
      Original: severity,
    },
    Title: text(headlineOf(finding), longest.title),
    Description: text(`${statementOf(finding)} ${finding.description}`, longest.description),
    Remediation: { Recommendation: { Text: text(remediation, longest.remediation) } },
    ProductFields: {
      ProviderName: "Lintel",
      ProviderVersion: into.version,
      "lintel/policy": text(policy, longest.detail),
      "lintel/category": text(finding.category, longest.detail),
      "lintel/status": status,
      "lintel/fingerprint": fingerprint,
    },
    Resources: resourcesOf(finding, into),
    Compliance: {
      Status: compliance[status],
      RelatedRequirements:
        requirements.length === 0 ? undefined : requirements.map((name) => text(name, longest.requirement)),
    },
    Workflow: { Status: workflow[status] },
    // An import cannot change the workflow of a finding that is there already; its record it can.
    RecordState: status === "suppressed" ? "ARCHIVED" : "ACTIVE",
    Note: suppression === null ? undefined : noteOf(suppression, into),
  });
}

function entryOfProblem({ id, code, text: what, severity, location }: Problem, into: Import): object {
  const place = location === null ? "." : location.file;
  return framed(id, code, into, {
    Severity: { Label: severity === "error" ? "MEDIUM" : "INFORMATIONAL", Original: severity },
    Title: text(what, longest.title),
    Description: text(what, longest.description),
    Remediation: undefined,
    ProductFields: { ProviderName: "Lintel", ProviderVersion: into.version, "lintel/diagnostic": code },
    Resources: [
      {
        Type: "Other",
        Id: text(place, longest.id),
        Partition: into.partition,
        Region: into.region,
        Details: { Other: { file: text(place, longest.detail), line: String(location?.start.line ?? 1) } },
      },
    ],
    Compliance: { Status: "NOT_AVAILABLE" },
    Workflow: { Status: "NEW" },
    RecordState: "ACTIVE",
    Note: undefined,
  });
}

/** What differs between findings; `undefined` is not written. */
interface Parts {
  readonly Severity: object;
  readonly Title: string;
  readonly Description: string;
  readonly Remediation: object | undefined;
  readonly ProductFields: object;
  readonly Resources: readonly object[];
  readonly Compliance: object;
  readonly Workflow: object;
  readonly RecordState: string;
  readonly Note: object | undefined;
}

/** Adds what all findings have. Field by field: spreading the parts takes several times as long. */
function framed(id: string, generator: string, { account, region, partition, time }: Import, parts: Parts): object {
  return {
    SchemaVersion: "2018-10-08",
    Id: text(`lintel/${id}`, longest.id),
    ProductArn: `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`,
    ProductName: "Lintel",
    GeneratorId: text(`lintel/${generator}`, longest.id),
    AwsAccountId: account,
    Types: ["Software and Configuration Checks"],
    CreatedAt: time,
    UpdatedAt: time,
    Severity: parts.Severity,
    Title: parts.Title,
    Description: parts.Description,
    Remediation: parts.Remediation,
    ProductFields: parts.ProductFields,
    Resources: parts.Resources,
    Compliance: parts.Compliance,
    Workflow: parts.Workflow,
    RecordState: parts.RecordState,
    Note: parts.Note,
  };
}

function resourcesOf(finding: Finding, { partition, region }: Import): readonly object[] {
  const { resource, location } = finding;
  const type = text(resource.type, longest.detail);
  const file = text(location.file, longest.detail);
  const line = String(location.start.line);
  // Several addresses may be the same as far as there is room for them, and one resource may be named only once.
  const ids = new Set(
    addressesOf(finding)
      .slice(0, mostResources)
      .map((address) => text(address, longest.id)),
  );
  return [...ids].map((id) => ({
    Type: resourceTypeOf(resource.type),
    Id: id,
    Partition: partition,
    Region: region,
    Details: { Other: { address: id, type, file, line } },
  }));
}

function noteOf(suppression: Suppression, { time }: Import): object {
  return {
    Text: text(suppressionText(suppression), longest.note),
    UpdatedBy: text(suppression.owner ?? "lintel", longest.note),
    UpdatedAt: time,
  };
}
