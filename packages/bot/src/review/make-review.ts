import type { Finding, ReportedDiagnostic, ScanResult, Severity } from "@lintel/core";
import { ChangeIndex, type ChangeSet } from "../change/change-set.js";
import type { CodeOwners } from "./code-owners.js";
import { placeFinding } from "./place.js";
import type { PlannedChanges } from "./planned-changes.js";
import type { NotReviewed, Review, ReviewedFinding } from "./review.js";

/** The two scans that a review compares, and what came of comparing them. */
export interface ComparedRevisions {
  /** The scan before the change, passes included where they are to be had. */
  readonly before: ScanResult;
  readonly after: ScanResult;
  readonly added: readonly Finding[];
  readonly unknownNow: readonly Finding[];
  readonly fixed: readonly Finding[];
  readonly unchangedCount: number;
}

/** What a review is made of. */
export interface ReviewInput {
  readonly change: ChangeSet;
  readonly compared: ComparedRevisions;
  readonly owners: CodeOwners;
  readonly planned: PlannedChanges | undefined;
  readonly notReviewed: readonly NotReviewed[];
  /** Whether a new finding keeps the change from being merged. */
  readonly isBlocking: (finding: Finding) => boolean;
}

const ranks: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, low: 3, info: 4 };

/** Puts together what a change causes, and where to say it. */
export function makeReview({ change, compared, owners, planned, notReviewed, isBlocking }: ReviewInput): Review {
  const { before, after } = compared;
  const index = new ChangeIndex(change);
  const passes = passesOf(before);
  const passBefore = (finding: Finding): Finding | undefined => passes.get(subjectOf(finding));
  const reviewed = (finding: Finding, blocks: boolean): ReviewedFinding => {
    const placement = placeFinding(finding, index, passBefore);
    const file = placement.kind === "summary" ? finding.location.file : placement.file;
    return { finding, placement, owners: owners.of(file), isBlocking: blocks };
  };
  const added = compared.added.map((finding) => reviewed(finding, isBlocking(finding))).sort(byWeight);
  const diagnostics = newDiagnostics(before, after, change);
  return {
    base: change.base,
    head: change.head,
    added: added.filter(({ finding }) => finding.status !== "suppressed"),
    suppressedNow: added.flatMap(({ finding }) => (finding.status === "suppressed" ? finding : [])),
    unknownNow: compared.unknownNow.map((finding) => reviewed(finding, false)).sort(byWeight),
    fixed: compared.fixed,
    unchangedCount: compared.unchangedCount,
    diagnostics,
    notReviewed,
    planned,
    summary: after.summary,
    coverage: after.coverage,
    conclusion: conclude(added, diagnostics, notReviewed),
  };
}

function conclude(
  added: readonly ReviewedFinding[],
  diagnostics: readonly ReportedDiagnostic[],
  notReviewed: readonly NotReviewed[],
): Review["conclusion"] {
  if (added.some(({ isBlocking, finding }) => isBlocking && finding.status !== "suppressed")) return "failure";
  const isPartial = notReviewed.length > 0 || diagnostics.some(({ severity }) => severity === "error");
  return isPartial ? "neutral" : "success";
}

function byWeight(one: ReviewedFinding, other: ReviewedFinding): number {
  return (
    Number(other.isBlocking) - Number(one.isBlocking) || ranks[one.finding.severity] - ranks[other.finding.severity]
  );
}

/** What a policy says of a resource, whatever that is: the same before and after a change. */
function subjectOf({ policy, resource: { address } }: Finding): string {
  return `${policy} ${address}`;
}

function passesOf({ findings }: ScanResult): ReadonlyMap<string, Finding> {
  return new Map(findings.flatMap((finding) => (finding.status === "pass" ? [[subjectOf(finding), finding]] : [])));
}

/** Diagnostics that were not there before, wherever in their file they were; those of files that were renamed are known too. */
function newDiagnostics(before: ScanResult, after: ScanResult, { files }: ChangeSet): readonly ReportedDiagnostic[] {
  const previous = new Map(
    files.flatMap(({ path, previousPath }) => (previousPath === undefined ? [] : [[path, previousPath]])),
  );
  const keyOf = ({ code, message, location }: ReportedDiagnostic, file = location?.file): string =>
    `${code}\0${file ?? ""}\0${message}`;
  const known = new Map<string, number>();
  for (const diagnostic of before.diagnostics) {
    const key = keyOf(diagnostic);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return after.diagnostics.filter((diagnostic) => {
    if (diagnostic.severity === "info") return false;
    const file = diagnostic.location?.file;
    const key = keyOf(diagnostic, file === undefined ? undefined : (previous.get(file) ?? file));
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left <= 0;
  });
}
