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
import { Evaluation } from "./instances/evaluation.js";
import { nodesOfRoot } from "./instances/module-tree.js";
import { RootModule } from "./instances/root-module.js";

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
  readonly report: ReportDiagnostic;
}

/** Terraform configurations, loaded. */
export interface TerraformLoad {
  /** The root modules, ordered by directory. */
  readonly roots: readonly RootModule[];
  /** The nodes of all roots: resource instances, providers, module calls, variables, outputs, … */
  readonly nodes: readonly GraphNode[];
}

/** Loads every root module among the given files, with the modules that these call. Nothing is evaluated until it is read. */
export function loadTerraform(input: TerraformInput): TerraformLoad {
  const evaluation = new Evaluation(input.report);
  const library = new ModuleLibrary(input, (diagnostic) => evaluation.report(diagnostic));
  const directories = [...input.files.keys()]
    .filter((path) => isConfigurationFileName(path.slice(path.lastIndexOf("/") + 1)))
    .map(directoryOf);
  const roots: RootModule[] = [];
  const nodes: GraphNode[] = [];
  for (const module of findRoots(directories, library)) {
    const root = loadRoot(module, input, library, evaluation);
    roots.push(root);
    // One by one: a call has room for a hundred thousand arguments, a root for more nodes.
    for (const node of nodesOfRoot(root, lockFileOf(module, input))) nodes.push(node);
    reportMissingModules(root);
  }
  reportUnusedInputs(input.inputs, roots, evaluation);
  return { roots, nodes };
}

function loadRoot(module: Module, input: TerraformInput, library: ModuleLibrary, evaluation: Evaluation): RootModule {
  const { host, inputs, environment, workspace } = input;
  const { directory } = module;
  const names = fileNames(host, directory);
  const files = automaticVariableFiles(names).flatMap((name) => input.parseFile(joinPath(directory, name)) ?? []);
  for (const file of files) reportUndeclared(file, module, evaluation);
  const report: ReportDiagnostic = (diagnostic) => evaluation.report(diagnostic);
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

function lockFileOf({ directory }: Module, input: TerraformInput): LockFile | undefined {
  const path = joinPath(directory, ".terraform.lock.hcl");
  const kind = input.host.kindOf(path);
  const parsed = kind.ok && kind.value === "file" ? input.parseFile(path) : undefined;
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
