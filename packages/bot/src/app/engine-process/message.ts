import type { Conversation } from "../../conversation/conversation.js";

/** What a reviewing process is asked. Nothing in it is secret. */
export interface ReviewOrder {
  readonly id: number;
  /** The directory of the clone. */
  readonly repository: string;
  readonly base: string;
  readonly head: string;
  readonly today: string;
  readonly notes: readonly string[];
  /** Where files are shown: `https://github.com/owner/repo`. */
  readonly webUrl: string;
}

/** What came of it. */
export type ReviewReply =
  | {
      readonly id: number;
      readonly kind: "reviewed";
      readonly conversation: Conversation;
      readonly maximumComments: number;
      /** Whether it was known what there was before. */
      readonly isBaseKnown: boolean;
      readonly counts: { readonly added: number; readonly fixed: number; readonly notReviewed: number };
    }
  /** It cannot be reviewed, for a reason that people are told. */
  | { readonly id: number; readonly kind: "not-reviewed"; readonly why: string; readonly hint: string | undefined }
  /** Something broke. */
  | { readonly id: number; readonly kind: "broken"; readonly message: string };
