import { mark, type Conversation, type ReviewComment } from "../conversation/conversation.js";
import { clip } from "../conversation/markdown.js";
import type { PostedConversation, Thread } from "../host/code-host.js";

/** What has to be done at the host so that it says what the conversation says; nothing where it does so already. */
export interface Operations {
  /** The summary's new body, where it differs. */
  readonly summary: string | undefined;
  readonly post: readonly ReviewComment[];
  readonly edit: readonly { readonly thread: Thread; readonly body: string }[];
  readonly resolve: readonly Thread[];
  readonly reopen: readonly Thread[];
  /** Comments that are not posted, because there would be too many of them: the summary has them. */
  readonly postponed: readonly ReviewComment[];
}

/** Makes the body that a comment has at the host. */
export function bodyOf(comment: ReviewComment): string {
  return mark(clip(comment.body), "finding", comment.key);
}

/** Whether a host shows what it was given: some alter the ends of lines, and white space around all of it. */
function isSame(posted: string | undefined, wanted: string): boolean {
  return posted?.replaceAll("\r\n", "\n").trim() === wanted.replaceAll("\r\n", "\n").trim();
}

/**
 * Compares what is to be said with what is said already.
 * - A finding that has a thread gets no other one: an open thread is brought up to date as long as nobody has answered in it, one that we
 *   resolved is opened again, and one that a person resolved is left alone, since they have decided.
 * - A thread whose finding is gone is resolved, unless the review saw only part of the change. Nothing is ever deleted.
 * - The `maximumComments` gravest have threads, in this run and in all that follow: a second run adds nothing.
 */
export function planOperations(
  conversation: Conversation,
  posted: PostedConversation,
  maximumComments: number,
): Operations {
  const threads = new Map<string, Thread>();
  // The oldest thread of a key is the one people know.
  for (const thread of posted.threads) if (!threads.has(thread.key)) threads.set(thread.key, thread);
  const isFresh = ({ key }: ReviewComment): boolean => !threads.has(key);
  const known = conversation.comments.flatMap((comment) => {
    const thread = threads.get(comment.key);
    return thread === undefined ? [] : [{ comment, thread }];
  });
  const gone = posted.threads.filter(({ key, isResolved }) => !isResolved && !conversation.open.has(key));
  const doubled = posted.threads.filter((thread) => !thread.isResolved && threads.get(thread.key) !== thread);
  const reopen = [...threads.values()].filter(
    ({ key, isResolved, isResolvedByUs }) => isResolved && isResolvedByUs && conversation.open.has(key),
  );
  const summary = mark(clip(conversation.summary), "summary");
  return {
    summary: isSame(posted.summary?.body, summary) ? undefined : summary,
    post: conversation.comments.slice(0, maximumComments).filter(isFresh),
    postponed: conversation.comments.slice(maximumComments).filter(isFresh),
    edit: known.flatMap(({ comment, thread }) => {
      const body = bodyOf(comment);
      const isOver = thread.isResolved && !reopen.includes(thread);
      return thread.isAnswered || isOver || isSame(thread.body, body) ? [] : [{ thread, body }];
    }),
    resolve: conversation.isPartial ? [] : [...new Set([...gone, ...doubled])],
    reopen,
  };
}
