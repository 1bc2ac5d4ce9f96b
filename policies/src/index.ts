import type { Framework, FrameworkCatalogue, FrameworkEntry, Policy, PolicyCatalogue, PolicyEntry } from "@lintel/core";
import {
  bundles,
  entries as index,
  frameworkEntries,
  frameworks as frameworkLoaders,
  sources,
} from "./bundles/index.js";

interface BundleIndex {
  readonly bundle: string;
  readonly entries: readonly PolicyEntry[];
}

const indices = JSON.parse(index) as readonly BundleIndex[];
const loaded = new Map<string, Promise<readonly Policy[]>>();

/** Loads a bundle, once. What it holds was checked when it was built. */
function loadBundle(name: string): Promise<readonly Policy[]> {
  let policies = loaded.get(name);
  if (policies === undefined) {
    policies = (bundles[name]?.() ?? Promise.resolve({ default: "[]" })).then(
      (module) => JSON.parse(module.default) as readonly Policy[],
    );
    loaded.set(name, policies);
  }
  return policies;
}

/** The policies that Lintel ships. Only the bundles of the providers that are asked for are loaded. */
export const policies: PolicyCatalogue = {
  entries: indices.flatMap(({ entries }) => entries),
  async load(ids) {
    const wanted = indices.filter(({ entries }) => entries.some(({ id }) => ids.has(id)));
    const found = await Promise.all(wanted.map(({ bundle }) => loadBundle(bundle)));
    return found.flat().filter(({ id }) => ids.has(id));
  },
};

/** The frameworks that Lintel ships, with the shipped policies that judge their controls. Each is loaded when it is asked for. */
export const frameworks: FrameworkCatalogue = {
  async entries() {
    return JSON.parse((await frameworkEntries()).default) as readonly FrameworkEntry[];
  },
  async load(id) {
    const load = Object.hasOwn(frameworkLoaders, id) ? frameworkLoaders[id] : undefined;
    return load === undefined ? undefined : (JSON.parse((await load()).default) as Framework);
  },
};

/** The file that something shipped was made from. */
export interface ShippedSource {
  /** Relative to the root of Lintel's repository. */
  readonly file: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string;
}

/** Loads what is known of the files that the shipped policies and frameworks were made from, by id. */
export async function shippedSources(): Promise<{
  readonly policies: Readonly<Record<string, ShippedSource>>;
  readonly frameworks: Readonly<Record<string, ShippedSource>>;
}> {
  return JSON.parse((await sources()).default) as Awaited<ReturnType<typeof shippedSources>>;
}
