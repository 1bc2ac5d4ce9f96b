import type {
  Finding,
  Policy,
  ReportedDiagnostic,
  ScanComparison,
  ScanRecord,
  ScanResult,
  Severity,
} from "@lintel/core";
import { ChangeIndex, type ChangeSet } from "../change/change-set.js";
import type { CodeOwners } from "./code-owners.js";
import { placeFinding } from "./place.js";
import type { PlannedChanges } from "./planned-changes.js";
import { findCompanion, removedBlocks, type RemovedBlock } from "./removed-blocks.js";
import type { NotReviewed, Review, ReviewedFinding } from "./review.js";
import { suggestFix } from "./suggestion.js";

/** The scans before and after a change. */
export interface ComparedRevisions {
  readonly before: ScanRecord & { readonly diagnostics: readonly ReportedDiagnostic[] };
  readonly comparison: ScanComparison;
  /**
   * Scans once more what was there before the change, with these policies, passes included. Asked only where no line that the change
   * writes has to do with a finding, so that one that it takes away may.
   */
  readonly passesBefore: (policies: readonly string[]) => Promise<ScanResult>;
  /** The policies of these ids. */
  readonly loadPolicies: (policies: readonly string[]) => Promise<readonly Policy[]>;
}

/** What a review is made of. */
export interface ReviewInput {
  readonly change: ChangeSet;
  readonly compared: ComparedRevisions;
  readonly owners: CodeOwners;
  readonly planned: PlannedChanges | undefined;
  readonly notReviewed: readonly NotReviewed[];
  /** The text of a file before and after the change; undefined where it cannot be read. */
  readonly readBase: (file: string) => string | undefined;
  readonly readHead: (file: string) => string | undefined;
  /** Whether a new finding keeps the change from being merged. */
  readonly isBlocking: (finding: Finding) => boolean;
}

const ranks: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, low: 3, info: 4 };

/** Puts together what a change causes, and where to say it. */
export async function makeReview(input: ReviewInput): Promise<Review> {
  const { change, compared, planned, notReviewed } = input;
  const { before, comparison } = compared;
  const { result: after, added, nowUnknown, fixed, unchanged } = comparison;
  const suppressedNow = newlySuppressed(before, after);
  const placed = await placeAll([...added, ...nowUnknown], input);
  const reviewed = (finding: Finding): ReviewedFinding[] => placed.get(finding) ?? [];
  const newOnes = added.flatMap(reviewed).sort(byWeight);
  const diagnostics = newDiagnostics(before.diagnostics, after, change);
  return {
    base: change.base,
    head: change.head,
    added: newOnes,
    suppressedNow,
    unknownNow: nowUnknown.flatMap(reviewed).sort(byWeight),
    fixed,
    unchanged: unchanged.map(({ fingerprint }) => fingerprint),
    diagnostics,
    notReviewed,
    planned,
    summary: after.summary,
    coverage: after.coverage,
    conclusion: conclude(newOnes, diagnostics, notReviewed),
  };
}

async function placeAll(
  findings: readonly Finding[],
  { change: changeSet, compared, owners, readBase, readHead, isBlocking }: ReviewInput,
): Promise<ReadonlyMap<Finding, [ReviewedFinding]>> {
  const change = new ChangeIndex(changeSet);
  const context = { change, readBase, readHead };
  const left = findings.filter((finding) => placeFinding(finding, context).kind !== "lines");
  const passes = left.length === 0 ? undefined : passesOf(await compared.passesBefore(policiesOf(left)));
  const removed = left.length === 0 ? [] : removedBlocks(changeSet, readBase);
  const loaded = removed.length === 0 ? [] : await compared.loadPolicies(policiesOf(left));
  const policies = new Map(loaded.map((policy) => [policy.id, policy]));
  const companionOf = (before: Finding | undefined): RemovedBlock | undefined => {
    const policy = before === undefined ? undefined : policies.get(before.policy);
    return before === undefined || policy === undefined ? undefined : findCompanion(before, policy, removed);
  };
  return new Map(
    findings.map((finding) => {
      const before = passes?.get(subjectOf(finding));
      const placement = placeFinding(finding, context, before, companionOf(before));
      const file = placement.kind === "summary" ? finding.location.file : placement.file;
      const isNew = finding.status === "fail";
      const reviewed: ReviewedFinding = {
        finding,
        placement,
        owners: owners.of(file),
        isBlocking: isNew && isBlocking(finding),
        suggestion: isNew ? suggestFix(finding, change, readHead) : undefined,
      };
      return [finding, [reviewed]];
    }),
  );
}

function policiesOf(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map(({ policy }) => policy))];
}

function newlySuppressed(before: ScanRecord, { findings }: ScanResult): readonly Finding[] {
  const isSuppressed = ({ status }: Finding): boolean => status === "suppressed";
  const known = new Set(before.findings.filter(isSuppressed).map(({ fingerprint }) => fingerprint));
  return findings.filter((finding) => isSuppressed(finding) && !known.has(finding.fingerprint));
}

function conclude(
  added: readonly ReviewedFinding[],
  diagnostics: readonly ReportedDiagnostic[],
  notReviewed: readonly NotReviewed[],
): Review["conclusion"] {
  if (added.some(({ isBlocking }) => isBlocking)) return "failure";
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
function newDiagnostics(
  before: readonly ReportedDiagnostic[],
  after: ScanResult,
  { files }: ChangeSet,
): readonly ReportedDiagnostic[] {
  const previous = new Map(
    files.flatMap(({ path, previousPath }) => (previousPath === undefined ? [] : [[path, previousPath]])),
  );
  const keyOf = ({ code, message, location }: ReportedDiagnostic, file = location?.file): string =>
    `${code}\0${file ?? ""}\0${message}`;
  const known = new Map<string, number>();
  for (const diagnostic of before) {
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
