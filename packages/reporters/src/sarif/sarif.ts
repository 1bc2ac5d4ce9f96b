import type { Finding, ScanResult } from "@lintel/core";
import type { Log, Run } from "sarif";
import { writeUtf8Json } from "../json-text.js";
import { shownFindings } from "../listed.js";
import type { ReportOptions } from "../report.js";
import { invocationOf } from "./notification.js";
import { resultOf } from "./result.js";
import { ruleOf } from "./rule.js";
import { taxonomiesOf } from "./taxonomy.js";

/**
 * Writes a SARIF 2.1.0 log, as GitHub code scanning, Azure DevOps and editors read it. Findings that could not be decided are in
 * it only when asked for: the readers show them as if they were problems.
 */
export function reportSarif(result: ScanResult, options: ReportOptions = {}): string {
  const log: Log = {
    version: "2.1.0",
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    runs: [runOf(result, shownFindings(result, options))],
  };
  return `${writeUtf8Json(log, { indent: 2 })}\n`;
}

function runOf(result: ScanResult, findings: readonly Finding[]): Run {
  const examples = oneByPolicy(findings);
  const indices = new Map(examples.map(({ policy }, index) => [policy, index]));
  const taxonomies = taxonomiesOf(examples, result);
  return {
    tool: {
      driver: {
        name: "Lintel",
        version: result.tool.version,
        semanticVersion: result.tool.version,
        rules: examples.map((example) => ruleOf(example, taxonomies.relationshipsOf(example))),
        ...(taxonomies.references.length === 0 ? {} : { supportedTaxonomies: taxonomies.references }),
      },
    },
    ...(taxonomies.components.length === 0 ? {} : { taxonomies: taxonomies.components }),
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: {
      "%SRCROOT%": { description: { text: "The scan root: the repository or directory that was scanned." } },
    },
    invocations: [invocationOf(result.diagnostics)],
    results: findings.map((finding) => resultOf(finding, indices.get(finding.policy) ?? -1)),
    properties: { summary: result.summary, ...(result.coverage === undefined ? {} : { coverage: result.coverage }) },
  };
}

/** One finding of each policy, ordered by policy: the rules of a log depend on nothing but which policies have findings. */
function oneByPolicy(findings: readonly Finding[]): Finding[] {
  const byPolicy = new Map<string, Finding>();
  for (const finding of findings) if (!byPolicy.has(finding.policy)) byPolicy.set(finding.policy, finding);
  return [...byPolicy].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, finding]) => finding);
}
