import { readFileSync } from "node:fs";
import { type EvidencePolicy, type HashedFile, type Policy, type ReportedDiagnostic, version } from "@lintel/core";
import { pathsFromScanRoot } from "@lintel/core/node";
import { policies as shipped, shippedSources } from "@lintel/policies";
import type { GivenOptions } from "../../command-line/options.js";
import { policyFiles, readExternalPolicies } from "../external-policies.js";
import { pluginPolicies } from "../plugin-policies.js";
import { sha256Of } from "./manifest.js";

/** The policies that a user brought, and what evidence says of every policy that there is. */
export interface Judges {
  readonly own: readonly Policy[];
  readonly described: readonly EvidencePolicy[];
  readonly frameworkSources: Readonly<Record<string, HashedFile>>;
  /** What is wrong with those that cannot be used. */
  readonly diagnostics: readonly ReportedDiagnostic[];
}

/** Loads the policies that a command line names, and says of each which file it was made from. */
export async function loadJudges(options: GivenOptions, root: string): Promise<Judges> {
  const sources = await shippedSources();
  const coded = await pluginPolicies(options.all("plugin"));
  const own: Policy[] = [...coded];
  const described = new Map<string, EvidencePolicy>();
  for (const { id, title, severity } of shipped.entries) {
    described.set(id, { id, title, severity, version, source: sources.policies[id] ?? null });
  }
  const describe = ({ id, title, severity }: Policy, source: HashedFile | null): void => {
    described.set(id, { id, title, severity, version: null, source });
  };
  const diagnostics: ReportedDiagnostic[] = [];
  for (const path of options.all("external-policies").flatMap(policyFiles)) {
    const read = await readExternalPolicies([path], root);
    const [file = path] = pathsFromScanRoot(root, [path]);
    diagnostics.push(...read.diagnostics);
    own.push(...read.policies);
    for (const policy of read.policies) describe(policy, { file, sha256: sha256Of(readFileSync(path)) });
  }
  for (const policy of coded) describe(policy, null);
  return { own, described: [...described.values()], frameworkSources: sources.frameworks, diagnostics };
}
