import { readFileSync, statSync } from "node:fs";
import { nearest, type ReportedDiagnostic } from "@lintel/core";
import { readCompiled, type CompiledModule } from "./bundle/bundle.js";
import { compileSources, RegoErrors, type SourceFacts } from "./compile/compile.js";
import { findPolicyFiles } from "./compile/policy-files.js";
import { defaultTimeLimit, RegoRunner } from "./evaluate/runner.js";
import { RegoPolicies, type RegoUnit } from "./policies.js";
import { errorDiagnostic, RegoError } from "./problem.js";
import { declaredInput, describeRule, ruleKindOf, type RegoInput, type RegoRule } from "./rule.js";

/** A file or a directory of policies, or the bytes of a compiled one under a name. */
export type RegoSource = string | { readonly name: string; readonly bytes: Uint8Array };

/** How policies in Rego are loaded and run. */
export interface RegoOptions {
  /** What all rules are given, whatever they say themselves. */
  readonly input?: RegoInput | undefined;
  /** The packages whose rules count; all of them unless given. */
  readonly packages?: readonly string[] | undefined;
  /** How long one rule may take for one input, in milliseconds; 30 seconds unless given. */
  readonly timeLimit?: number | undefined;
  /** The compiler, which sources need; `opa` on the PATH unless given. */
  readonly opa?: string | undefined;
  /** How diagnostics name a path. */
  readonly nameOf?: ((path: string) => string) | undefined;
}

/** Policies in Rego, and what is wrong with those that cannot be used: every diagnostic is an error. */
export interface LoadedRego {
  readonly policies: RegoPolicies;
  readonly diagnostics: readonly ReportedDiagnostic[];
}

/**
 * Loads policies in Rego: compiled ones (`.wasm`, a bundle) as they are, sources by way of `opa`. A rule that cannot be run, a
 * package that is not there, and a policy without a rule are errors: nothing that was asked for is left out in silence.
 */
export async function loadRegoPolicies(sources: readonly RegoSource[], options: RegoOptions = {}): Promise<LoadedRego> {
  const diagnostics: ReportedDiagnostic[] = [];
  const attempt = async <T>(work: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof RegoErrors) diagnostics.push(...error.errors.map(errorDiagnostic));
      else if (error instanceof RegoError) diagnostics.push(errorDiagnostic(error));
      else throw error;
      return undefined;
    }
  };
  const { nameOf = (path: string): string => path } = options;
  const compiled: { readonly module: CompiledModule; readonly facts?: ReadonlyMap<string, SourceFacts> }[] = [];
  const found = [];
  for (const source of sources) {
    if (typeof source === "string") found.push(await attempt(() => findPolicyFiles(source)));
    else
      compiled.push(
        ...((await attempt(() => readCompiled(source.name, source.bytes))) ?? []).map((module) => ({ module })),
      );
  }
  const files = found.filter((each) => each !== undefined);
  for (const path of files.flatMap((each) => each.compiled)) {
    const modules = await attempt(() => readCompiled(nameOf(path), readBytes(path)));
    compiled.push(...(modules ?? []).map((module) => ({ module })));
  }
  const rego = { sources: unique(files.flatMap((each) => each.sources)), data: files.flatMap((each) => each.data) };
  if (rego.sources.length > 0) {
    const built = await attempt(() => compileSources(rego, options.opa ?? "opa", nameOf));
    if (built !== undefined) compiled.push(built);
  }
  const units: RegoUnit[] = [];
  for (const { module, facts } of compiled) {
    const unit = await attempt(() => readUnit(module, facts, options));
    if (unit !== undefined) units.push(unit);
  }
  if (diagnostics.length === 0)
    await attempt(() => {
      checkPackages(units, options.packages ?? []);
    });
  const policies = new RegoPolicies(units.map((unit) => onlyPackages(unit, options.packages)));
  return { policies, diagnostics };
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

const mostBytes = 256 * 1024 * 1024;

function readBytes(path: string): Uint8Array {
  try {
    if (statSync(path).size <= mostBytes) return readFileSync(path);
  } catch {
    throw new RegoError("rego-unreadable", `The policies at ${path} cannot be read.`);
  }
  throw new RegoError("rego-bundle", `${path} is too large: the limit is ${mostBytes / 1024 / 1024} MiB.`);
}

/** Starts a compiled policy once, for what it can be asked, and describes its rules. */
async function readUnit(
  module: CompiledModule,
  facts: ReadonlyMap<string, SourceFacts> | undefined,
  { input, timeLimit = defaultTimeLimit, packages }: RegoOptions,
): Promise<RegoUnit> {
  const runner = new RegoRunner(module, timeLimit);
  const entrypoints = await runner.start();
  runner.close();
  if (typeof entrypoints === "string") {
    throw new RegoError("rego-bundle", `The policy in ${module.name} cannot be started: ${entrypoints}.`);
  }
  const rules = [...entrypoints].sort().flatMap((entrypoint): RegoRule[] => {
    const kind = ruleKindOf(entrypoint.slice(entrypoint.lastIndexOf("/") + 1));
    if (kind === undefined) return [];
    const annotations = facts?.get(entrypoint)?.annotations ?? module.annotations.get(entrypoint) ?? [];
    const inPackage = entrypoint.slice(0, Math.max(0, entrypoint.lastIndexOf("/"))).replaceAll("/", ".");
    const told = facts?.get(entrypoint)?.input ?? declaredInput(inPackage, annotations);
    return [describeRule(entrypoint, kind, annotations, input ?? told)];
  });
  requireRules(module.name, rules, entrypoints);
  const wanted = rules.filter(
    (rule) => packages === undefined || packages.length === 0 || packages.includes(rule.package),
  );
  const untold = wanted.filter((rule) => rule.input === undefined);
  if (untold.length > 0) throw new RegoErrors(untold.map(untoldInput));
  const exceptions = entrypoints.filter((entrypoint) => entrypoint.endsWith("/exception"));
  return { runner, rules, exceptions };
}

function requireRules(name: string, rules: readonly RegoRule[], entrypoints: readonly string[]): void {
  const others = entrypoints.filter(
    (entrypoint) => !entrypoint.endsWith("/exception") && !rules.some((rule) => rule.entrypoint === entrypoint),
  );
  const near = others.find((entrypoint) => nearest(lastName(entrypoint), ["deny", "violation", "warn"]) !== undefined);
  if (rules.length > 0 && near === undefined) return;
  const said = others.length === 0 ? "no entrypoint" : `the entrypoints ${others.join(", ")}`;
  throw new RegoError(
    "rego-no-rules",
    near === undefined
      ? `${name} has no rule that says what is wrong: it has ${said}.`
      : `${name} has the entrypoint ${near}, which says nothing.`,
    "Rules that say what is wrong have names that begin with deny, violation or warn: opa build -t wasm -e main/deny",
  );
}

function lastName(entrypoint: string): string {
  return entrypoint.slice(entrypoint.lastIndexOf("/") + 1).split("_")[0] ?? "";
}

function untoldInput({ package: inPackage, name }: RegoRule): RegoError {
  return new RegoError(
    "rego-input",
    `Nothing tells what the rule ${name} of package ${inPackage} is to be given: the graph, a plan, or manifests.`,
    "Say it with --rego-input, or above the package: # METADATA, # custom:, #   input: manifests",
  );
}

/** A package that is asked for and not there would be a pass by mistake. */
function checkPackages(units: readonly RegoUnit[], packages: readonly string[]): void {
  const known = unique(units.flatMap(({ rules }) => rules.map((rule) => rule.package)));
  const missing = packages.filter((name) => !known.includes(name));
  if (missing.length === 0) return;
  throw new RegoErrors(
    missing.map((name) => {
      const near = nearest(name, known);
      const hint = near === undefined ? `There is ${known.join(", ")}.` : `Did you mean ${near}?`;
      return new RegoError(
        "rego-unknown-package",
        `There is no package ${name} with rules that say what is wrong.`,
        hint,
      );
    }),
  );
}

function onlyPackages(unit: RegoUnit, packages: readonly string[] | undefined): RegoUnit {
  if (packages === undefined || packages.length === 0) return unit;
  return { ...unit, rules: unit.rules.filter((rule) => packages.includes(rule.package)) };
}
