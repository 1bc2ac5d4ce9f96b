import type { Finding } from "@lintel/core";

/** What ids look like in another tool: a policy is called by the alias that looks so. */
export interface ForeignNames {
  readonly pattern: RegExp;
  /** The names that were asked for, which are preferred to others that fit as well. */
  readonly asked?: ReadonlySet<string> | undefined;
}

/**
 * Returns what another tool calls the policy of a finding: the alias that has the type of the resource in it, else the one that was
 * asked for, else the first; and the policy's own id where the other tool has none for it.
 */
export function foreignName({ policy, aliases, resource }: Finding, { pattern, asked }: ForeignNames): string {
  const names = aliases.filter((alias) => pattern.test(alias));
  return (
    names.find((name) => name.includes(resource.type)) ?? names.find((name) => asked?.has(name)) ?? names[0] ?? policy
  );
}
