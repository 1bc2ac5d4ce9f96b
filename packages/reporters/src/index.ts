import type { EvaluatedValue, Evidence, ReportedDiagnostic, Explanation } from "@lintel/core";
import type { GraphReporter } from "./graph/graph.js";
import type { Reporter, ReportOptions } from "./report.js";

export type { GraphReporter } from "./graph/graph.js";
export { awsPlaceholder } from "./report.js";
export type { Reporter, ReportOptions } from "./report.js";

const loaders = {
  text: async () => (await import("./text/text.js")).reportText,
  compact: async () => (await import("./compact.js")).reportCompact,
  json: async () => (await import("./json.js")).reportJson,
  jsonl: async () => (await import("./jsonl.js")).reportJsonl,
  sarif: async () => (await import("./sarif/sarif.js")).reportSarif,
  csv: async () => (await import("./csv.js")).reportCsv,
  markdown: async () => (await import("./markdown/markdown.js")).reportMarkdown,
  html: async () => (await import("./html/html.js")).reportHtml,
  junit: async () => (await import("./junit.js")).reportJunit,
  checkstyle: async () => (await import("./checkstyle.js")).reportCheckstyle,
  tap: async () => (await import("./tap.js")).reportTap,
  github: async () => (await import("./github.js")).reportGithub,
  "azure-pipelines": async () => (await import("./azure-pipelines.js")).reportAzurePipelines,
  teamcity: async () => (await import("./teamcity/teamcity.js")).reportTeamcity,
  "teamcity-inspections": async () => (await import("./teamcity/inspections.js")).reportTeamcityInspections,
  "gitlab-codequality": async () => (await import("./gitlab/code-quality.js")).reportGitlabCodeQuality,
  "gitlab-sast": async () => (await import("./gitlab/sast.js")).reportGitlabSast,
  bitbucket: async () => (await import("./bitbucket.js")).reportBitbucket,
  sonarqube: async () => (await import("./sonarqube.js")).reportSonarqube,
  asff: async () => (await import("./asff/asff.js")).reportAsff,
  rdjson: async () => (await import("./reviewdog/rdjson.js")).reportRdjson,
  rdjsonl: async () => (await import("./reviewdog/rdjsonl.js")).reportRdjsonl,
  defectdojo: async () => (await import("./defectdojo.js")).reportDefectDojo,
  cyclonedx: async () => (await import("./cyclonedx.js")).reportCycloneDx,
  tflint: async () => (await import("./tflint/tflint.js")).reportTflint,
  checkov: async () => (await import("./checkov/checkov.js")).reportCheckov,
} as const satisfies Record<string, () => Promise<Reporter>>;

/** The name of a report format. */
export type ReporterName = keyof typeof loaders;

/** Every format there is, in the order in which help lists them. */
export const reporterNames = Object.keys(loaders).filter(isReporterName);

/** Tells whether a word names a format. */
export function isReporterName(name: string): name is ReporterName {
  return Object.hasOwn(loaders, name);
}

/** Loads one reporter; the code of the others stays unread. */
export function loadReporter(name: ReporterName): Promise<Reporter> {
  return loaders[name]();
}

const graphLoaders = {
  json: async () => (await import("./graph/json.js")).graphAsJson,
  dot: async () => (await import("./graph/dot.js")).graphAsDot,
  mermaid: async () => (await import("./graph/mermaid.js")).graphAsMermaid,
} as const satisfies Record<string, () => Promise<GraphReporter>>;

/** The name of a format for graphs. */
export type GraphReporterName = keyof typeof graphLoaders;

/** Loads what writes a graph in one format. */
export function loadGraphReporter(name: GraphReporterName): Promise<GraphReporter> {
  return graphLoaders[name]();
}

/** Loads what writes an evaluated value for people. */
export async function loadValueReporter(): Promise<(value: EvaluatedValue, options?: ReportOptions) => string> {
  return (await import("./text/value.js")).reportValue;
}

/** Writes diagnostics for people, as the text report does. */
export async function reportDiagnostics(
  diagnostics: readonly ReportedDiagnostic[],
  options?: ReportOptions,
): Promise<string> {
  return (await import("./text/diagnostic.js")).reportDiagnostics(diagnostics, options);
}

const evidenceLoaders = {
  markdown: async () => (await import("./evidence/markdown.js")).evidenceAsMarkdown,
  html: async () => (await import("./evidence/html.js")).evidenceAsHtml,
} as const satisfies Record<string, () => Promise<(evidence: Evidence) => string>>;

/** Loads what writes evidence in one format. */
export function loadEvidenceReporter(name: keyof typeof evidenceLoaders): Promise<(evidence: Evidence) => string> {
  return evidenceLoaders[name]();
}

/** Loads what shows the explanation of a configuration as text. */
export async function loadExplanationReporter(): Promise<
  (explanation: Explanation, options?: ReportOptions) => string
> {
  return (await import("./text/explanation.js")).reportExplanation;
}

export type { TflintError, TflintIssue, TflintOptions, TflintReport } from "./tflint/report.js";
export type { CheckovFramework } from "./checkov/report.js";

/** Loads what writes issues in each of tflint's formats. */
export function loadTflintFormats(): Promise<typeof import("./tflint/formats.js")> {
  return import("./tflint/formats.js");
}

/** Loads what writes records in the formats that are Checkov's own. */
export function loadCheckovFormats(): Promise<typeof import("./checkov/formats.js")> {
  return import("./checkov/formats.js");
}
