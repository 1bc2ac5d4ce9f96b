import type { Finding, Location, ReportedDiagnostic, ScanCoverage, Summary } from "@lintel/core";
import type { PlannedChanges } from "./planned-changes.js";

/** Where a finding is told: on lines that the change touches, at a file that it touches, or in the summary alone. */
export type Placement =
  | {
      readonly kind: "lines";
      readonly file: string;
      /** `head` for lines that the change writes, `base` for those that it takes away. */
      readonly side: "head" | "base";
      readonly first: number;
      readonly last: number;
      /** What the lines are to the finding, where they are not where it is found: `argument "encrypted" of module "database"`. */
      readonly role: string | undefined;
    }
  | { readonly kind: "file"; readonly file: string }
  | { readonly kind: "summary" };

/** A finding, and what a change has to do with it. */
export interface ReviewedFinding {
  readonly finding: Finding;
  readonly placement: Placement;
  /** Who is to be asked about the file that it is placed in, as CODEOWNERS names them. */
  readonly owners: readonly string[];
  /** Whether it keeps the change from being merged. */
  readonly isBlocking: boolean;
  /** Lines that the change writes as they would be, mended. */
  readonly suggestion: Suggestion | undefined;
}

/** Text for lines of the head. */
export interface Suggestion {
  readonly file: string;
  readonly first: number;
  readonly last: number;
  /** What they become; none where they are taken away. */
  readonly lines: readonly string[];
}

/** Something that the review could not look at, in a sentence. */
export interface NotReviewed {
  readonly what: string;
  readonly location: Location | undefined;
}

/** What a change causes. */
export interface Review {
  /** The commit that it was compared with, and its own. */
  readonly base: string;
  readonly head: string;
  /** Findings that the change brings, the gravest first. */
  readonly added: readonly ReviewedFinding[];
  /** Findings that the change brings and suppresses at once: nobody should have to search for these. */
  readonly suppressedNow: readonly Finding[];
  /** What could be decided, or was not there, before and cannot be decided now. */
  readonly unknownNow: readonly ReviewedFinding[];
  /** Findings that the change mends or takes away. */
  readonly fixed: readonly Finding[];
  /** The fingerprints of findings that were there before and still are. */
  readonly unchanged: readonly string[];
  /** Errors and warnings that were not there before. */
  readonly diagnostics: readonly ReportedDiagnostic[];
  /** What was left out, and why: a review never succeeds in silence. */
  readonly notReviewed: readonly NotReviewed[];
  readonly planned: PlannedChanges | undefined;
  readonly summary: Summary;
  readonly coverage: ScanCoverage | undefined;
  /** `failure` where something blocks, `neutral` where something could not be reviewed and nothing blocks. */
  readonly conclusion: "success" | "failure" | "neutral";
}
