import type { ScanOptions } from "@lintel/core";
import { frameworks as frameworkCatalogue, policies as shipped } from "@lintel/policies";
import type { GivenOptions } from "../../command-line/options.js";
import type { ConfiguredSources } from "../configuration.js";
import { loadOwnPolicies } from "../own-policies.js";
import { regoSettings } from "../rego-options.js";

/** The policies that configurations may name, as a scan knows them. */
export async function policyOptions(
  options: GivenOptions,
  sources: ConfiguredSources,
): Promise<Pick<ScanOptions, "policies" | "engines" | "frameworkCatalogue">> {
  const named = {
    externalPolicies: options.all("external-policies"),
    plugins: options.all("plugin"),
    rego: regoSettings(options),
  };
  const own = await loadOwnPolicies(named, sources);
  return { policies: [shipped, ...own.policies], engines: own.engines, frameworkCatalogue };
}
