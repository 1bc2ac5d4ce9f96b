import type { FindingOrigin } from "../policy/assemble.js";
import type { Finding } from "../policy/finding.js";
import { sha256 } from "../policy/sha256.js";
import { entryKey, type BaselineEntry } from "./baseline.js";

/** Findings that can be compared with a baseline. */
export interface ComparedFindings {
  readonly findings: readonly Finding[];
  /** What they are about, by fingerprint. */
  readonly origins: ReadonlyMap<string, FindingOrigin>;
}

/** Findings that a baseline cannot tell apart, in the order of the report, at least one. */
export interface EqualFindings {
  readonly findings: readonly Finding[];
  /** The entry that would stand for all of them. */
  readonly entry: BaselineEntry;
}

/**
 * Puts findings together that a baseline cannot tell apart. What passes and what is suppressed otherwise is left out: it needs no
 * baseline.
 */
export function groupEquals({ findings, origins }: ComparedFindings): readonly EqualFindings[] {
  const groups = new Map<string, { readonly findings: Finding[]; entry: BaselineEntry }>();
  for (const finding of findings) {
    const { status } = finding;
    const origin = origins.get(finding.fingerprint);
    if (origin === undefined || (status !== "fail" && status !== "unknown")) continue;
    const key = entryKey({ fingerprint: origin.firstFingerprint, status });
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { findings: [finding], entry: entryOf(finding, status, origin) });
    else {
      group.findings.push(finding);
      group.entry = { ...group.entry, count: group.entry.count + weightOf(finding) };
    }
  }
  return [...groups.values()];
}

/** How much a finding counts: one more instance of a block is one more resource with the same flaw. */
export function weightOf({ resource: { instances } }: Finding): number {
  return Math.max(1, instances.length);
}

function entryOf(finding: Finding, status: BaselineEntry["status"], origin: FindingOrigin): BaselineEntry {
  const { root, address, path, firstFingerprint } = origin;
  const { policy, location } = finding;
  return {
    file: location.file,
    policy,
    address,
    root,
    status,
    count: weightOf(finding),
    fingerprint: firstFingerprint,
    movedFingerprint: sha256(JSON.stringify([policy, address, path])),
  };
}
