import type { Policy } from "@lintel/core";

/** The policies of the plugins that a command line names. What loads them is only loaded where there are some. */
export async function pluginPolicies(names: readonly string[]): Promise<readonly Policy[]> {
  if (names.length === 0) return [];
  const { loadPlugins } = await import("./plugins.js");
  return (await loadPlugins(names)).flatMap(({ policies }) => policies);
}
