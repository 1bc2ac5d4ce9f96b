import { mark, type Conversation, type ReviewComment } from "../conversation/conversation.js";
import type { PostedConversation, Thread } from "../host/code-host.js";

/** What has to be done at the host so that it says what the conversation says; nothing where it does so already. */
export interface Operations {
  /** The summary's new body, where it differs. */
  readonly summary: string | undefined;
  readonly post: readonly ReviewComment[];
  readonly edit: readonly { readonly thread: Thread; readonly body: string }[];
  readonly resolve: readonly Thread[];
  readonly reopen: readonly Thread[];
  /** Comments that are not posted, because there would be too many of them at once. */
  readonly postponed: readonly ReviewComment[];
}

/** Makes the body that a comment has at the host. */
export function bodyOf(comment: ReviewComment): string {
  return mark(comment.body, "finding", comment.key);
}

/**
 * Compares what is to be said with what is said already.
 * - A finding that has a thread gets no other one: an open thread is brought up to date as long as nobody has answered in it, one that we
 *   resolved is opened again, and one that a person resolved is left alone, since they have decided.
 * - A thread whose finding is gone is resolved, unless the review saw only part of the change. Nothing is ever deleted.
 * - No more than `maximumComments` are posted in one run, the gravest first.
 */
export function planOperations(
  conversation: Conversation,
  posted: PostedConversation,
  maximumComments: number,
): Operations {
  const threads = new Map<string, Thread>();
  // The oldest thread of a key is the one people know.
  for (const thread of posted.threads) if (!threads.has(thread.key)) threads.set(thread.key, thread);
  const fresh = conversation.comments.filter(({ key }) => !threads.has(key));
  const known = conversation.comments.flatMap((comment) => {
    const thread = threads.get(comment.key);
    return thread === undefined ? [] : [{ comment, thread }];
  });
  const gone = posted.threads.filter(({ key, isResolved }) => !isResolved && !conversation.open.has(key));
  const doubled = posted.threads.filter((thread) => !thread.isResolved && threads.get(thread.key) !== thread);
  const summary = mark(conversation.summary, "summary");
  return {
    summary: posted.summary?.body === summary ? undefined : summary,
    post: fresh.slice(0, maximumComments),
    postponed: fresh.slice(maximumComments),
    edit: known.flatMap(({ comment, thread }) => {
      const body = bodyOf(comment);
      return thread.isAnswered || thread.isResolved || thread.body === body ? [] : [{ thread, body }];
    }),
    resolve: conversation.isPartial ? [] : [...new Set([...gone, ...doubled])],
    reopen: [...threads.values()].filter(
      ({ key, isResolved, isResolvedByUs }) => isResolved && isResolvedByUs && conversation.open.has(key),
    ),
  };
}
