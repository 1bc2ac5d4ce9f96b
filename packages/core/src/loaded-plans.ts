import type { GraphNode } from "./graph/graph.js";
import type { ParsedFiles } from "./parsed-files.js";
import type { ReportDiagnostic } from "./source/diagnostic.js";
import type { DiscoveredFile } from "./source/discover.js";
import type { SourceHost } from "./source/host.js";
import { createMemoryHost } from "./source/memory-host.js";
import { directoryOf, joinPath } from "./source/paths.js";
import type { HclFile } from "./hcl/syntax.js";
import { isConfigurationFileName, loadTerraform, type InputFlag, type TerraformLoad } from "./terraform/load.js";
import type { RootModule } from "./terraform/instances/root-module.js";
import { parseAddress } from "./terraform/plan/address.js";
import { planFileKinds } from "./terraform/plan/kind-of-plan.js";
import { readPlanFile, type PlanFile } from "./terraform/plan/plan-file.js";
import { isRemoval, nodesOfPlan, type PlanSources } from "./terraform/plan/plan.js";
import { nodesOfPriorData, nodesOfState } from "./terraform/plan/state.js";
import { variableText } from "./variable-text.js";

/** What loading the plans and states among the given files comes to. */
export interface LoadedPlans {
  readonly nodes: readonly GraphNode[];
  /** What the plans delete or forget: nothing but a policy about changes has anything to judge there. */
  readonly removed: readonly GraphNode[];
  /** Each of them. */
  readonly plans: readonly LoadedPlan[];
  /** The paths of the files that were plans or states. */
  readonly paths: ReadonlySet<string>;
  /** The domains of root modules that the plans were joined to: their nodes are among `nodes`. */
  readonly domains: ReadonlySet<string>;
  /** The root modules that the plans were joined to. */
  readonly roots: readonly RootModule[];
  /** The directories that this configuration lies in, modules included. */
  readonly sourceDirectories: ReadonlySet<string>;
}

/** A plan or a state, joined to its configuration. */
export interface LoadedPlan {
  readonly plan: PlanFile;
  /** The resources that there will be, and what the configuration has beside resources. */
  readonly nodes: readonly GraphNode[];
  readonly removed: readonly GraphNode[];
  readonly domain: string;
  /** Everything that the configuration has, as it reads without the plan. */
  readonly configured: readonly GraphNode[];
  readonly roots: readonly RootModule[];
}

/** What plans are loaded with. */
export interface PlanSurroundings {
  readonly files: ParsedFiles;
  readonly workspace: string;
  /** Where the configuration lies that the plans were made from; beside each plan unless said otherwise. */
  readonly sourceDirectory?: string | undefined;
  /** Told what is wrong at a place of a configuration, of which one is enough. */
  readonly reportOfPlace: ReportDiagnostic;
  readonly report: ReportDiagnostic;
}

/**
 * Loads the plans and states among the files that were named. One that lies in a directory is left to whoever counts what
 * was skipped: beside the configuration it was made from, it would report everything twice.
 */
export async function loadPlans(
  discovered: readonly DiscoveredFile[],
  surroundings: PlanSurroundings,
): Promise<LoadedPlans> {
  const nodes: GraphNode[] = [];
  const removed: GraphNode[] = [];
  const paths = new Set<string>();
  const domains = new Set<string>();
  const sourceDirectories = new Set<string>();
  const roots: RootModule[] = [];
  const plans: LoadedPlan[] = [];
  for (const discoveredFile of discovered) {
    const plan = await loadPlan(discoveredFile, surroundings);
    if (plan === "other") continue;
    paths.add(discoveredFile.path);
    if (plan === undefined) continue;
    plans.push(plan);
    for (const node of plan.nodes) nodes.push(node);
    for (const node of plan.removed) removed.push(node);
    roots.push(...plan.roots);
    if (plan.configured.length > 0) domains.add(plan.domain);
    for (const { range } of plan.configured) sourceDirectories.add(directoryOf(range.file.path));
  }
  checkSourceDirectory(paths, surroundings);
  return { nodes, removed, plans, paths, domains, roots, sourceDirectories };
}

/** A directory that was given to no avail was given by mistake. */
function checkSourceDirectory(
  plans: ReadonlySet<string>,
  { sourceDirectory, files: { host }, report }: PlanSurroundings,
): void {
  if (sourceDirectory === undefined) return;
  const path = sourceDirectory === "" ? "." : sourceDirectory;
  if (plans.size === 0) {
    const message = "No plan or state was named, so that the source directory has no effect.";
    const hint = "Name the file of the plan itself, not the directory that it lies in.";
    report({ severity: "warning", code: "source-directory-unused", message, path, hint });
  } else if (configurationFiles(host, sourceDirectory).length === 0) {
    const message = "There is no Terraform configuration in the source directory.";
    const hint = "Name the directory of the root module that the plan was made from.";
    report({ severity: "error", code: "source-directory-empty", message, hint });
  }
}

/**
 * Loads a plan or a state that was named. Returns `"other"` for a file that was not named or is something else, and undefined
 * for one that cannot be read, which is reported.
 */
async function loadPlan(
  file: DiscoveredFile,
  surroundings: PlanSurroundings,
): Promise<LoadedPlan | "other" | undefined> {
  if (!file.isNamed || !planFileKinds.has(file.kind)) return "other";
  const { files, report } = surroundings;
  const bytes = files.host.readFile(file.path);
  if (!bytes.ok) {
    const message = `This file cannot be read. ${bytes.error.message}`;
    report({ severity: "error", code: "file-unreadable", message, path: file.path });
    return undefined;
  }
  const plan = readPlanFile(file, bytes.value, report);
  return plan === undefined || plan === "other" ? plan : joinPlan(plan, surroundings);
}

/** Joins a plan or a state to its configuration, where that is at hand. */
async function joinPlan(plan: PlanFile, surroundings: PlanSurroundings): Promise<LoadedPlan> {
  const { report, sourceDirectory } = surroundings;
  const { document, file } = plan;
  const directory = sourceDirectory ?? directoryOf(file.path);
  const { nodes: configured, roots } = await loadConfiguration(plan, directory, surroundings);
  const domain = domainOf(directory);
  const sources: PlanSources = { domain, configured: nodeFinder(configured), isSecret: plan.isSecret };
  const planned =
    plan.kind === "plan" ? nodesOfPlan(document, file, sources, report) : nodesOfState(document, file, sources, report);
  if (sourceDirectory !== undefined) checkFit(planned, configured, sources, surroundings);
  const remaining: GraphNode[] = [];
  const removed: GraphNode[] = [];
  for (const node of planned) (isRemoval(node) ? removed : remaining).push(node);
  if (plan.kind === "plan") remaining.push(...unplannedData(plan, sources, remaining));
  const others = configured.filter(({ kind }) => kind !== "resource" && kind !== "data");
  return { plan, nodes: [...remaining, ...others], removed, domain, configured, roots };
}

/** A directory that has nothing of what a plan is about was given by mistake. */
function checkFit(
  planned: readonly GraphNode[],
  configured: readonly GraphNode[],
  sources: PlanSources,
  { sourceDirectory = "", report }: PlanSurroundings,
): void {
  const isFitting = planned.some(({ address }) => sources.configured(address) !== undefined);
  if (isFitting || planned.length === 0 || configured.length === 0) return;
  const message = "Nothing that this plan or state is about is in the configuration of the source directory.";
  const hint = "Name the directory of the root module that the plan was made from.";
  report({ severity: "warning", code: "source-directory-mismatch", message, path: domainOf(sourceDirectory), hint });
}

/** The data sources that a plan does not change: it was made with what they said. */
function unplannedData({ document, file }: PlanFile, sources: PlanSources, planned: readonly GraphNode[]): GraphNode[] {
  const known = new Set(planned.filter(({ kind }) => kind === "data").map(({ address }) => address));
  return nodesOfPriorData(document, file, sources).filter(({ address }) => !known.has(address));
}

/** The nodes of the configuration that a plan was made from: on disk, or else what a binary plan carries. */
async function loadConfiguration(
  plan: PlanFile,
  directory: string,
  { files, workspace, reportOfPlace }: PlanSurroundings,
): Promise<Pick<TerraformLoad, "nodes" | "roots">> {
  const onDisk = configurationFiles(files.host, directory);
  const host = onDisk.length > 0 ? files.host : snapshotHost(plan, directory);
  if (onDisk.length === 0) {
    for (const [name, bytes] of plan.configuration) {
      files.add(bytes, joinPath(directory, name), new TextDecoder().decode(bytes));
    }
  }
  const paths = onDisk.length > 0 ? onDisk : configurationFiles(host, directory);
  if (paths.length === 0) return { nodes: [], roots: [] };
  const parsed = () => new Map(paths.flatMap((path): [string, HclFile][] => entry(path, files.hcl(path))));
  parsed();
  await files.hearSecondOpinion();
  const { nodes, roots } = loadTerraform({
    host,
    files: parsed(),
    parseFile: files.hcl,
    inputs: inputsOf(plan),
    environment: new Map(),
    workspace,
    report: reportOfPlace,
  });
  const isOfPlan = ({ domain }: { readonly domain: string }): boolean => domain === domainOf(directory);
  return { nodes: nodes.filter(isOfPlan), roots: roots.filter(isOfPlan) };
}

/** A directory as nodes name it: `"."` is the scan root. */
function domainOf(directory: string): string {
  return directory === "" ? "." : directory;
}

function snapshotHost(plan: PlanFile, directory: string): SourceHost {
  return createMemoryHost(
    Object.fromEntries([...plan.configuration].map(([name, bytes]) => [joinPath(directory, name), bytes])),
  );
}

function entry(path: string, file: HclFile | undefined): [string, HclFile][] {
  return file === undefined ? [] : [[path, file]];
}

function configurationFiles(host: SourceHost, directory: string): readonly string[] {
  const listing = host.readDirectory(directory);
  if (!listing.ok) return [];
  return listing.value
    .filter(({ name, kind }) => kind === "file" && isConfigurationFileName(name))
    .map(({ name }) => joinPath(directory, name));
}

/** The plan's own variables, each as the text that `-var` would be given. */
function inputsOf(plan: PlanFile): readonly InputFlag[] {
  return [...plan.variables].map(([name, value]) => ({
    kind: "value",
    name,
    text: variableText(value),
    origin: `${plan.kind} ${plan.file.path}`,
  }));
}

/** Finds the node of an address; where keys are not known in the configuration, the one that stands for its block. */
function nodeFinder(nodes: readonly GraphNode[]): (address: string) => GraphNode | undefined {
  const byAddress = new Map(nodes.map((node) => [node.address, node]));
  const byBlock = new Map(nodes.map((node) => [node.blockAddress, node]));
  return (address) => byAddress.get(address) ?? byBlock.get(parseAddress(address).block);
}
