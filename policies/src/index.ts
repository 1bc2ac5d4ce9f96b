import type { Policy, PolicyCatalogue, PolicyEntry } from "@lintel/core";
import { bundles, entries as index } from "./bundles/index.js";

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
