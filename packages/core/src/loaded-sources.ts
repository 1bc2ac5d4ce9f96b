import { coverageOfSources, type SourceCoverage } from "./coverage.js";
import { Graph, type GraphNode } from "./graph/graph.js";
import type { HclFile } from "./hcl/syntax.js";
import type { KubernetesManifests } from "./kubernetes/load.js";
import { viewTerraformNodes, type TerraformObjects } from "./kubernetes/terraform-view.js";
import type { LoadedPlans } from "./loaded-plans.js";
import { ParsedFiles, type ReadCandidate } from "./parsed-files.js";
import { DiagnosticLog } from "./policy/diagnostics.js";
import type { SensitivePlaces } from "./policy/excerpt.js";
import { isConfigurationPath } from "./project/find.js";
import type { Project } from "./project/project.js";
import { valuesOf, type RunValues, type VariableValues } from "./project-variables.js";
import { findSensitivePlaces, RootPlaces } from "./sensitive-places.js";
import type { EarlierManifests, ScanMemory } from "./scan-memory.js";
import type { ScanStage, SourceOptions, VariableInput } from "./scan-options.js";
import { readCandidate } from "./source/candidate.js";
import { discoverFiles, type DiscoveredFile } from "./source/discover.js";
import type { SourceHost } from "./source/host.js";
import { directoryOf, normalizePath } from "./source/paths.js";
import type { Diagnostic } from "./source/diagnostic.js";
import type { SourceFile, SourceRange } from "./source/source-file.js";
import type { RootModule } from "./terraform/instances/root-module.js";
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
  manifests: LoadedManifests | undefined;
  /** What an earlier scan has left, as far as it may be used. */
  readonly memory: ScanMemory | undefined;
}

/** The manifests, and the files among them that say something of the others. */
export interface LoadedManifests extends KubernetesManifests {
  readonly kustomizations: readonly SourceFile[];
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
  /** What of that stands in the files of root modules, by file. */
  readonly rootPlaces: () => ReadonlyMap<string, readonly SourceRange[]>;
  /** The root modules, those of plans included. */
  readonly roots: readonly RootModule[];
  readonly kustomizations: readonly SourceFile[];
  readonly plans: LoadedPlans["plans"];
  /** The scenario whose values it was read with. */
  readonly scenario: string | undefined;
  /** The value of `terraform.workspace` that it was read with. */
  readonly workspace: string;
  /** What an earlier scan has left, as far as it may be used. */
  readonly memory: ScanMemory | undefined;
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
  const { files, reported, log, skipped, memory } = sources;
  const terraform = await loadConfigurations(sources, options, values);
  const plans = await loadNamedPlans(sources, options, values);
  plans.sourceDirectories.forEach(reported.add);
  for (const { path, kind } of sources.discovered) {
    const isPlanOrNothing = kind !== "json" && planFileKinds.has(kind);
    if (isPlanOrNothing && !plans.paths.has(path)) skipped.set(path, "unknown-format");
  }
  const kubernetes = (sources.manifests ??= await loadManifests(sources, options, plans));

  progress(options, "load");
  const unplanned = terraform.nodesByRoot.filter((_, index) => {
    const root = terraform.roots[index];
    return root !== undefined && !plans.domains.has(root.domain);
  });
  const viewed = [...unplanned.map((nodes) => viewOnce(nodes, memory)), viewTerraformNodes(plans.nodes), kubernetes];
  const graph = new Graph({
    nodes: joined(viewed.map(({ nodes }) => nodes)),
    removed: viewTerraformNodes(plans.removed).nodes,
    edges: joined(viewed.map(({ edges }) => edges)),
    unknownLinks: joined(viewed.map(({ unknownLinks }) => unknownLinks)),
  });
  const fileCount = files.parsedCount + plans.paths.size + kubernetes.files.length;
  const roots = [...terraform.roots, ...plans.roots];
  const places = memory?.places ?? new RootPlaces();
  const sensitivePlaces = findSensitivePlaces({ graph, roots, plans: plans.paths }, places);
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
      roots,
    ),
    log,
    reported,
    sensitivePlaces,
    rootPlaces: () => places.of(roots),
    roots,
    kustomizations: kubernetes.kustomizations,
    plans: plans.plans,
    scenario: values.scenario,
    workspace: values.workspace,
    memory,
  };
}

/** One list of several, one by one: a call has room for a hundred thousand arguments, a list for more. */
function joined<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const all: T[] = [];
  for (const list of lists) for (const each of list) all.push(each);
  return all;
}

/** The links of Kubernetes objects in Terraform lead nowhere out of their root module, so that each can be looked at by itself. */
function viewOnce(nodes: readonly GraphNode[], memory: ScanMemory | undefined): TerraformObjects {
  const known = memory?.views.get(nodes);
  if (known !== undefined) return known;
  const viewed = viewTerraformNodes(nodes);
  memory?.views.set(nodes, viewed);
  return viewed;
}

/** Finds the files under the given paths. */
export async function findSources(options: SourceOptions, memory?: ScanMemory): Promise<FoundSources> {
  const { host, paths } = await openSources(options);
  const reported = new ReportedPaths(paths);
  const given = valuesOf(options, host);
  const values = memory?.useValues(given) ?? given;
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
  memory?.useConfiguration(project);
  const isUsable = values.scenarios.length < 2 && !mayHavePlans(discovered, options);
  const usable = isUsable ? memory : undefined;
  return { host, discovered, files, reported, log, skipped, values, manifests: undefined, memory: usable };
}

/** What plans hold is read again in every scan. */
function mayHavePlans(discovered: readonly DiscoveredFile[], { sourceDirectory }: SourceOptions): boolean {
  return sourceDirectory !== undefined || discovered.some(({ isNamed, kind }) => isNamed && planFileKinds.has(kind));
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
  { host, discovered, files, log, memory }: FoundSources,
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
      report: log.reportOfPlace,
      memory: memory?.roots,
    });
    if (!(await files.hearSecondOpinion())) return load;
    log.forget(before);
    memory?.roots.forget();
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
  if (!mayHavePlans(discovered, options)) return noPlans;
  const { loadPlans } = await import("./loaded-plans.js");
  return loadPlans(discovered, {
    files,
    workspace,
    sourceDirectory: options.sourceDirectory,
    report: log.report,
    reportOfPlace: log.reportOfPlace,
  });
}

const noManifests: LoadedManifests = { nodes: [], edges: [], unknownLinks: [], files: [], kustomizations: [] };

/** Loads the Kubernetes objects of every YAML and JSON file; what reads them only where there is one. */
async function loadManifests(
  { files, discovered, skipped, log, reported, memory }: FoundSources,
  options: SourceOptions,
  plans: LoadedPlans,
): Promise<LoadedManifests> {
  const candidates = discovered.filter(
    ({ kind, path }) => (kind === "yaml" || kind === "json") && !plans.paths.has(path),
  );
  const skip = (path: string, reason: string): void => {
    if (reported.has(path)) skipped.set(path, reason);
  };
  const read = ({ path, kind, isNamed }: DiscoveredFile): SourceFile | undefined => {
    if (isNamed) return files.source(path);
    const { file, reason, diagnostics } = readOnce(path, kind, files);
    diagnostics.forEach(log.report);
    if (reason !== undefined) skip(path, reason);
    return file;
  };
  progress(options, "parse", 0, candidates.length);
  const sources = candidates.flatMap((file) => read(file) ?? []);
  if (sources.length === 0) return noManifests;
  const earlier = memory?.manifests;
  const isSame = earlier?.files.length === sources.length && sources.every((file, at) => file === earlier.files[at]);
  const loaded = isSame ? earlier : await readManifests(sources, options, memory);
  if (memory !== undefined) memory.manifests = loaded;
  loaded.diagnostics.forEach(log.report);
  for (const [path, reason] of loaded.skipped) skip(path, reason);
  return loaded.manifests;
}

async function readManifests(
  files: readonly SourceFile[],
  options: SourceOptions,
  memory: ScanMemory | undefined,
): Promise<EarlierManifests> {
  const { loadKubernetes } = await import("./kubernetes/load.js");
  const { isKustomizationFile } = await import("./kubernetes/kustomization.js");
  const diagnostics: Diagnostic[] = [];
  const skipped: [string, string][] = [];
  const manifests = await loadKubernetes({
    files,
    report: (diagnostic) => diagnostics.push(diagnostic),
    skip: (path, reason) => skipped.push([path, reason]),
    onFile: (done) => {
      progress(options, "parse", done, files.length);
    },
    earlier: memory?.manifestFiles,
  });
  const kustomizations = files.filter(({ path }) => isKustomizationFile(path));
  return { files, manifests: { ...manifests, kustomizations }, diagnostics, skipped };
}

/** A file that may be a manifest, unless it turns out to be a plan. */
function readOnce(path: string, kind: DiscoveredFile["kind"], { host, cache }: ParsedFiles): ReadCandidate {
  const bytes = host.readFile(path);
  let known = cache.candidates.get(bytes);
  if (known === undefined) {
    const diagnostics: Diagnostic[] = [];
    let reason: string | undefined;
    const skip = (why: string): void => {
      reason = why;
    };
    const file = readCandidate(path, bytes, skip, (problem) => diagnostics.push(problem));
    const planKind = file === undefined || kind !== "json" ? undefined : kindOfPlanText(file.text);
    known = planKind === undefined ? { file, reason, diagnostics } : { file: undefined, reason: planKind, diagnostics };
    cache.candidates.set(bytes, known);
  }
  return known;
}
