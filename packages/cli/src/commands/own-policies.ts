import { dirname, join } from "node:path";
import type { Policy, Wish } from "@lintel/core";
import { createNodeHost } from "@lintel/core/node";
import { UsageError } from "../command-line/usage-error.js";
import type { ConfiguredSources } from "./configuration.js";
import type { ExternalPolicies } from "./external-policies.js";
import { pluginPolicies } from "./plugin-policies.js";
import type { RegoForScan } from "./rego-policies.js";
import type { RegoSettings } from "./rego-options.js";

/** The policies that a user brought, in whatever language, and what is wrong with those that cannot be used. */
export interface OwnPolicies extends ExternalPolicies, RegoForScan {}

/** What a command line names of them. */
export interface NamedPolicies {
  readonly externalPolicies: readonly string[];
  readonly plugins: readonly string[];
  readonly rego: RegoSettings;
}

/** Loads the policies that the configuration names, and those that the command line does. @throws UsageError for what cannot be read */
export async function loadOwnPolicies(named: NamedPolicies, sources: ConfiguredSources): Promise<OwnPolicies> {
  const { root, project } = sources;
  const { run } = project;
  // Nothing of a configuration that is wrong is run, or read.
  const isUsable = project.problems.length === 0;
  const paths = (wishes: readonly Wish<string>[]): readonly string[] =>
    isUsable ? wishes.map((wish) => pathOf(wish, root)) : [];
  const configured = isUsable ? await configuredPlugins(run.plugins, root) : [];
  const coded = await pluginPolicies(named.plugins);
  await refuseShippedIds([...configured, ...coded]);
  const external = await loadExternalPolicies([...paths(run.externalPolicies), ...named.externalPolicies], root);
  const rego = await loadRego({ ...named.rego, paths: [...paths(run.rego), ...named.rego.paths] }, root);
  return {
    policies: [...external.policies, ...configured, ...coded],
    files: external.files,
    engines: rego.engines,
    diagnostics: [...external.diagnostics, ...rego.diagnostics],
  };
}

/** @throws UsageError for a policy of a plugin that has the id of a shipped one */
async function refuseShippedIds(policies: readonly Policy[]): Promise<void> {
  if (policies.length === 0) return;
  const { isShipped } = await import("./external-policies.js");
  const taken = policies.find(({ id }) => isShipped(id));
  if (taken === undefined) return;
  throw new UsageError(
    `A plugin's policy has the id ${taken.id}, which is that of one that Lintel ships.`,
    "Give it an id of its own.",
  );
}

/** The file or directory that a configuration names. What it leads to must lie below the scan root, unless a flag named it. */
function pathOf({ value, origin }: Wish<string>, root: string): string {
  const path = join(root, value);
  const isNamedByFlag = origin.kind === "file" && origin.range.file.path.startsWith("../");
  const real = createNodeHost(root).realPath(value);
  if (!real.ok && real.error.code === "outside-root" && !isNamedByFlag) {
    throw new UsageError(
      `The configuration names ${value}, which lies outside the scan root.`,
      "Nothing is read there.",
    );
  }
  return path;
}

/** Paths are relative to the scan root; packages are those that Node finds from the configuration. */
async function configuredPlugins(plugins: readonly Wish<string>[], root: string): Promise<readonly Policy[]> {
  const loaded: Policy[] = [];
  for (const wish of plugins) {
    const isPath = /^\.{1,2}\//.test(wish.value);
    const from = wish.origin.kind === "file" ? dirname(join(root, wish.origin.range.file.path)) : root;
    loaded.push(...(await pluginPolicies([isPath ? pathOf(wish, root) : wish.value], from)));
  }
  return loaded;
}

async function loadExternalPolicies(paths: readonly string[], root: string): Promise<ExternalPolicies> {
  if (paths.length === 0) return { policies: [], files: new Map(), diagnostics: [] };
  const { readExternalPolicies } = await import("./external-policies.js");
  return readExternalPolicies(paths, root);
}

async function loadRego(rego: RegoSettings, root: string): Promise<RegoForScan> {
  if (rego.paths.length === 0) return { engines: [], diagnostics: [] };
  const { readRegoPolicies } = await import("./rego-policies.js");
  return readRegoPolicies(rego, root);
}
