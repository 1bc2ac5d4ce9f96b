import type { GraphNode } from "../graph/graph.js";
import type { Diagnostic, ReportDiagnostic } from "../source/diagnostic.js";
import type { SourceHost } from "../source/host.js";
import { joinPath } from "../source/paths.js";
import type { Recording, RememberingHost } from "../source/remembering-host.js";
import type { HclFile } from "../hcl/syntax.js";
import { isConfigurationFileName } from "./configuration/module-files.js";
import type { EarlierModules, Modules } from "./configuration/module-library.js";
import type { RootModule } from "./instances/root-module.js";

/** Where a root module reads what it is made of. */
export interface RootSources {
  readonly host: SourceHost;
  readonly library: Modules;
  readonly parseFile: (path: string) => HclFile | undefined;
  readonly report: ReportDiagnostic;
}

/** A root module that was loaded, and its nodes. */
export interface LoadedRoot {
  readonly root: RootModule;
  readonly nodes: readonly GraphNode[];
}

/** A root module, with what it has read, used and said so far. */
interface RootRecord extends LoadedRoot {
  readonly recording: Recording;
  readonly modules: ReadonlySet<string>;
  readonly parsed: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The root modules of earlier loads. One is taken again as it is, with all that was evaluated of it, as long as everything is the same
 * that it was made of: files of its own, of modules that it calls, of variables, and what its functions read.
 */
export class RootMemory {
  readonly modules: EarlierModules = new Map();
  readonly #roots = new Map<string, RootRecord>();
  #report: ReportDiagnostic = () => undefined;
  #areSomeTakenAgain = false;

  constructor(readonly host: RememberingHost) {}

  /** Begins a load, whose diagnostics go there, those of root modules that are taken again included. */
  begin(report: ReportDiagnostic): void {
    this.#report = report;
    this.#areSomeTakenAgain = false;
  }

  /** Whether some root module of the load at hand was loaded before. */
  get areSomeTakenAgain(): boolean {
    return this.#areSomeTakenAgain;
  }

  /** Loads nothing again that was loaded before. */
  forget(): void {
    this.#roots.clear();
  }

  /** Forgets root modules that there are no more. */
  keepOnly(directories: ReadonlySet<string>): void {
    for (const directory of this.#roots.keys()) if (!directories.has(directory)) this.#roots.delete(directory);
  }

  /** Whether something that a root module was made of, or that was evaluated of it, lies in a file. */
  hasRead(domain: string, path: string): boolean {
    return this.#roots.get(domain === "." ? "" : domain)?.recording.hasRead(path) === true;
  }

  /** How many steps the loops of all root modules have taken. */
  get steps(): number {
    let steps = 0;
    for (const { root } of this.#roots.values()) steps += root.evaluation.steps;
    return steps;
  }

  /** The root module of a directory as it was loaded before, or as it is loaded now. */
  root(directory: string, sources: RootSources, load: (sources: RootSources) => LoadedRoot): LoadedRoot {
    const known = this.#roots.get(directory);
    if (known !== undefined && !known.recording.isStale()) {
      this.#areSomeTakenAgain = true;
      // What it uses counts as used, and what it says is said, as if it were loaded.
      for (const name of known.modules) sources.library.module(name);
      for (const path of known.parsed) sources.parseFile(path);
      known.diagnostics.forEach(sources.report);
      return known;
    }
    return this.#load(directory, sources, load);
  }

  #load(directory: string, sources: RootSources, load: (sources: RootSources) => LoadedRoot): LoadedRoot {
    const recording = this.host.record();
    const modules = new Set<string>();
    const parsed = new Set<string>();
    const diagnostics: Diagnostic[] = [];
    const { root, nodes } = load({
      host: recording.host,
      library: {
        module: (name) => {
          modules.add(name);
          const module = sources.library.module(name);
          noteModule(recording.host, name);
          return module;
        },
        leadsOutside: (path) => {
          recording.host.realPath(path);
          return sources.library.leadsOutside(path);
        },
      },
      parseFile: (path) => {
        parsed.add(path);
        recording.host.readFile(path);
        return sources.parseFile(path);
      },
      report: (diagnostic) => {
        diagnostics.push(diagnostic);
        this.#report(diagnostic);
      },
    });
    const record: RootRecord = { root, nodes, recording, modules, parsed, diagnostics };
    this.#roots.set(directory, record);
    return record;
  }
}

/** Reads through the recording what the module in a directory is made of. */
function noteModule(host: SourceHost, name: string): void {
  const real = host.realPath(name);
  const listing = real.ok ? host.readDirectory(real.value) : real;
  if (!real.ok || !listing.ok) return;
  for (const { name: file, kind } of listing.value) {
    if (kind === "file" && isConfigurationFileName(file)) host.readFile(joinPath(real.value, file));
  }
}
