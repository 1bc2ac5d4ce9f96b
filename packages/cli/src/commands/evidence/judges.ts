import { type EvidencePolicy, type HashedFile, version } from "@lintel/core";
import { policies as shipped, shippedSources } from "@lintel/policies";
import type { OwnPolicies } from "../own-policies.js";

/** What evidence says of policies and frameworks. */
export interface Judges {
  readonly policies: readonly EvidencePolicy[];
  readonly frameworkSources: Readonly<Record<string, HashedFile>>;
}

/** Says of every policy that there is which file it was made from. A user's own takes the place of one with its id. */
export async function describeJudges({ policies, files }: OwnPolicies): Promise<Judges> {
  const sources = await shippedSources();
  const described = new Map<string, EvidencePolicy>();
  for (const { id, title, severity } of shipped.entries) {
    described.set(id, { id, title, severity, version, source: sources.policies[id] ?? null });
  }
  for (const { id, title, severity } of policies) {
    described.set(id, { id, title, severity, version: null, source: files.get(id) ?? null });
  }
  return { policies: [...described.values()], frameworkSources: sources.frameworks };
}
