import { createMemoryHost, readGraph, type ShownChange, type ShownNode } from "@lintel/core";

/** What a plan does to a resource. */
export interface PlannedChange {
  readonly address: string;
  readonly action: "delete" | "replace" | "forget";
  /** The attributes that force a replacement. */
  readonly forcedBy: readonly string[];
}

/** How a resource differs from what the last apply left. */
export interface Drift {
  readonly address: string;
  readonly action: string;
  readonly attributes: readonly string[];
}

/** What reviewers have to know of a plan: what is lost, and what was altered elsewhere. */
export interface PlannedChanges {
  readonly counts: Readonly<Record<string, number>>;
  readonly losses: readonly PlannedChange[];
  readonly drift: readonly Drift[];
}

const planName = "plan.json";

/**
 * Reads the text of a plan, as `terraform show -json` prints it; undefined where it is none. Its values are never looked at, and
 * nothing else is read.
 */
export async function readPlannedChanges(text: string): Promise<PlannedChanges | undefined> {
  if (!isPlan(text)) return undefined;
  const host = createMemoryHost({ [planName]: text });
  const { nodes, diagnostics } = await readGraph({ host, paths: [planName] });
  if (diagnostics.some(({ severity }) => severity === "error")) return undefined;
  const counts: Record<string, number> = {};
  for (const { change } of nodes) {
    if (change !== undefined) counts[change.action] = (counts[change.action] ?? 0) + 1;
  }
  return { counts, losses: nodes.flatMap(toLoss), drift: nodes.flatMap(toDrift) };
}

function isPlan(text: string): boolean {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === "object" && data !== null && "format_version" in data && "resource_changes" in data;
  } catch {
    return false;
  }
}

function toLoss({ address, change }: ShownNode): PlannedChange[] {
  const action = change === undefined ? undefined : lossOf(change);
  if (change === undefined || action === undefined) return [];
  return [{ address, action, forcedBy: change.replacing }];
}

function lossOf({ action }: ShownChange): PlannedChange["action"] | undefined {
  if (action === "delete" || action === "forget" || action === "replace") return action;
  return undefined;
}

function toDrift({ address, drift }: ShownNode): Drift[] {
  return drift === undefined ? [] : [{ address, action: drift.action, attributes: drift.attributes }];
}
