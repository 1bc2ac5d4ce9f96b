import type { PolicyEntry } from "@lintel/core";
import { UsageError } from "../../command-line/usage-error.js";
import type { PolicyWishes } from "../wrapped-scan.js";

/** Which rules a command line and a configuration ask for. */
export interface RuleWishes {
  readonly only: readonly string[];
  readonly enabled: readonly string[];
  readonly disabled: readonly string[];
  readonly isDisabledByDefault: boolean;
  readonly terraformRules: "all" | "none" | undefined;
}

/**
 * Turns names of rules, tflint's or ids of policies, into policies.
 *
 * @param onMissing - told of rules of tflint that there is no policy for
 * @throws UsageError for what cannot be the name of a rule
 */
export function policiesForRules(
  wishes: RuleWishes,
  entries: readonly PolicyEntry[],
  onMissing: (rule: string) => void,
): PolicyWishes {
  const byName = new Map<string, string[]>();
  for (const { id, aliases } of entries) {
    for (const name of [id, ...aliases]) byName.set(name, [...(byName.get(name) ?? []), id]);
  }
  const idsOf = (rules: readonly string[]): string[] =>
    rules.flatMap((rule) => {
      const ids = byName.get(rule);
      if (ids !== undefined) return ids;
      // All rules of tflint begin with the name of their provider.
      if (!/^[a-z0-9]+_\w+$/.test(rule)) {
        throw new UsageError(`Failed to check rule config; Rule not found: ${rule}`);
      }
      onMissing(rule);
      return [];
    });
  const enabled = idsOf(wishes.enabled);
  const disabled = idsOf(wishes.disabled);
  if (wishes.only.length > 0) return { only: idsOf(wishes.only), skip: [] };
  const ofTerraform = entries.filter(({ aliases }) => aliases.some((alias) => alias.startsWith("terraform_")));
  const skip = [...disabled];
  if (wishes.terraformRules === "none") skip.push(...ofTerraform.map(({ id }) => id));
  if (wishes.terraformRules === "all") enabled.push(...ofTerraform.map(({ id }) => id));
  if (wishes.isDisabledByDefault) return { only: without(enabled, disabled), skip: [] };
  if (enabled.length === 0) return { only: undefined, skip };
  const recommended = entries.filter(({ preset }) => preset === "recommended").map(({ id }) => id);
  return { only: [...new Set([...without(recommended, skip), ...without(enabled, disabled)])], skip: [] };
}

function without(ids: readonly string[], left: readonly string[]): readonly string[] {
  return ids.filter((id) => !left.includes(id));
}
