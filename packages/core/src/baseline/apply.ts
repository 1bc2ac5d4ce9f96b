import type { Finding, Suppression } from "../policy/finding.js";
import type { ReportDiagnostic } from "../source/diagnostic.js";
import type { Baseline } from "./baseline.js";
import { matchBaseline, type BaselineMatch, type ComparedScan } from "./match.js";

/** A baseline for a scan. */
export interface BaselineOptions {
  readonly baseline: Baseline;
  /** Where it is written, relative to the scan root; left out where it lies elsewhere. */
  readonly path?: string | undefined;
  /** Whether counts may only fall. */
  readonly ratchet?: boolean | undefined;
}

/**
 * Suppresses the findings that a baseline knows, and tells what of it no longer holds. Whatever it knows is `unchanged`, also what
 * it may not suppress and what is suppressed otherwise; everything else is `new`. What passes was not compared.
 */
export function applyBaseline(
  { baseline, path, ratchet }: BaselineOptions,
  compared: ComparedScan,
  report: ReportDiagnostic,
): readonly Finding[] {
  const match = matchBaseline(baseline, compared);
  reportStale(match, path, ratchet === true, report);
  reportRefused(match, path, report);
  const suppression = suppressionIn(path);
  const isKnown = knownBy(baseline, compared);
  return compared.findings.map((finding): Finding => {
    if (finding.status === "pass") return finding;
    if (match.covered.has(finding.fingerprint)) {
      return { ...finding, status: "suppressed", suppression, baselineState: "unchanged" };
    }
    return { ...finding, baselineState: isKnown(finding) ? "unchanged" : "new" };
  });
}

/**
 * Tells of what the baseline does not suppress whether it was there all the same: hard-mandatory, or suppressed by now. Of equal
 * findings that are open, the ones that the baseline has no room for are new.
 */
function knownBy({ entries }: Baseline, { origins }: ComparedScan): (finding: Finding) => boolean {
  const known = new Set(entries.map(({ fingerprint }) => fingerprint));
  return ({ fingerprint, status, enforcement }) => {
    if (status !== "suppressed" && enforcement !== "hard-mandatory") return false;
    return known.has(origins.get(fingerprint)?.firstFingerprint ?? fingerprint);
  };
}

function suppressionIn(path: string | undefined): Suppression {
  const start = { line: 1, column: 1 };
  const location = path === undefined ? null : { file: path, start, end: start };
  return { kind: "baseline", reason: null, owner: null, until: null, location };
}

function reportStale(
  { entries }: BaselineMatch,
  path: string | undefined,
  isRatchet: boolean,
  report: ReportDiagnostic,
): void {
  const stale = entries
    .filter(({ isJudged, isRefused }) => isJudged && !isRefused)
    .reduce((sum, { entry, found }) => sum + entry.count - found, 0);
  if (stale === 0) return;
  const isAre = stale === 1 ? "finding of the baseline is" : "findings of the baseline are";
  report({
    severity: isRatchet ? "warning" : "info",
    code: "baseline-stale",
    message: `${String(stale)} ${isAre} no longer there.`,
    path,
    hint: isRatchet
      ? "“lintel baseline update” lowers the baseline, so that none can come back."
      : "“lintel baseline prune” removes what is no longer needed.",
  });
}

function reportRefused(
  { entries, mandatory }: BaselineMatch,
  path: string | undefined,
  report: ReportDiagnostic,
): void {
  if (!entries.some(({ isRefused }) => isRefused)) return;
  const policies = [...new Set(mandatory.map(({ policy }) => policy))].sort().join(", ");
  report({
    severity: "warning",
    code: "baseline-refused",
    message: `The baseline has findings that are hard-mandatory, and does not count for them: ${policies}.`,
    path,
    hint: "Mend them: nothing suppresses them. “lintel baseline prune” removes them from the baseline.",
  });
}
