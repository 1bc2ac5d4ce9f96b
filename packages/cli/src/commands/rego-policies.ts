import type { PolicyEngine, ReportedDiagnostic } from "@lintel/core";
import { pathsFromScanRoot } from "@lintel/core/node";
import { type RegoInput, loadRegoPolicies, regoInputs } from "@lintel/opa";
import type { RegoSettings } from "./rego-options.js";

/** Policies in Rego as a scan takes them, and what is wrong with those that cannot be used. */
export interface RegoForScan {
  readonly engines: readonly PolicyEngine[];
  readonly diagnostics: readonly ReportedDiagnostic[];
}

/** Loads the policies in Rego that a command line names. */
export async function readRegoPolicies({ paths, packages, input }: RegoSettings, root: string): Promise<RegoForScan> {
  const { policies, diagnostics } = await loadRegoPolicies(paths, {
    packages,
    input: regoInputs.find((known): known is RegoInput => known === input),
    nameOf: (path) => pathsFromScanRoot(root, [path])[0] ?? path,
  });
  return { engines: policies.entries.length === 0 ? [] : [policies], diagnostics };
}
