import type { Location, Log, Result, Run } from "sarif";
import { writeJson } from "../json-text.js";
import { artifactOf } from "../sarif/region.js";
import { byRule } from "./order.js";
import type { TflintError, TflintIssue, TflintRange, TflintReport } from "./report.js";

/** Writes a report as `tflint --format sarif` does: a run with the issues, and a run with the errors. */
export function tflintSarif({ issues, errors }: TflintReport, version: string): string {
  const log: Log = {
    version: "2.1.0",
    $schema: "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/main/sarif-2.1/schema/sarif-schema-2.1.0.json",
    runs: [
      runOf("lintel", version, byRule(issues).map(resultOfIssue)),
      runOf("lintel-errors", version, errors.map(resultOfError)),
    ],
  };
  return `${writeJson(log, { indent: 2 })}\n`;
}

function runOf(name: string, version: string, results: readonly Result[]): Run {
  const ids = [...new Set(results.map(({ ruleId = "" }) => ruleId))].sort();
  const rules = ids.map((id) => ({ id, shortDescription: { text: "" } }));
  return {
    tool: { driver: { name, rules, version } },
    results: results.map(({ ruleId = "", ...result }) => ({ ruleId, ruleIndex: ids.indexOf(ruleId), ...result })),
  };
}

function resultOfIssue({ rule, message, range }: TflintIssue): Result {
  const level = rule.severity === "notice" ? "note" : rule.severity;
  return { ruleId: rule.name, level, message: { text: message }, locations: [locationOf(range)] };
}

function resultOfError({ summary = "application_error", severity, message, range }: TflintError): Result {
  const locations = range === undefined ? {} : { locations: [locationOf(range)] };
  return { ruleId: summary, level: severity, message: { text: message }, ...locations };
}

function locationOf({ filename, start, end }: TflintRange): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: artifactOf(filename).uri },
      region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
    },
  };
}
