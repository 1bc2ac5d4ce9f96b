import type { GraphNode } from "../graph/graph.js";
import type { HclFile } from "../hcl/syntax.js";
import type { ReportDiagnostic } from "../source/diagnostic.js";
import type { SourceHost } from "../source/host.js";
import { directoryOf, joinPath } from "../source/paths.js";
import type { SourceFile, SourceRange } from "../source/source-file.js";
import { findRoots } from "./configuration/find-roots.js";
import { type LockFile, readLockFile } from "./configuration/lock-file.js";
import { isConfigurationFileName } from "./configuration/module-files.js";
import { ModuleLibrary } from "./configuration/module-library.js";
import { readModuleManifest } from "./configuration/module-manifest.js";
import type { Module } from "./configuration/module.js";
import { automaticVariableFiles, collectInputs, type InputFlag } from "./configuration/root-inputs.js";
import { createFunctionContext } from "./instances/function-context.js";
import { Evaluation, StepBudget } from "./instances/evaluation.js";
import { nodesOfRoot } from "./instances/module-tree.js";
import { RootModule } from "./instances/root-module.js";
import type { LoadedRoot, RootMemory, RootSources } from "./root-memory.js";

export type { InputFlag } from "./configuration/root-inputs.js";
export { isConfigurationFileName } from "./configuration/module-files.js";

/** What Terraform configurations are loaded from. Everything is relative to the scan root. */
export interface TerraformInput {
  readonly host: SourceHost;
  /** The configuration files under the paths that were asked for, parsed, by path. Other files in it are left alone. */
  readonly files: ReadonlyMap<string, HclFile>;
  /**
   * Parses a file that is not among `files`: of a called module, of variables, the lock file. Undefined when it cannot be
   * read or parsed at all, which the callee has then reported.
   */
  parseFile(path: string): HclFile | undefined;
  /** `--var` and `--var-file` in the order of the command line. */
  readonly inputs: readonly InputFlag[];
  /** Environment variables, of which `TF_VAR_*` are used; empty unless the person asked for them. */
  readonly environment: ReadonlyMap<string, string>;
  /** The value of `terraform.workspace`. */
  readonly workspace: string;
  /** Told several times, perhaps, what is wrong at one place: the first in the order of the texts counts. */
  readonly report: ReportDiagnostic;
  /** What earlier loads have left, from the same host. */
  readonly memory?: RootMemory | undefined;
}

/** Terraform configurations, loaded. */
export interface TerraformLoad {
  /** The root modules, ordered by directory. */
  readonly roots: readonly RootModule[];
  /** The nodes of all roots: resource instances, providers, module calls, variables, outputs, … */
  readonly nodes: readonly GraphNode[];
  /** The nodes of each root, in the order of the roots; one and the same list for a root that was loaded before. */
  readonly nodesByRoot: readonly (readonly GraphNode[])[];
}

/** Loads every root module among the given files, with the modules that these call. Nothing is evaluated until it is read. */
export function loadTerraform(input: TerraformInput): TerraformLoad {
  const { memory, report } = input;
  const budget = new StepBudget();
  const evaluation = new Evaluation(report, budget);
  const library = new ModuleLibrary(
    input,
    (diagnostic) => {
      evaluation.report(diagnostic);
    },
    memory?.modules,
  );
  memory?.begin(report);
  const directories = [...input.files.keys()]
    .filter((path) => isConfigurationFileName(path.slice(path.lastIndexOf("/") + 1)))
    .map(directoryOf);
  const sources: RootSources = { host: input.host, library, parseFile: input.parseFile.bind(input), report };
  const modules = findRoots(directories, library);
  const loaded = modules.map(({ directory }) => {
    const load = (from: RootSources): LoadedRoot => loadRoot(directory, input, from, budget);
    return memory === undefined ? load(sources) : memory.root(directory, sources, load);
  });
  memory?.keepOnly(new Set(modules.map(({ directory }) => directory)));
  const roots = loaded.map(({ root }) => root);
  const nodesByRoot = loaded.map((each) => each.nodes);
  reportUnusedInputs(input.inputs, roots, evaluation);
  return { roots, nodes: nodesByRoot.flat(), nodesByRoot };
}

function loadRoot(directory: string, input: TerraformInput, sources: RootSources, budget: StepBudget): LoadedRoot {
  const module = sources.library.module(directory);
  if (module === undefined) throw new Error(`The root module in ${directory} is not there.`);
  const root = makeRoot(module, input, sources, new Evaluation(sources.report, budget));
  const nodes = nodesOfRoot(root, lockFileOf(module, sources));
  reportMissingModules(root);
  return { root, nodes };
}

function makeRoot(
  module: Module,
  { inputs, environment, workspace }: TerraformInput,
  { host, library, parseFile }: RootSources,
  evaluation: Evaluation,
): RootModule {
  const { directory } = module;
  const names = fileNames(host, directory);
  const files = automaticVariableFiles(names).flatMap((name) => parseFile(joinPath(directory, name)) ?? []);
  for (const file of files) reportUndeclared(file, module, evaluation);
  const report: ReportDiagnostic = (diagnostic) => {
    evaluation.report(diagnostic);
  };
  return new RootModule(module, {
    library,
    evaluation,
    functions: createFunctionContext(host, directory, evaluation),
    workspace,
    inputs: collectInputs({ environment, files, flags: inputs }),
    installed: readModuleManifest(host, directory, report),
  });
}

function fileNames(host: SourceHost, directory: string): readonly string[] {
  const listing = host.readDirectory(directory);
  return listing.ok ? listing.value.filter(({ kind }) => kind === "file").map(({ name }) => name) : [];
}

function lockFileOf({ directory }: Module, { host, parseFile }: RootSources): LockFile | undefined {
  const path = joinPath(directory, ".terraform.lock.hcl");
  const kind = host.kindOf(path);
  const parsed = kind.ok && kind.value === "file" ? parseFile(path) : undefined;
  return parsed === undefined ? undefined : readLockFile(parsed);
}

function reportUndeclared({ body, file }: HclFile, module: Module, evaluation: Evaluation): void {
  reportBlocks(body.items, file, evaluation);
  for (const item of body.items) {
    if (item.kind !== "attribute" || module.variables.has(item.name)) continue;
    evaluation.report({
      severity: "warning",
      code: "undeclared-variable",
      message: `The root module declares no variable "${item.name}", so that this value has no effect.`,
      range: { file, start: item.start, end: item.nameEnd },
    });
  }
}

/** A file of variables holds values only: what was meant as one, `tags { … }`, would be without effect. */
function reportBlocks(items: HclFile["body"]["items"], file: SourceFile, evaluation: Evaluation): void {
  for (const item of items) {
    if (item.kind !== "block") continue;
    evaluation.report({
      severity: "warning",
      code: "unsupported-block",
      message: `A file of variables holds no blocks; a value is written as "${item.type} = …".`,
      range: { file, start: item.start, end: item.headerEnd },
    });
  }
}

/** What a flag sets may be meant for one of several root modules; it is useless only where none has such a variable. */
function reportUnusedInputs(flags: readonly InputFlag[], roots: readonly RootModule[], evaluation: Evaluation): void {
  const isDeclared = (name: string): boolean => roots.some(({ module }) => module.variables.has(name));
  const report = (name: string, range: SourceRange | undefined): void => {
    const message = `No root module declares a variable "${name}", so that this value has no effect.`;
    evaluation.report({ severity: "warning", code: "undeclared-variable", message, range });
  };
  if (roots.length === 0) return;
  for (const flag of flags) {
    if (flag.kind === "value" && !isDeclared(flag.name)) report(flag.name, undefined);
    if (flag.kind === "value") continue;
    reportBlocks(flag.file.body.items, flag.file.file, evaluation);
    for (const item of flag.file.body.items) {
      if (item.kind !== "attribute" || isDeclared(item.name)) continue;
      report(item.name, { file: flag.file.file, start: item.start, end: item.nameEnd });
    }
  }
}

/** Half of all calls in public repositories are of modules that are not on disk: they are told of in one sentence. */
function reportMissingModules(root: RootModule): void {
  const missing = [...root.missing.values()];
  const [first] = missing;
  if (first === undefined) return;
  const names = missing.slice(0, 5).map(({ path, source }) => `${path} (${source})`);
  const more = missing.length > names.length ? ` and ${String(missing.length - names.length)} more` : "";
  const count =
    missing.length === 1
      ? "1 module call is not loaded, so that what it creates and returns"
      : `${String(missing.length)} module calls are not loaded, so that what they create and return`;
  root.evaluation.report({
    severity: "warning",
    code: "module-not-loaded",
    message: `${count} is not known: ${names.join(", ")}${more}.`,
    range: first.range,
    hint: `Run terraform get in ${root.domain === "." ? "the root module" : root.domain} to make them known.`,
  });
}
