import type { SourceRange } from "../../source/source-file.js";
import type { Declaration, Module } from "../configuration/module.js";
import type { Modules } from "../configuration/module-library.js";
import type { InstalledModule } from "../configuration/module-manifest.js";
import { isInstalledFrom, isLocalSource, localModuleDirectory } from "../configuration/module-source.js";
import type { RootInput } from "../configuration/root-inputs.js";
import type { FunctionContext } from "../functions/function.js";
import { Marks, type Value } from "../values/value.js";
import type { Evaluation } from "./evaluation.js";
import { ModuleInstance } from "./module-instance.js";
import { unknownValue } from "./unknown.js";

/** What a root module is evaluated with. */
interface RootSurroundings {
  readonly library: Modules;
  readonly evaluation: Evaluation;
  readonly functions: FunctionContext;
  readonly workspace: string;
  readonly inputs: ReadonlyMap<string, RootInput>;
  readonly installed: ReadonlyMap<string, InstalledModule>;
}

/** A module call that could not be followed. */
interface MissingModule {
  readonly path: string;
  readonly source: string;
  readonly range: SourceRange;
}

/** A root module, and what its whole tree of module instances shares. */
export class RootModule {
  readonly instance: ModuleInstance;
  /** Calls of modules that are not on disk, by the path of their names. */
  readonly missing = new Map<string, MissingModule>();
  /** The places of all blocks that call modules, and whether what they call is there. */
  readonly calls = new Map<string, boolean>();

  constructor(
    readonly module: Module,
    readonly surroundings: RootSurroundings,
  ) {
    this.instance = new ModuleInstance(this, module, undefined);
  }

  get evaluation(): Evaluation {
    return this.surroundings.evaluation;
  }

  get functions(): FunctionContext {
    return this.surroundings.functions;
  }

  /** The directory as nodes name it: `"."` is the scan root. */
  get domain(): string {
    return this.module.directory === "" ? "." : this.module.directory;
  }

  /** The value of `terraform.workspace`. */
  terraformValue(name: string): Value | undefined {
    if (name === "workspace") return { kind: "string", value: this.surroundings.workspace, marks: Marks.none };
    if (name !== "applying") return undefined;
    return { ...unknownValue("known-after-apply", "terraform.applying", { kind: "bool" }), marks: Marks.ephemeral };
  }

  /** A directory of the scan as seen from the root module's, as in `path.module`: `.`, `modules/a`, `../shared`. */
  relativeDirectory(directory: string): string {
    const from = segmentsOf(this.module.directory);
    const to = segmentsOf(directory);
    let common = 0;
    while (common < from.length && common < to.length && from[common] === to[common]) common += 1;
    const steps = [...from.slice(common).map(() => ".."), ...to.slice(common)];
    return steps.length === 0 ? "." : steps.join("/");
  }

  /** Finds what a module call calls, or notes that it is not on disk. */
  callee(caller: ModuleInstance, call: Declaration): Module | undefined {
    const { file, start } = call.written.range;
    const place = `${file.path}:${String(start)}`;
    const found = this.#find(caller, call);
    this.calls.set(place, found !== undefined && this.calls.get(place) !== false);
    return found === "circle" ? undefined : found;
  }

  #find(caller: ModuleInstance, call: Declaration): Module | "circle" | undefined {
    const { library, evaluation, installed } = this.surroundings;
    const written = call.content.attributes.get("source");
    const expression = written?.attribute.expression;
    const { range } = call.written;
    if (written === undefined || expression?.kind !== "string") {
      const message = 'A module call needs a "source" that is a text without any references.';
      evaluation.report({ severity: "warning", code: "invalid-module-source", message, range });
      return undefined;
    }
    const sourceRange = { file: written.file, start: expression.start, end: expression.end };
    const source = expression.value;
    const path = caller.path === "" ? call.name : `${caller.path}.${call.name}`;
    if (!isLocalSource(source)) {
      const found = installed.get(path);
      // What an earlier source left there is another module.
      const directory = found === undefined || !isInstalledFrom(source, found.source) ? undefined : found.directory;
      const module = directory === undefined ? undefined : library.module(directory);
      if (module === undefined) this.missing.set(path, { path, source, range: sourceRange });
      return module !== undefined && isRecursive(caller, module) ? "circle" : module;
    }
    const directory = localModuleDirectory(caller.module.directory, source);
    const module = directory === undefined ? undefined : library.module(directory);
    if (directory === undefined || (module === undefined && library.leadsOutside(directory))) {
      const message = `The module source "${source}" lies outside the scan root, so that nothing of it is read.`;
      evaluation.report({ severity: "warning", code: "module-outside-root", message, range: sourceRange });
    } else if (module === undefined) {
      const message = `There is no module in "${directory === "" ? "." : directory}", so that its outputs are not known.`;
      evaluation.report({ severity: "warning", code: "module-not-found", message, range: sourceRange });
    } else if (isRecursive(caller, module)) {
      const message = "This module calls itself, directly or through others; the call is left out.";
      evaluation.report({ severity: "warning", code: "module-cycle", message, range: sourceRange });
      return "circle";
    }
    return module;
  }
}

function isRecursive(caller: ModuleInstance, callee: Module): boolean {
  for (let at: ModuleInstance | undefined = caller; at !== undefined; at = at.call?.block.caller) {
    if (at.module.directory === callee.directory) return true;
  }
  return false;
}

function segmentsOf(directory: string): readonly string[] {
  return directory === "" ? [] : directory.split("/");
}
