import type { PluginPolicies } from "./plugin.js";

/** Takes the policies out of a module that was imported. What that takes is loaded only when this is called. */
export async function loadModulePolicies(module: object): Promise<PluginPolicies> {
  const { policiesOfModule } = await import("./plugin.js");
  return policiesOfModule(module);
}
