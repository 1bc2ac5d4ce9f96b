import type { Check, ReviewComment } from "../conversation/conversation.js";

/** A thread of comments that a review began. */
export interface Thread {
  readonly id: string;
  readonly key: string;
  /** The first comment, which is ours. */
  readonly body: string;
  readonly isResolved: boolean;
  /** Whether it was us who resolved it, rather than a person. */
  readonly isResolvedByUs: boolean;
  /** Whether anybody else has written in it. */
  readonly isAnswered: boolean;
}

/** What of a review stands at the host already. Comments that others wrote are none of it, whatever marks they carry. */
export interface PostedConversation {
  /** The commit that the change's branch is at, where the host tells. */
  readonly head?: string | undefined;
  readonly summary: { readonly id: string; readonly body: string } | undefined;
  readonly threads: readonly Thread[];
}

/** A comment that the host did not take, with what it said. */
export interface RefusedComment {
  readonly comment: ReviewComment;
  readonly why: string;
}

/** Where a pull request lives. Every method may throw {@link HostError}; retries and rate limits are the implementation's business. */
export interface CodeHost {
  readonly read: () => Promise<PostedConversation>;
  readonly postSummary: (body: string) => Promise<void>;
  readonly editSummary: (id: string, body: string) => Promise<void>;
  /** Posts comments at once where the host can; a line that it does not know is refused, and costs no other comment its place. */
  readonly postComments: (comments: readonly ReviewComment[], head: string) => Promise<readonly RefusedComment[]>;
  readonly editComment: (thread: Thread, body: string) => Promise<void>;
  readonly resolve: (thread: Thread) => Promise<void>;
  readonly reopen: (thread: Thread) => Promise<void>;
  /** Publishes the check of a commit, or updates the one that is there. */
  readonly publishCheck: (check: Check, head: string) => Promise<void>;
}

/** That a host did not do what it was asked. Status 409 says that the change has moved on from what was reviewed. */
export class HostError extends Error {
  /** How long the host wants to be left alone, where it says so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    message: string,
    /** The status of HTTP; undefined where there was no answer. */
    readonly status: number | undefined,
    { retryAfterSeconds, ...options }: ErrorOptions & { readonly retryAfterSeconds?: number | undefined } = {},
  ) {
    super(message, options);
    this.name = "HostError";
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
