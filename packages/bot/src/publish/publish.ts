import type { Conversation } from "../conversation/conversation.js";
import type { CodeHost, RefusedComment } from "../host/code-host.js";
import { planOperations } from "./operations.js";

/** What was done at a host. */
export interface Published {
  readonly posted: number;
  readonly edited: number;
  readonly resolved: number;
  readonly reopened: number;
  /** Comments that wait for another run, because there were too many of them at once. */
  readonly postponed: number;
  readonly refused: readonly RefusedComment[];
}

/**
 * Makes a host say what the conversation says. Doing it twice is doing it once, also where the first time was cut off in the middle: what
 * there is to do is read off the host each time. The check comes last, since it says that all of it is done.
 * @throws HostError where the host does not do as it is asked.
 */
export async function publishConversation(
  host: CodeHost,
  conversation: Conversation,
  { maximumComments }: { readonly maximumComments: number },
): Promise<Published> {
  const posted = await host.read();
  const { summary, post, edit, resolve, reopen, postponed } = planOperations(conversation, posted, maximumComments);
  const refused = post.length === 0 ? [] : await host.postComments(post, conversation.head);
  for (const { thread, body } of edit) await host.editComment(thread, body);
  for (const thread of reopen) await host.reopen(thread);
  for (const thread of resolve) await host.resolve(thread);
  if (summary !== undefined) {
    if (posted.summary === undefined) await host.postSummary(summary);
    else await host.editSummary(posted.summary.id, summary);
  }
  await host.publishCheck(conversation.check, conversation.head);
  return {
    posted: post.length - refused.length,
    edited: edit.length,
    resolved: resolve.length,
    reopened: reopen.length,
    postponed: postponed.length,
    refused,
  };
}
