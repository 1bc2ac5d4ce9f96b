import type { Policy } from "@lintel/core";
import { policies } from "@lintel/policies";

/** Loads all policies that Lintel ships, in the order of their ids. */
export async function shippedPolicies(): Promise<readonly Policy[]> {
  const all = await policies.load(new Set(policies.entries.map(({ id }) => id)));
  return [...all].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** What a policy is about, as people narrow by it: ids begin with it. */
export function providerOf({ id }: Policy): string {
  return id.split("-")[0] ?? id;
}
