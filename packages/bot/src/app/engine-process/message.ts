import type { ExplainablePolicy } from "../../commands/answer.js";
import type { Conversation } from "../../conversation/conversation.js";

/** What a reviewing process is asked. Nothing in it is secret. */
export type Order = ReviewOrder | PoliciesOrder;

/** A wish to know a repository's own policies. */
export interface PoliciesOrder {
  readonly id: number;
  readonly kind: "policies";
  readonly repository: string;
  readonly base: string;
}

/** A wish for a review. */
export interface ReviewOrder {
  readonly id: number;
  readonly kind: "review";
  /** The directory of the clone. */
  readonly repository: string;
  readonly base: string;
  readonly head: string;
  readonly today: string;
  readonly notes: readonly string[];
  /** Where files are shown: `https://github.com/owner/repo`. */
  readonly webUrl: string;
  /** Whether a report for code scanning is wanted, too. */
  readonly wantsSarif: boolean;
}

/** What came of a review. */
export type ReviewReply =
  | {
      readonly id: number;
      readonly kind: "reviewed";
      readonly conversation: Conversation;
      readonly maximumComments: number;
      readonly sarif: string | undefined;
      /** Whether it was known what there was before. */
      readonly isBaseKnown: boolean;
      readonly counts: { readonly added: number; readonly fixed: number; readonly notReviewed: number };
    }
  | NoReply;

/** The policies that the base's configuration names. */
export type PoliciesReply =
  { readonly id: number; readonly kind: "policies"; readonly policies: readonly ExplainablePolicy[] } | NoReply;

/** Why there is nothing else. */
export type NoReply =
  /** It cannot be reviewed, for a reason that people are told. */
  | { readonly id: number; readonly kind: "not-reviewed"; readonly why: string; readonly hint: string | undefined }
  /** Something broke. */
  | { readonly id: number; readonly kind: "broken"; readonly message: string };
