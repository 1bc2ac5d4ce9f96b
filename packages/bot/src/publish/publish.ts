import type { Conversation } from "../conversation/conversation.js";
import { HostError, type CodeHost, type RefusedComment } from "../host/code-host.js";
import { planOperations } from "./operations.js";

/** What was done at a host. */
export interface Published {
  readonly posted: number;
  readonly edited: number;
  readonly resolved: number;
  readonly reopened: number;
  /** Comments that are left to the summary, because there would be too many of them. */
  readonly postponed: number;
  readonly refused: readonly RefusedComment[];
  /** What the host did not let be said, in its words: comments in a locked conversation. */
  readonly denied: readonly string[];
  /** Why threads stay open that should not, or the other way round: GitHub lets nobody resolve who may not write contents. */
  readonly threadsLeft: readonly string[];
  /** Whether the change has moved on from what was reviewed: nothing is said of it then, since another review will. */
  readonly isOutdated: boolean;
}

/** How a review is published. */
export interface PublishingOptions {
  /** How many comments on lines it has at most. */
  readonly maximumComments: number;
  /** How often it is begun again where the host did not answer; 3 unless given. */
  readonly attempts?: number | undefined;
  /** How long a second of waiting takes; 1000 unless given. */
  readonly millisecondsPerSecond?: number | undefined;
}

const outdated: Published = {
  ...{ posted: 0, edited: 0, resolved: 0, reopened: 0, postponed: 0, refused: [], denied: [], threadsLeft: [] },
  isOutdated: true,
};

/**
 * Makes a host say what the conversation says. Doing it twice is doing it once, also where the first time was cut off in the middle: what
 * there is to do is read off the host each time. The check comes last, since it says that all of it is done.
 * @throws HostError where the host does not do as it is asked.
 */
export async function publishConversation(
  host: CodeHost,
  conversation: Conversation,
  { maximumComments }: Pick<PublishingOptions, "maximumComments">,
): Promise<Published> {
  const posted = await host.read();
  if (posted.head !== undefined && posted.head !== conversation.head) return outdated;
  const { summary, post, edit, resolve, reopen, postponed } = planOperations(conversation, posted, maximumComments);
  const permitted = new Permissions();
  const changing = new Permissions();
  const refused =
    post.length === 0 ? [] : ((await permitted.ask(() => host.postComments(post, conversation.head))) ?? []);
  await changing.askEach(reopen, (thread) => host.reopen(thread));
  await permitted.askEach(edit, ({ thread, body }) => host.editComment(thread, body));
  await changing.askEach(resolve, (thread) => host.resolve(thread));
  if (summary !== undefined) {
    const { summary: old } = posted;
    await permitted.ask(() => (old === undefined ? host.postSummary(summary) : host.editSummary(old.id, summary)));
  }
  await host.publishCheck(conversation.check, conversation.head);
  return {
    posted: post.length - refused.length,
    edited: edit.length,
    resolved: resolve.length,
    reopened: reopen.length,
    postponed: postponed.length,
    refused,
    denied: permitted.denied,
    threadsLeft: changing.denied,
    isOutdated: false,
  };
}

/** Asks for what may not be permitted, as in a locked conversation, where the check can still say what is to be said. */
class Permissions {
  readonly denied: string[] = [];

  async ask<T>(what: () => Promise<T>): Promise<T | undefined> {
    try {
      return await what();
    } catch (error) {
      if (!isDenial(error)) throw error;
      this.denied.push(error.message);
      return undefined;
    }
  }

  /** What is not permitted once is not asked for again. */
  async askEach<T>(entries: readonly T[], what: (entry: T) => Promise<void>): Promise<void> {
    const before = this.denied.length;
    for (const entry of entries) {
      if (this.denied.length === before) await this.ask(() => what(entry));
    }
  }
}

/** Limits are said with the same status, and pass. */
function isDenial(error: unknown): error is HostError {
  return error instanceof HostError && error.status === 403 && error.retryAfterSeconds === undefined;
}

/**
 * The same, begun again where the host did not answer or failed: what was done by then is read off it, so that nothing is posted twice.
 * @throws HostError where the host does not do as it is asked.
 */
export async function publishWithRetries(
  host: CodeHost,
  conversation: Conversation,
  options: PublishingOptions,
): Promise<Published> {
  const { attempts = 3, millisecondsPerSecond = 1000 } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await publishConversation(host, conversation, options);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      if (error.status === 409) return outdated;
      if (!isPassing(error) || attempt >= attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * attempt * millisecondsPerSecond));
    }
  }
}

/** Whether asking again may help. */
function isPassing({ status }: HostError): boolean {
  return status === undefined || status >= 500;
}
