import type { Policy } from "@lintel/core";

/** The policies of plugins that were named; packages are looked for from a directory. What loads them is only loaded where there are some. */
export async function pluginPolicies(
  names: readonly string[],
  from: string = process.cwd(),
): Promise<readonly Policy[]> {
  if (names.length === 0) return [];
  const { loadPlugins } = await import("./plugins.js");
  return (await loadPlugins(names, from)).flatMap(({ policies }) => policies);
}
