import { Graph } from "./graph/graph.js";
import { loadKubernetes, type KubernetesManifests } from "./kubernetes/load.js";
import { viewTerraformNodes } from "./kubernetes/terraform-view.js";
import { loadPlans, type LoadedPlans } from "./loaded-plans.js";
import { ParsedFiles } from "./parsed-files.js";
import { FindingCollector } from "./policy/assemble.js";
import { evaluatePolicies } from "./policy/evaluate.js";
import type { Finding, ScanResult, Summary } from "./policy/finding.js";
import { DiagnosticLog } from "./policy/diagnostics.js";
import { loadPolicies } from "./policy/load.js";
import type { UnknownReason } from "./graph/reading.js";
import type { ScanOptions, VariableInput } from "./scan-options.js";
import { compareCodePoints } from "./source/code-points.js";
import { readCandidate } from "./source/candidate.js";
import { discoverFiles, type DiscoveredFile } from "./source/discover.js";
import type { SourceHost } from "./source/host.js";
import { normalizePath } from "./source/paths.js";
import { SourceFile } from "./source/source-file.js";
import { loadTerraform, type InputFlag, type TerraformLoad } from "./terraform/load.js";
import { version } from "./version.js";

/** The whole journey: discover files, parse and load them into one graph, evaluate policies over it, report the findings. */
export async function scan(options: ScanOptions): Promise<ScanResult> {
  const { host, paths } = await openSources(options);
  const reported = new ReportedPaths(paths);
  const log = new DiagnosticLog(reported.has);
  const skips = new Map<string, string>();

  progress(options, "discover");
  const discovery = discoverFiles(host, paths, { exclude: options.exclude }, log.report);
  for (const { path, reason } of discovery.skipped) skips.set(path, reason);

  const files = new ParsedFiles(host, options.parser ?? "lintel", log.report);
  const terraform = await loadConfigurations(files, discovery.files, host, options, log);
  const plans = await loadPlans(discovery.files, {
    files,
    workspace: options.workspace ?? "default",
    sourceDirectory: options.sourceDirectory,
    report: log.report,
  });
  plans.sourceDirectories.forEach(reported.add);
  const kubernetes = await loadManifests(files, discovery.files, plans, skips, log);

  progress(options, "load");
  const unplanned = terraform.nodes.filter(({ domain }) => !plans.domains.has(domain));
  const viewed = viewTerraformNodes([...unplanned, ...plans.nodes]);
  const graph = new Graph({
    nodes: [...viewed.nodes, ...kubernetes.nodes],
    edges: [...viewed.edges, ...kubernetes.edges],
    unknownLinks: [...viewed.unknownLinks, ...kubernetes.unknownLinks],
  });
  const policies = await loadPolicies(graph, options, log.report);

  const collector = new FindingCollector(reported.has, options.includePassed ?? false);
  const { onVerdict, onPass } = collector;
  const onProgress = (done: number, total: number): void => {
    progress(options, "evaluate", done, total);
  };
  evaluatePolicies(graph, policies.compiled, { onVerdict, onPass, onProgress }, log.report);
  const findings = collector.findings();

  return {
    schemaVersion: 1,
    tool: { name: "lintel", version },
    summary: {
      files: files.parsedCount + plans.paths.size + kubernetes.files.length,
      resources: graph.nodes.filter(({ kind }) => kind === "resource" || kind === "object").length,
      policies: policies.selectedCount,
      ...countFindings(findings, collector.passed),
      skipped: countValues(skips),
    },
    findings,
    diagnostics: log.sorted(),
  };
}

function progress(options: ScanOptions, stage: "discover" | "parse" | "load" | "evaluate", done = 0, total = 0): void {
  options.onProgress?.({ stage, done, total });
}

/** Opens the file system where no host is given. */
async function openSources(options: ScanOptions): Promise<{ host: SourceHost; paths: readonly string[] }> {
  if (options.host !== undefined) return { host: options.host, paths: options.paths };
  const { createNodeHost, findScanRoot, pathsFromScanRoot } = await import("./node.js");
  const root = findScanRoot(options.paths);
  return { host: createNodeHost(root), paths: pathsFromScanRoot(root, options.paths) };
}

/** The paths under which findings and diagnostics are reported: those that were asked for, and the sources of named plans. */
class ReportedPaths {
  readonly #paths = new Set<string>();

  constructor(paths: readonly string[]) {
    paths.forEach(this.add);
  }

  readonly add = (path: string): void => {
    const normal = normalizePath(path) ?? path;
    this.#paths.add(normal === "." ? "" : normal);
  };

  /** Whether a file is one of the paths, or lies below one. */
  readonly has = (file: string): boolean => {
    if (this.#paths.has("") || this.#paths.has(file)) return true;
    for (let at = file.lastIndexOf("/"); at !== -1; at = file.lastIndexOf("/", at - 1)) {
      if (this.#paths.has(file.slice(0, at))) return true;
    }
    return false;
  };
}

/** Parses and loads what is Terraform's, once more where a second opinion gave another tree for a file. */
async function loadConfigurations(
  files: ParsedFiles,
  discovered: readonly DiscoveredFile[],
  host: SourceHost,
  options: ScanOptions,
  log: DiagnosticLog,
): Promise<TerraformLoad> {
  const paths = discovered.filter(({ kind }) => kind === "terraform").map(({ path }) => path);
  paths.forEach((path, index) => {
    files.hcl(path);
    progress(options, "parse", index + 1, discovered.length);
  });
  await files.hearSecondOpinion();
  for (;;) {
    const before = log.mark();
    const load = loadTerraform({
      host,
      files: new Map(paths.flatMap((path) => toEntry(path, files.hcl(path)))),
      parseFile: files.hcl,
      inputs: (options.variables ?? []).flatMap((input) => toFlag(input, files)),
      environment: new Map(
        Object.entries(options.environmentVariables ?? {}).flatMap(([name, text]) => toEntry(name, text)),
      ),
      workspace: options.workspace ?? "default",
      report: log.report,
    });
    if (!(await files.hearSecondOpinion())) return load;
    log.forget(before);
  }
}

function toEntry<T>(name: string, value: T | undefined): [string, T][] {
  return value === undefined ? [] : [[name, value]];
}

function toFlag(input: VariableInput, files: ParsedFiles): InputFlag[] {
  if (input.kind === "value") return [input];
  files.add(new SourceFile(input.path, input.text.replace(/^\uFEFF/, "")));
  const file = files.hcl(input.path);
  return file === undefined ? [] : [{ kind: "file", file }];
}

/** Loads the Kubernetes objects of every YAML and JSON file. */
function loadManifests(
  files: ParsedFiles,
  discovered: readonly DiscoveredFile[],
  plans: LoadedPlans,
  skips: Map<string, string>,
  log: DiagnosticLog,
): Promise<KubernetesManifests> {
  const candidates = discovered.filter(
    ({ kind, path }) => (kind === "yaml" || kind === "json") && !plans.paths.has(path),
  );
  const skip = (path: string, reason: string): void => {
    skips.set(path, reason);
  };
  const read = ({ path, isNamed }: DiscoveredFile): SourceFile | undefined =>
    isNamed ? files.source(path) : readCandidate(files.host, path, skip, log.report);
  return loadKubernetes({ files: candidates.flatMap((file) => read(file) ?? []), report: log.report, skip });
}

function countFindings(
  findings: readonly Finding[],
  passed: number,
): Pick<Summary, "failed" | "passed" | "unknown" | "suppressed" | "unknownReasons"> {
  const reasons = new Map<UnknownReason, number>();
  const counts = { fail: 0, unknown: 0, suppressed: 0, pass: 0 };
  for (const { status, reason } of findings) {
    counts[status] += 1;
    if (status === "unknown" && reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  return {
    failed: counts.fail,
    passed,
    unknown: counts.unknown,
    suppressed: counts.suppressed,
    unknownReasons: Object.fromEntries([...reasons].sort(([left], [right]) => compareCodePoints(left, right))),
  };
}

/** How often each value occurs, in the order of the values. */
function countValues(values: ReadonlyMap<string, string>): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const value of values.values()) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([left], [right]) => compareCodePoints(left, right)));
}
