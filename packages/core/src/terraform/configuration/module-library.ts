import type { HclFile } from "../../hcl/syntax.js";
import type { Diagnostic, ReportDiagnostic } from "../../source/diagnostic.js";
import type { SourceHost } from "../../source/host.js";
import { joinPath, normalizePath } from "../../source/paths.js";
import { moduleFileNames } from "./module-files.js";
import type { Module } from "./module.js";
import { readModule } from "./read-module.js";

/** Where the library gets its files from. */
interface LibrarySources {
  readonly host: SourceHost;
  /** Files that are parsed already, by path. */
  readonly files: ReadonlyMap<string, HclFile>;
  /** Parses a further file; undefined when it cannot be read, which it has then reported itself. */
  parseFile(path: string): HclFile | undefined;
}

/** What root modules ask a library. */
export type Modules = Pick<ModuleLibrary, "module" | "leadsOutside">;

/** The module of a directory, as it was read from its files, and what there was to say of it. */
interface ReadModule {
  readonly module: Module;
  readonly diagnostics: readonly Diagnostic[];
}

/** Modules that earlier libraries read, by directory: one whose files are still the same need not be read again. */
export type EarlierModules = Map<string, ReadModule>;

/** All modules of a scan, each read once however many calls it has. */
export class ModuleLibrary {
  readonly #modules = new Map<string, Module | undefined>();

  constructor(
    readonly sources: LibrarySources,
    readonly report: ReportDiagnostic,
    readonly earlier: EarlierModules = new Map(),
  ) {}

  /**
   * The module in a directory, or undefined where there is no such directory or no configuration file in it. A directory
   * with several names, by symbolic links, holds one module.
   */
  module(name: string): Module | undefined {
    if (this.#modules.has(name)) return this.#modules.get(name);
    const directory = this.realPath(name);
    let module: Module | undefined;
    if (directory !== undefined) {
      module = this.#modules.has(directory) ? this.#modules.get(directory) : this.#read(directory);
      this.#modules.set(directory, module);
    }
    this.#modules.set(name, module);
    return module;
  }

  /** Whether a path leads out of the scan root, through a symbolic link. */
  leadsOutside(path: string): boolean {
    const real = this.sources.host.realPath(path);
    return !real.ok && real.error.code === "outside-root";
  }

  realPath(path: string): string | undefined {
    const real = this.sources.host.realPath(path);
    return real.ok ? (normalizePath(real.value) ?? path) : undefined;
  }

  #read(directory: string): Module | undefined {
    const listing = this.sources.host.readDirectory(directory);
    if (!listing.ok) return undefined;
    const files = listing.value.filter(({ kind }) => kind === "file").map(({ name }) => name);
    const names = moduleFileNames(files);
    if (names.primary.length + names.overrides.length === 0) return undefined;
    const parse = (name: string): HclFile[] => {
      const path = joinPath(directory, name);
      const parsed = this.sources.files.get(path) ?? this.sources.parseFile(path);
      return parsed === undefined ? [] : [parsed];
    };
    const parsed = { primary: names.primary.flatMap(parse), overrides: names.overrides.flatMap(parse) };
    let read = this.earlier.get(directory);
    if (read === undefined || !areSame(read.module.files, [...parsed.primary, ...parsed.overrides])) {
      const diagnostics: Diagnostic[] = [];
      const module = readModule(directory, parsed, (diagnostic) => diagnostics.push(diagnostic));
      this.earlier.set(directory, (read = { module, diagnostics }));
    }
    read.diagnostics.forEach(this.report);
    return read.module;
  }
}

function areSame(one: readonly HclFile[], other: readonly HclFile[]): boolean {
  return one.length === other.length && one.every((file, index) => file === other[index]);
}
