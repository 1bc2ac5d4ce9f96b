import type { FindingOrigin } from "../policy/assemble.js";
import type { BaselineState, Finding, ScanResult } from "../policy/finding.js";
import { baselineOf, type BaselineEntry } from "./baseline.js";
import { groupEquals, weightOf, type EqualFindings } from "./equal-findings.js";
import { matchEarlier } from "./match.js";
import type { ScanScope } from "./places.js";

/** What must be kept of a scan to compare a later one with it: plain data, which may be written as JSON and read again. */
export interface ScanRecord {
  readonly findings: readonly Finding[];
  /** What the findings are about, by their fingerprints. */
  readonly origins: Readonly<Record<string, FindingOrigin>>;
}

/** A scan that is compared with an earlier one. */
export interface LaterScan {
  readonly result: ScanResult;
  readonly record: ScanRecord;
  /** Where it looked. */
  readonly scope: ScanScope;
}

/** What lies between two scans. */
export interface ScanComparison {
  /** The later one's result, in which every finding that fails or is unknown says whether it is new. */
  readonly result: ScanResult;
  /** What fails, and did not before. */
  readonly added: readonly Finding[];
  /** What fails, and did before. */
  readonly unchanged: readonly Finding[];
  /** What is unknown, and was not before. */
  readonly nowUnknown: readonly Finding[];
  /** What failed before, in the words of then, and neither fails now nor is unknown or suppressed. What could not be judged now is not among it. */
  readonly fixed: readonly Finding[];
}

/** Makes the record of a scan. */
export function recordOf(result: ScanResult, origins: ReadonlyMap<string, FindingOrigin>): ScanRecord {
  const findings = result.findings.filter(({ status }) => status !== "pass");
  const entries = findings.flatMap(({ fingerprint }): [string, FindingOrigin][] => {
    const origin = origins.get(fingerprint);
    return origin === undefined ? [] : [[fingerprint, origin]];
  });
  return { findings, origins: Object.fromEntries(entries) };
}

/**
 * Compares a scan with an earlier one as it would be compared with a baseline of all findings: by fingerprints, findings that are
 * equal by their number, and what lies elsewhere now is found again.
 */
export function compareScans(earlier: ScanRecord, later: LaterScan): ScanComparison {
  const groups = groupEquals({ findings: earlier.findings, origins: new Map(Object.entries(earlier.origins)) });
  const origins = new Map(Object.entries(later.record.origins));
  const { result, scope } = later;
  const match = matchEarlier(baselineOf(groups.map(({ entry }) => entry)), {
    findings: result.findings,
    origins,
    scope,
  });
  const stateOf = ({ fingerprint }: Finding): BaselineState => (match.covered.has(fingerprint) ? "unchanged" : "new");
  const findings = result.findings.map((finding) =>
    isOpen(finding) ? { ...finding, baselineState: stateOf(finding) } : finding,
  );
  const failing = findings.filter(({ status }) => status === "fail");
  const left = new Map<BaselineEntry["fingerprint"], number>();
  const open = openWeights(result.findings, origins);
  for (const { entry, found, isJudged } of match.entries) {
    // One that has more instances now is new as a whole, but what it had before is not gone.
    const kept = Math.max(found, open.get(entry.fingerprint) ?? 0);
    if (entry.status === "fail" && isJudged) left.set(entry.fingerprint, Math.max(0, entry.count - kept));
  }
  // What is suppressed now is still there.
  for (const finding of result.findings) {
    const first = origins.get(finding.fingerprint)?.firstFingerprint;
    if (finding.status !== "suppressed" || first === undefined) continue;
    left.set(first, (left.get(first) ?? 0) - weightOf(finding));
  }
  return {
    result: { ...result, findings },
    added: failing.filter(({ baselineState }) => baselineState === "new"),
    unchanged: failing.filter(({ baselineState }) => baselineState === "unchanged"),
    nowUnknown: findings.filter(
      ({ status, fingerprint }) => status === "unknown" && match.covered.get(fingerprint)?.status !== "unknown",
    ),
    fixed: inOrder(
      earlier.findings,
      groups.filter(({ status }) => status === "fail").flatMap((group) => lastOf(group, left)),
    ),
  };
}

/** How much of what is equal is open, by the fingerprint of the first. */
function openWeights(
  findings: readonly Finding[],
  origins: ReadonlyMap<string, FindingOrigin>,
): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const finding of findings) {
    const first = origins.get(finding.fingerprint)?.firstFingerprint;
    if (first !== undefined && isOpen(finding)) weights.set(first, (weights.get(first) ?? 0) + weightOf(finding));
  }
  return weights;
}

function isOpen({ status }: Finding): boolean {
  return status === "fail" || status === "unknown";
}

/** As many of the last of some equal findings as are no longer there. One of which only some instances are gone is still there. */
function lastOf(group: EqualFindings, left: ReadonlyMap<string, number>): readonly Finding[] {
  let rest = left.get(group.fingerprint) ?? 0;
  const gone: Finding[] = [];
  for (const finding of group.findings.toReversed()) {
    if (weightOf(finding) > rest) break;
    rest -= weightOf(finding);
    gone.push(finding);
  }
  return gone;
}

function inOrder(all: readonly Finding[], some: readonly Finding[]): readonly Finding[] {
  const wanted = new Set(some);
  return all.filter((finding) => wanted.has(finding));
}
