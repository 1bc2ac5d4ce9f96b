import { readFileSync } from "node:fs";
import { parse, relative, resolve, sep } from "node:path";
import {
  type Diagnostic,
  type Project,
  type ProjectOptions,
  type SourceHost,
  loadProject,
  reportedDiagnostics,
} from "@lintel/core";
import { createNodeHost, pathsFromScanRoot } from "@lintel/core/node";
import { didYouMean } from "../command-line/suggest.js";
import { type GivenOptions } from "../command-line/options.js";
import { ToldError, UsageError } from "../command-line/usage-error.js";
import { whyUnreadable } from "../output/file-error.js";
import { reportProblems } from "./problems.js";
import { type Sources, sourcesOf } from "./source-settings.js";

/** What a command reads, with the configuration that says how. */
export interface ConfiguredSources extends Sources {
  readonly project: Project;
}

/**
 * Reads off a command line what is to be loaded, and the configuration of that. @throws UsageError for what makes no sense, and
 * ToldError for a configuration that is wrong.
 */
export async function configuredSourcesOf(paths: readonly string[], options: GivenOptions): Promise<ConfiguredSources> {
  const sources = sourcesOf(paths, options);
  const { root } = sources;
  const host = sources.options.host ?? createNodeHost(root);
  const project = await readProject(host, sources.options.paths, options, root);
  const scenarios = options.list("scenario");
  if (project.problems.length === 0) checkScenarios(scenarios, project);
  return {
    root,
    project,
    options: { ...sources.options, project, scenarios: scenarios.length === 0 ? undefined : scenarios },
  };
}

/** Reads the configuration of what is scanned, or the one that a command line names, as a host has it. */
export async function readProject(
  host: SourceHost,
  paths: readonly string[],
  options: GivenOptions,
  root: string,
): Promise<Project> {
  return loadProject(host, paths, projectOptions(options, root));
}

/** Ends the command where a configuration is wrong, with everything that is wrong with it. @throws ToldError */
export async function refuseProblems(project: Project, root: string): Promise<void> {
  if (project.problems.length === 0) return;
  await tellProblems([...project.problems, ...project.notes], root);
  throw new ToldError("The configuration is invalid.");
}

/** Says on stderr what there is to say of configurations. */
export async function tellProblems(diagnostics: readonly Diagnostic[], root: string): Promise<number> {
  return reportProblems(reportedDiagnostics(diagnostics), root);
}

function projectOptions(options: GivenOptions, root: string): ProjectOptions {
  const file = options.last("config");
  const isIgnored = options.has("no-config");
  if (file === undefined) return { isIgnored };
  if (isIgnored) throw new UsageError("--config and --no-config contradict each other.", "Leave out one of them.");
  const [path = file] = pathsFromScanRoot(root, [file]);
  try {
    return { file: { path, text: readFileSync(file, "utf8"), readFile: (named) => readAnywhere(root, named) } };
  } catch (error) {
    throw new UsageError(`The configuration ${file} cannot be read.`, whyUnreadable(error, file));
  }
}

/** Reads a file by its path from the scan root, wherever that leads. */
function readAnywhere(root: string, path: string): ReturnType<SourceHost["readFile"]> {
  const file = resolve(root, path);
  const { root: top } = parse(file);
  return createNodeHost(top).readFile(relative(top, file).split(sep).join("/"));
}

function checkScenarios(wanted: readonly string[], { run }: Project): void {
  const names = run.scenarios.value.map(({ name }) => name);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const list = names.length === 0 ? "The configuration has none." : `There are ${names.join(", ")}.`;
  throw new UsageError(`There is no scenario ${JSON.stringify(unknown)}.`, didYouMean(unknown, names) ?? list);
}
