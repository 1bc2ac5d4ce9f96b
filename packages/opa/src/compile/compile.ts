import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { readCompiled, type CompiledModule } from "../bundle/bundle.js";
import { RegoError } from "../problem.js";
import { declaredInput, ruleKindOf, type Annotations, type RegoInput } from "../rule.js";
import { inputUsed } from "./input-used.js";
import { findMisspelt } from "./known-names.js";
import { readErrors, runOpa } from "./opa.js";
import type { PolicyFiles } from "./policy-files.js";
import { readSyntax, type SourceModule, type SourceRule } from "./syntax.js";

/** What the source of a rule says of it. */
export interface SourceFacts {
  readonly annotations: Annotations;
  readonly input: RegoInput | undefined;
}

/** Sources, compiled. */
export interface CompiledSources {
  readonly module: CompiledModule;
  /** By entrypoint. */
  readonly facts: ReadonlyMap<string, SourceFacts>;
}

/** How many processes of `opa` run at once. */
const atOnce = 4;

/** Compiles sources with `opa`, all to one policy. @throws RegoError, or several of them as {@link RegoErrors} */
export async function compileSources(
  { sources, data }: Pick<PolicyFiles, "sources" | "data">,
  opa: string,
  nameOf: (path: string) => string,
): Promise<CompiledSources> {
  const { modules, isOld } = await parseSources(sources, opa, nameOf);
  const entrypoints = entrypointsOf(modules);
  const misspelt = findMisspelt(modules, {}).filter(({ code }) => code === "rego-misspelt-rule");
  if (misspelt.length > 0) throw new RegoErrors(misspelt);
  if (entrypoints.length === 0) {
    const hint = "Rules that say what is wrong have names that begin with deny, violation or warn.";
    throw new RegoError("rego-no-rules", "The policies in Rego have no rule that says what is wrong.", hint);
  }
  const module = await build(entrypoints, { sources, data }, opa, isOld, nameOf);
  const unknown = findMisspelt(modules, JSON.parse(module.data));
  if (unknown.length > 0) throw new RegoErrors(unknown);
  return { module, facts: factsOf(modules) };
}

/** Several things that are wrong at once. */
export class RegoErrors extends Error {
  override readonly name = "RegoErrors";

  constructor(readonly errors: readonly RegoError[]) {
    super(errors.map(({ message }) => message).join("\n"));
  }
}

interface ParsedSources {
  readonly modules: readonly SourceModule[];
  /** Whether they are in the syntax from before OPA 1.0. */
  readonly isOld: boolean;
}

async function parseSources(
  paths: readonly string[],
  opa: string,
  nameOf: (path: string) => string,
): Promise<ParsedSources> {
  const current = await parseAll(paths, opa, [], nameOf);
  if (!(current instanceof RegoErrors)) return { modules: current, isOld: false };
  const old = await parseAll(paths, opa, ["--v0-compatible"], nameOf);
  if (old instanceof RegoErrors) throw current;
  return { modules: old, isOld: true };
}

async function parseAll(
  paths: readonly string[],
  opa: string,
  flags: readonly string[],
  nameOf: (path: string) => string,
): Promise<readonly SourceModule[] | RegoErrors> {
  const modules: SourceModule[] = [];
  const errors: RegoError[] = [];
  const options = ["parse", "--format", "json", "--json-include", "locations,-comments", ...flags];
  for (let at = 0; at < paths.length; at += atOnce) {
    const some = paths.slice(at, at + atOnce);
    const runs = await Promise.all(some.map((path) => runOpa(opa, [...options, asArgument(path)])));
    runs.forEach((run, index) => {
      const path = some[index] ?? "";
      if (run.isOk) modules.push(readSyntax(JSON.parse(run.stdout), nameOf(path)));
      else errors.push(...readErrors(run, () => nameOf(path)));
    });
  }
  return errors.length > 0 ? new RegoErrors(errors) : modules;
}

/** A path that no program takes for an option. */
function asArgument(path: string): string {
  return isAbsolute(path) || path.startsWith(".") ? path : `./${path}`;
}

/** The rules that say what is wrong, and the exceptions from them. */
function entrypointsOf(modules: readonly SourceModule[]): readonly string[] {
  const found = new Set<string>();
  for (const { packagePath, rules } of modules) {
    const own = rules.map(({ name }) => name).filter((name) => ruleKindOf(name) !== undefined);
    const hasExceptions = rules.some(({ name }) => name === "exception");
    for (const name of own) found.add([...packagePath, name].join("/"));
    if (own.length > 0 && hasExceptions) found.add([...packagePath, "exception"].join("/"));
  }
  return [...found].sort();
}

async function build(
  entrypoints: readonly string[],
  { sources, data }: Pick<PolicyFiles, "sources" | "data">,
  opa: string,
  isOld: boolean,
  nameOf: (path: string) => string,
): Promise<CompiledModule> {
  const directory = await mkdtemp(join(tmpdir(), "lintel-rego-"));
  try {
    const target = join(directory, "bundle.tar.gz");
    const flags = isOld ? ["--v0-compatible"] : [];
    const files = [
      ...sources.map(asArgument),
      ...data.map(({ path, under }) => (under.length === 0 ? asArgument(path) : `${under.join(".")}:${path}`)),
    ];
    const asked = entrypoints.flatMap((entrypoint) => ["--entrypoint", entrypoint]);
    const run = await runOpa(opa, ["build", "--target", "wasm", "--output", target, ...flags, ...asked, ...files]);
    const names = new Map(sources.map((path) => [asArgument(path), nameOf(path)]));
    const named = (argument: string): string => names.get(argument) ?? nameOf(argument);
    if (!run.isOk) {
      const checked = await runOpa(opa, ["check", "--format", "json", ...flags, ...sources.map(asArgument)]);
      throw new RegoErrors(readErrors(checked.isOk ? run : checked, named));
    }
    const [module] = readCompiled("policies in Rego", await readFile(target));
    if (module === undefined) throw new RegoError("rego-compiler", "`opa` built nothing.");
    return module;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** What the sources say of each rule: its own annotations first, then those of its package. */
function factsOf(modules: readonly SourceModule[]): ReadonlyMap<string, SourceFacts> {
  const all = modules.flatMap((module) => module.rules.map((rule): [SourceModule, SourceRule] => [module, rule]));
  const facts = new Map<string, SourceFacts>();
  for (const entrypoint of entrypointsOf(modules)) {
    const at = entrypoint.lastIndexOf("/");
    const inPackage = all.filter(([{ packagePath }]) => packagePath.join("/") === entrypoint.slice(0, at));
    const parts = inPackage.filter(([, { name }]) => name === entrypoint.slice(at + 1));
    const annotations = [
      ...parts.flatMap(([, rule]) => rule.annotations),
      ...modules
        .filter(({ packagePath }) => packagePath.join("/") === entrypoint.slice(0, at))
        .flatMap((each) => each.annotations),
    ];
    const input =
      declaredInput(entrypoint.slice(0, at).replaceAll("/", "."), annotations) ??
      usedBy(parts) ??
      usedBy(inPackage) ??
      usedBy(all);
    facts.set(entrypoint, { annotations, input });
  }
  return facts;
}

/** The one input that rules read; undefined where they read none that can be told, or several. */
function usedBy(rules: readonly (readonly [SourceModule, SourceRule])[]): RegoInput | undefined {
  const found = new Set<RegoInput>();
  for (const [module, { references }] of rules) {
    const input = inputUsed(module, references);
    if (input !== undefined) found.add(input);
  }
  return found.size === 1 ? [...found][0] : undefined;
}
