import type { Finding, PolicyEntry } from "@lintel/core";
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
      if (!isRuleName(rule)) {
        throw new UsageError(`Failed to check rule config; Rule not found: ${rule}`);
      }
      onMissing(rule);
      return [];
    });
  const enabled = idsOf(wishes.enabled);
  const named = new Set(wishes.disabled);
  const isDisabled = new Set(entries.filter((entry) => isWhollyNamed(entry, named)).map(({ id }) => id));
  const disabled = idsOf(wishes.disabled).filter((id) => isDisabled.has(id));
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

/** Whether an issue of a policy, by the name that it has in the report, is one that was asked for. */
export function isAskedFor(
  { policy, aliases }: Pick<Finding, "policy" | "aliases">,
  rule: string,
  { only, disabled }: RuleWishes,
): boolean {
  if (only.length === 0) return !disabled.includes(rule);
  return [policy, rule, ...aliases.filter((alias) => !isRuleName(alias))].some((name) => only.includes(name));
}

/** Whether all that a policy is about is named: where it stands for several rules, each of them. */
function isWhollyNamed({ id, aliases }: PolicyEntry, named: ReadonlySet<string>): boolean {
  const rules = aliases.filter(isRuleName);
  const others = [id, ...aliases.filter((alias) => !isRuleName(alias))];
  return (rules.length > 0 && rules.every((rule) => named.has(rule))) || others.some((name) => named.has(name));
}

/** All rules of tflint begin with the name of their provider. */
function isRuleName(name: string): boolean {
  return /^[a-z0-9]+_\w+$/.test(name);
}

function without(ids: readonly string[], left: readonly string[]): readonly string[] {
  return ids.filter((id) => !left.includes(id));
}
