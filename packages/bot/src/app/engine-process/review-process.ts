import { createTreeHost, GitError } from "@lintel/git";
import { loadReporter } from "@lintel/reporters";
import { conversationOptions, maximumCommentsOf } from "../../conversation/options.js";
import { writeConversation } from "../../conversation/write-conversation.js";
import { readBaseConfiguration } from "../../engine/base-configuration.js";
import { createRecordCache, type RecordCache } from "../../engine/record-cache.js";
import { ReviewError } from "../../engine/review-error.js";
import { reviewRepository } from "../../engine/review-repository.js";
import { githubManners } from "../github-manners.js";
import type { NoReply, Order, PoliciesOrder, PoliciesReply, ReviewOrder, ReviewReply } from "./message.js";

/*
 * A process of its own for what reads files that strangers wrote: it is given no secret, its memory is limited, and when it takes too
 * long it is ended, while the App goes on answering.
 */

const records = createRecordCache(20);

async function review(order: ReviewOrder): Promise<ReviewReply> {
  const { id, repository, base, head, today, notes, webUrl, wantsSarif } = order;
  const { cache, isKnown } = watched(records);
  const reviewed = await reviewRepository({ repository, base, head, today, notes, cache });
  const { review: made, configuration, result } = reviewed;
  const { project } = configuration;
  const manners = githubManners(webUrl, made);
  return {
    id,
    kind: "reviewed",
    conversation: writeConversation(made, conversationOptions(project, manners)),
    maximumComments: maximumCommentsOf(project),
    sarif: wantsSarif ? (await loadReporter("sarif"))(result) : undefined,
    isBaseKnown: isKnown(),
    counts: { added: made.added.length, fixed: made.fixed.length, notReviewed: made.notReviewed.length },
  };
}

async function readPolicies({ id, repository, base }: PoliciesOrder): Promise<PoliciesReply> {
  const { ownPolicies } = await readBaseConfiguration(await createTreeHost(repository, base), [""]);
  const policies = ownPolicies.map(({ id: policy, title, severity, description, remediation, aliases }) => ({
    ...{ id: policy, title, severity, description, remediation, aliases },
  }));
  return { id, kind: "policies", policies };
}

async function reply(order: Order): Promise<ReviewReply | PoliciesReply> {
  try {
    return await (order.kind === "review" ? review(order) : readPolicies(order));
  } catch (error) {
    return whyNot(order.id, error);
  }
}

function whyNot(id: number, error: unknown): NoReply {
  if (error instanceof ReviewError) return { id, kind: "not-reviewed", why: error.message, hint: error.hint };
  if (error instanceof GitError) return { id, kind: "not-reviewed", why: error.message.slice(0, 500), hint: undefined };
  return { id, kind: "broken", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** Tells whether anything was found in a cache. */
function watched(cache: RecordCache): { readonly cache: RecordCache; readonly isKnown: () => boolean } {
  let isFound = false;
  return {
    cache: {
      get: (key) => {
        const record = cache.get(key);
        isFound ||= record !== undefined;
        return record;
      },
      set: cache.set,
    },
    isKnown: () => isFound,
  };
}

process.on("message", (order: Order) => {
  void reply(order).then((made) => process.send?.(made));
});
// Without the App there is nobody to review for.
process.on("disconnect", () => {
  process.exit(0);
});
// Ctrl+C reaches all processes of a terminal; the App says when to end.
process.on("SIGINT", () => undefined);
