import type { Finding, Severity } from "@lintel/core";
import type { ReportingConfiguration, ReportingDescriptor, ReportingDescriptorRelationship } from "sarif";
import { controlNames, sentence } from "../finding-text.js";
import { securityCategories } from "../severity.js";

type Level = NonNullable<ReportingConfiguration["level"]>;

const levels: Readonly<Record<Severity, Level>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};

/** Numbers that GitHub code scanning turns back into critical (above 9), high (7 to 8.9), medium (4 to 6.9) and low. */
const securitySeverities: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
  info: "1.0",
};

const problemSeverities: Readonly<Record<Severity, string>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "recommendation",
  info: "recommendation",
};

/** GitHub refuses rules with more tags. */
const mostTags = 20;

/** The SARIF level of a severity. */
export function levelOf(severity: Severity): Level {
  return levels[severity];
}

/** Describes the policy of a finding as a SARIF rule, and what it is related to. */
export function ruleOf(finding: Finding, relationships: ReportingDescriptorRelationship[]): ReportingDescriptor {
  const { policy, severity, category, title, description, remediation, controls, aliases } = finding;
  const tags = [category, ...(securityCategories.has(category) ? ["security"] : []), ...controlNames(controls)];
  return {
    id: policy,
    name: pascalCase(policy),
    shortDescription: { text: sentence(title) },
    fullDescription: { text: description },
    help: { text: `${description}\n\n${remediation}`, markdown: helpMarkdown(finding) },
    defaultConfiguration: { level: levels[severity] },
    ...(relationships.length === 0 ? {} : { relationships }),
    properties: {
      tags: [...new Set(tags)].slice(0, mostTags),
      precision: "high",
      "problem.severity": problemSeverities[severity],
      "security-severity": securitySeverities[severity],
      severity,
      category,
      ...(aliases.length === 0 ? {} : { aliases: [...aliases] }),
    },
  };
}

function helpMarkdown({ title, description, remediation, severity, policy, controls, aliases }: Finding): string {
  const facts = [`**Severity**: ${severity}`, `**Policy**: \`${policy}\``];
  if (aliases.length > 0) facts.push(`**Also known as**: ${aliases.map((alias) => `\`${alias}\``).join(", ")}`);
  const tags = controlNames(controls);
  if (tags.length > 0) facts.push(`**Controls**: ${tags.join(", ")}`);
  const list = facts.map((fact) => `- ${fact}`).join("\n");
  return `# ${title}\n\n${description}\n\n## How to mend it\n\n${remediation}\n\n${list}\n`;
}

function pascalCase(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
