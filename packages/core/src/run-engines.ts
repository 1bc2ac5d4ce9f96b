import type { LoadedSources } from "./loaded-sources.js";
import { policyDocuments } from "./policy-documents.js";
import { EngineVerdicts } from "./policy/engine-findings.js";
import type { PolicyEngine } from "./policy/engine.js";
import type { Verdict } from "./policy/evaluate.js";
import type { LoadedPolicies } from "./policy/load.js";

/** Lets engines judge what was read. One that throws becomes a diagnostic, and the others go on. */
export async function runEngines(
  engines: readonly PolicyEngine[],
  { selectedIds: selected, settle }: Pick<LoadedPolicies, "selectedIds" | "settle">,
  sources: LoadedSources,
  onVerdict: (verdict: Verdict) => void,
): Promise<void> {
  const { documents, subjects } = policyDocuments(sources);
  const verdicts = new EngineVerdicts(subjects);
  for (const engine of engines) {
    const ids = new Set(engine.entries.map(({ id }) => id).filter((id) => selected.has(id)));
    if (ids.size === 0) continue;
    try {
      const outcome = await engine.evaluate(documents, ids);
      outcome.diagnostics.forEach(sources.log.report);
      for (const given of outcome.verdicts) {
        const verdict = verdicts.verdictOf(given);
        const policy = settle(verdict.policy, verdict.node);
        if (policy !== undefined) onVerdict({ ...verdict, policy });
      }
    } catch (error) {
      const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      const message = `Policies in a language of their own could not be evaluated: ${why}.`;
      sources.log.report({ severity: "error", code: "policy-failed", message });
    }
  }
}
