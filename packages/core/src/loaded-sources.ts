import { coverageOfSources, type SourceCoverage } from "./coverage.js";
import { Graph } from "./graph/graph.js";
import type { HclFile } from "./hcl/syntax.js";
import type { KubernetesManifests } from "./kubernetes/load.js";
import { viewTerraformNodes } from "./kubernetes/terraform-view.js";
import type { LoadedPlans } from "./loaded-plans.js";
import { ParsedFiles } from "./parsed-files.js";
import { DiagnosticLog } from "./policy/diagnostics.js";
import type { SensitivePlaces } from "./policy/excerpt.js";
import { isConfigurationPath } from "./project/find.js";
import type { Project } from "./project/project.js";
import { valuesOf, type RunValues, type VariableValues } from "./project-variables.js";
import { findSensitivePlaces } from "./sensitive-places.js";
import type { ScanMemory } from "./scan-memory.js";
import type { ScanStage, SourceOptions, VariableInput } from "./scan-options.js";
import { readCandidate } from "./source/candidate.js";
import { discoverFiles, type DiscoveredFile } from "./source/discover.js";
import type { SourceHost } from "./source/host.js";
import { directoryOf, normalizePath } from "./source/paths.js";
import type { SourceFile } from "./source/source-file.js";
import { kindOfPlanText, planFileKinds } from "./terraform/plan/kind-of-plan.js";
import { loadTerraform, type InputFlag, type TerraformLoad } from "./terraform/load.js";

/** The files that are to be loaded, found and counted, and what was noticed about them so far. */
export interface FoundSources {
  readonly host: SourceHost;
  readonly discovered: readonly DiscoveredFile[];
  readonly files: ParsedFiles;
  readonly reported: ReportedPaths;
  readonly log: DiagnosticLog;
  /** What might have been loaded and is not, by path, with the reason. */
  readonly skipped: Map<string, string>;
  readonly values: RunValues;
  /** Manifests are the same whatever the values are. */
  manifests: KubernetesManifests | undefined;
}

/** Everything that lies under the given paths, as one graph. */
export interface LoadedSources {
  readonly host: SourceHost;
  readonly graph: Graph;
  /** The files of Terraform's that were parsed. */
  readonly trees: readonly HclFile[];
  /** The number of files that were parsed. */
  readonly fileCount: number;
  readonly skipped: ReadonlyMap<string, string>;
  readonly coverage: SourceCoverage;
  readonly log: DiagnosticLog;
  readonly reported: ReportedPaths;
  /** What must not be shown of a file. */
  readonly sensitivePlaces: SensitivePlaces;
  readonly plans: LoadedPlans["plans"];
  /** The scenario whose values it was read with. */
  readonly scenario: string | undefined;
  /** The value of `terraform.workspace` that it was read with. */
  readonly workspace: string;
}

/** Discovers the files under the given paths, parses them and loads them into one graph. Nothing of it is evaluated yet. */
export async function loadSources(options: SourceOptions): Promise<LoadedSources> {
  const sources = await findSources(options);
  return loadFound(sources, options, sources.values.general);
}

/** The same for each scenario of the configuration; the files are read and parsed once. */
export async function loadScenarios(
  options: SourceOptions,
  memory?: ScanMemory,
): Promise<readonly [LoadedSources, ...LoadedSources[]]> {
  const sources = await findSources(options, memory);
  const [first = sources.values.general, ...others] = sources.values.scenarios;
  const loaded: [LoadedSources, ...LoadedSources[]] = [await loadFound(sources, options, first)];
  for (const values of others) loaded.push(await loadFound(sources, options, values));
  return loaded;
}

async function loadFound(
  sources: FoundSources,
  options: SourceOptions,
  values: VariableValues,
): Promise<LoadedSources> {
  const { files, reported, log, skipped } = sources;
  const terraform = await loadConfigurations(sources, options, values);
  const plans = await loadNamedPlans(sources, options, values);
  plans.sourceDirectories.forEach(reported.add);
  for (const { path, kind } of sources.discovered) {
    const isPlanOrNothing = kind !== "json" && planFileKinds.has(kind);
    if (isPlanOrNothing && !plans.paths.has(path)) skipped.set(path, "unknown-format");
  }
  const kubernetes = (sources.manifests ??= await loadManifests(sources, options, plans));

  progress(options, "load");
  const unplanned = terraform.nodes.filter(({ domain }) => !plans.domains.has(domain));
  const viewed = viewTerraformNodes([...unplanned, ...plans.nodes]);
  const graph = new Graph({
    nodes: [...viewed.nodes, ...kubernetes.nodes],
    removed: viewTerraformNodes(plans.removed).nodes,
    edges: [...viewed.edges, ...kubernetes.edges],
    unknownLinks: [...viewed.unknownLinks, ...kubernetes.unknownLinks],
  });
  const fileCount = files.parsedCount + plans.paths.size + kubernetes.files.length;
  const sensitivePlaces = findSensitivePlaces(graph, [...terraform.roots, ...plans.roots], plans.paths);
  const { host, discovered } = sources;
  const { trees } = files;
  const manifests = new Set(kubernetes.files);
  const isParsed = (path: string): boolean => files.isParsed(path) || plans.paths.has(path) || manifests.has(path);
  return {
    host,
    graph,
    trees,
    fileCount,
    skipped,
    // What lies beside a named file is read with it, and was not asked for.
    coverage: coverageOfSources(
      discovered.filter(({ path }) => reported.has(path)),
      skipped,
      isParsed,
      [...terraform.roots, ...plans.roots],
    ),
    log,
    reported,
    sensitivePlaces,
    plans: plans.plans,
    scenario: values.scenario,
    workspace: values.workspace,
  };
}

/** Finds the files under the given paths. */
export async function findSources(options: SourceOptions, memory?: ScanMemory): Promise<FoundSources> {
  const { host, paths } = await openSources(options);
  const reported = new ReportedPaths(paths);
  const values = valuesOf(options, host);
  // A variable file was asked for too, wherever it lies.
  for (const input of [values.general, ...values.scenarios].flatMap(({ variables }) => variables)) {
    if (input.kind === "file") reported.add(input.path);
  }
  const log = new DiagnosticLog(reported.has);

  progress(options, "discover");
  const { project } = options;
  const isExcluded = project === undefined ? undefined : project.isSkipped.bind(project);
  const discovery = discoverFiles(host, paths, { exclude: options.exclude, isExcluded }, log.report);
  const skipped = new Map(discovery.skipped.map(({ path, reason }) => [path, reason]));
  const files = new ParsedFiles(host, options.parser ?? "lintel", log.report, memory?.parsed);
  const discovered =
    project === undefined ? discovery.files : await configuredFiles(project, discovery.files, { skipped, reported });
  return { host, discovered, files, reported, log, skipped, values, manifests: undefined };
}

/** Reads the configurations among the files, and leaves out what they leave out, as well as themselves. */
async function configuredFiles(
  project: Project,
  discovered: readonly DiscoveredFile[],
  { skipped, reported }: Pick<FoundSources, "skipped" | "reported">,
): Promise<readonly DiscoveredFile[]> {
  const configurations = discovered.filter(({ path }) => isConfigurationPath(path));
  await project.add(configurations.map(({ path }) => directoryOf(path)));
  for (const { file } of project.files) reported.add(file.path);
  return discovered.filter(({ path, isNamed }) => {
    if (isConfigurationPath(path)) return false;
    const isExcluded = !isNamed && project.isSkipped(path, false);
    if (isExcluded && reported.has(path)) skipped.set(path, "excluded");
    return !isExcluded;
  });
}

function progress(options: SourceOptions, stage: ScanStage, done = 0, total = 0): void {
  options.onProgress?.({ stage, done, total });
}

/** Opens the file system where no host is given. */
export async function openSources(options: SourceOptions): Promise<{ host: SourceHost; paths: readonly string[] }> {
  if (options.host !== undefined) return { host: options.host, paths: options.paths };
  const { createNodeHost, findScanRoot, pathsFromScanRoot } = await import("./node.js");
  const root = findScanRoot(options.paths);
  return { host: createNodeHost(root), paths: pathsFromScanRoot(root, options.paths) };
}

/** The paths under which findings and diagnostics are reported: those that were asked for, and the sources of named plans. */
export class ReportedPaths {
  readonly #paths = new Set<string>();

  constructor(paths: readonly string[]) {
    paths.forEach(this.add);
  }

  readonly add = (path: string): void => {
    const normal = normalizePath(path) ?? path;
    this.#paths.add(normal === "." ? "" : normal);
  };

  /** The paths themselves. */
  get paths(): Iterable<string> {
    return this.#paths;
  }

  /** Whether this is one of the paths itself. */
  readonly isGiven = (path: string): boolean => this.#paths.has(path);

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
export async function loadConfigurations(
  { host, discovered, files, log }: FoundSources,
  options: SourceOptions,
  { variables, workspace }: VariableValues,
): Promise<TerraformLoad> {
  const paths = discovered.filter(({ kind }) => kind === "terraform").map(({ path }) => path);
  progress(options, "parse", 0, discovered.length);
  paths.forEach((path, index) => {
    files.hcl(path);
    progress(options, "parse", index + 1, discovered.length);
  });
  await files.hearSecondOpinion();
  progress(options, "load");
  for (;;) {
    const before = log.mark();
    const load = loadTerraform({
      host,
      files: new Map(paths.flatMap((path) => toEntry(path, files.hcl(path)))),
      parseFile: files.hcl,
      inputs: variables.flatMap((input) => toFlag(input, files)),
      environment: new Map(
        Object.entries(options.environmentVariables ?? {}).flatMap(([name, text]) => toEntry(name, text)),
      ),
      workspace,
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
  files.add(input, input.path, input.text.replace(/^\uFEFF/, ""));
  const file = files.hcl(input.path);
  return file === undefined ? [] : [{ kind: "file", file }];
}

const noPlans: LoadedPlans = {
  nodes: [],
  removed: [],
  plans: [],
  paths: new Set(),
  domains: new Set(),
  roots: [],
  sourceDirectories: new Set(),
};

/** Loads the plans and states among the files that were named; what reads them only where there may be one. */
async function loadNamedPlans(
  { files, discovered, log }: FoundSources,
  options: SourceOptions,
  { workspace }: VariableValues,
): Promise<LoadedPlans> {
  const mayHavePlans = discovered.some(({ isNamed, kind }) => isNamed && planFileKinds.has(kind));
  if (!mayHavePlans && options.sourceDirectory === undefined) return noPlans;
  const { loadPlans } = await import("./loaded-plans.js");
  return loadPlans(discovered, {
    files,
    workspace,
    sourceDirectory: options.sourceDirectory,
    report: log.report,
  });
}

const noManifests: KubernetesManifests = { nodes: [], edges: [], unknownLinks: [], files: [] };

/** Loads the Kubernetes objects of every YAML and JSON file; what reads them only where there is one. */
async function loadManifests(
  { files, discovered, skipped, log, reported }: FoundSources,
  options: SourceOptions,
  plans: LoadedPlans,
): Promise<KubernetesManifests> {
  const candidates = discovered.filter(
    ({ kind, path }) => (kind === "yaml" || kind === "json") && !plans.paths.has(path),
  );
  const skip = (path: string, reason: string): void => {
    if (reported.has(path)) skipped.set(path, reason);
  };
  const read = ({ path, kind, isNamed }: DiscoveredFile): SourceFile | undefined => {
    if (isNamed) return files.source(path);
    const file = readCandidate(files.host, path, skip, log.report);
    const planKind = file === undefined || kind !== "json" ? undefined : kindOfPlanText(file.text);
    if (planKind === undefined) return file;
    skip(path, planKind);
    return undefined;
  };
  progress(options, "parse", 0, candidates.length);
  const sources = candidates.flatMap((file) => read(file) ?? []);
  if (sources.length === 0) return noManifests;
  const { loadKubernetes } = await import("./kubernetes/load.js");
  const onFile = (done: number): void => {
    progress(options, "parse", done, sources.length);
  };
  return loadKubernetes({ files: sources, report: log.report, skip, onFile });
}
