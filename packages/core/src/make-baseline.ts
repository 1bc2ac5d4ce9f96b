import type { Baseline } from "./baseline/baseline.js";
import { createBaseline, pruneBaseline, updateBaseline, type ChangedBaseline } from "./baseline/update.js";
import type { ScanResult } from "./policy/finding.js";
import { scanSources } from "./scan.js";
import type { ScanOptions } from "./scan-options.js";

/** What to make of a scan: a baseline of all its findings, or what an earlier one is to become. */
export type BaselineChange =
  { readonly kind: "create" } | { readonly kind: "update" | "prune"; readonly before: Baseline };

/** A baseline, and the outcome of the scan that it was made of. */
export interface MadeBaseline extends ChangedBaseline {
  /** Without regard to any baseline. */
  readonly result: ScanResult;
}

/** Scans, and makes a baseline of what is found. Nothing is written. */
export async function makeBaseline(options: ScanOptions, change: BaselineChange): Promise<MadeBaseline> {
  const { result, compared } = await scanSources({ ...options, baseline: undefined });
  if (change.kind === "create") return { result, ...createBaseline(compared) };
  const make = change.kind === "update" ? updateBaseline : pruneBaseline;
  return { result, ...make(change.before, compared) };
}
