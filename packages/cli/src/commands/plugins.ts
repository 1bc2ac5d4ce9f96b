import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { type Policy, loadModulePolicies } from "@lintel/core";
import { UsageError } from "../command-line/usage-error.js";

/** A plugin that was loaded, which runs code: that is only ever done with what the command line, or the configuration at hand, names. */
export interface Plugin {
  /** The module, relative to the working directory where it lies below that, with forward slashes. */
  readonly path: string;
  readonly policies: readonly Policy[];
}

/**
 * Loads the modules that were named: a path, or a package as Node finds it from a directory.
 *
 * @throws UsageError for what is not there, does not load, or exports no valid policy
 */
export async function loadPlugins(names: readonly string[], from: string = process.cwd()): Promise<readonly Plugin[]> {
  const plugins: Plugin[] = [];
  for (const name of new Set(names)) plugins.push(await loadPlugin(name, from));
  return plugins;
}

async function loadPlugin(name: string, from: string): Promise<Plugin> {
  const file = fileOf(name, from);
  const { policies, problems } = await importPolicies(name, file);
  if (problems.length > 0) throw new UsageError(`The plugin ${name} cannot be used.`, problems.join("\n"));
  const shown = relative("", file);
  return { path: (shown.startsWith("..") ? file : shown).split(sep).join("/"), policies };
}

async function importPolicies(name: string, file: string): ReturnType<typeof loadModulePolicies> {
  try {
    return await loadModulePolicies(await importModule(pathToFileURL(file).href));
  } catch (error) {
    throw new UsageError(`The plugin ${name} cannot be loaded.`, describeFailure(error, file));
  }
}

async function importModule(url: string): Promise<object> {
  const load = createRequire(import.meta.url)("../../bin/import-module.js") as (url: string) => Promise<object>;
  return load(url);
}

function describeFailure(error: unknown, file: string): string {
  const isTypeScript = /^\.[cm]?ts$/.test(extname(file));
  if (isTypeScript && !("typescript" in process.features && Boolean(process.features.typescript))) {
    return `Node ${process.versions.node} does not read TypeScript. Use Node 22.18 or newer, or compile it to JavaScript.`;
  }
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** What looks like a path is one; anything else is a file that is there, or else a package. */
function fileOf(name: string, from: string): string {
  const path = resolve(from, name);
  const isPath = isAbsolute(name) || /^\.{1,2}(?:[\\/]|$)/.test(name);
  if (existsSync(path)) {
    if (statSync(path).isFile()) return path;
    if (isPath) throw new UsageError(`The plugin ${name} is a directory.`, "Name the module in it.");
  } else if (isPath || /\.[cm]?[jt]s$/.test(name)) {
    throw new UsageError(`There is no plugin ${name}.`, "It is a path relative to the working directory.");
  }
  return packageEntry(name, from);
}

function packageEntry(name: string, directory: string): string {
  try {
    return createRequire(join(directory, "package.json")).resolve(name);
  } catch {
    // A package for `import` alone shows nothing to `require`.
    const entry = importEntry(name, directory);
    if (entry !== undefined) return entry;
    throw new UsageError(
      `There is no plugin ${name}.`,
      `There is neither such a file nor a package of this name that Node finds from here. For a file, write ./${name}.`,
    );
  }
}

/** The module that `import` of a package means, looked for as Node does: in each `node_modules` from here upwards. */
function importEntry(name: string, from: string): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    const directory = join(at, "node_modules", name);
    if (existsSync(join(directory, "package.json"))) {
      const entry = targetOf(exportsOf(join(directory, "package.json")));
      return entry === undefined ? undefined : join(directory, entry);
    }
    if (dirname(at) === at) return undefined;
  }
}

function exportsOf(file: string): unknown {
  try {
    const manifest = JSON.parse(readFileSync(file, "utf8")) as { readonly exports?: unknown };
    return manifest.exports;
  } catch {
    return undefined;
  }
}

/** Resolves the conditions of a package's main export, in their order. */
function targetOf(target: unknown): string | undefined {
  if (typeof target === "string") return target;
  if (typeof target !== "object" || target === null) return undefined;
  for (const [condition, inner] of Object.entries(target)) {
    if (![".", "import", "node", "default"].includes(condition)) continue;
    const found = targetOf(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
