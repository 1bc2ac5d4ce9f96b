import { setTimeout as sleep } from "node:timers/promises";
import { createMemoryHost, type Project } from "@lintel/core";
import { createTreeHost, GitError, repositoryRoot, resolveCommit } from "@lintel/git";
import { conversationOptions, maximumCommentsOf } from "../conversation/options.js";
import { writeConversation } from "../conversation/write-conversation.js";
import { readBaseConfiguration } from "../engine/base-configuration.js";
import { ReviewError } from "../engine/review-error.js";
import { HostError } from "../host/code-host.js";
import { publishConversation, type Published } from "../publish/publish.js";
import type { Review } from "../review/review.js";
import type { PublishTarget } from "./publish-target.js";

/** How often it is begun anew where the host falters: what there is to do is read off it each time. */
const attempts = 3;

/**
 * Publishes a review where a job belongs. Where it is cut off, it reads what stands there and does the rest.
 * @throws ReviewError, with a sentence for people, where the review is of another commit than the one that is there, or the host refuses.
 */
export async function publishReview(
  { host, manners }: PublishTarget,
  review: Review,
  project: Project,
  wait: (milliseconds: number) => Promise<unknown> = sleep,
): Promise<Published> {
  const conversation = writeConversation(review, conversationOptions(project, manners(review)));
  for (let attempt = 1; ; attempt++) {
    try {
      const { head } = await host.read();
      if (head !== undefined && head !== review.head) throw outdated(review.head, head);
      return await publishConversation(host, conversation, { maximumComments: maximumCommentsOf(project) });
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      const isFaltering = error.status === undefined || error.status >= 500;
      if (!isFaltering || attempt === attempts) throw new ReviewError(error.message, hintFor(error.status));
      await wait(5_000);
    }
  }
}

function outdated(reviewed: string, now: string): ReviewError {
  return new ReviewError(
    `The review is of ${reviewed.slice(0, 10)}, and the change is at ${now.slice(0, 10)} now: nothing was published.`,
    "The run for the commit that is there now publishes its own.",
  );
}

function hintFor(status: number | undefined): string | undefined {
  if (status === 401) return "The token is wrong, or has expired.";
  if (status === 403) return "The token may not do this: look at its role and scopes.";
  if (status === 404) return "Hosts say this of what a token may not see, too.";
  return undefined;
}

/**
 * Finds the first of the names of a base that the clone has. @throws ReviewError where it has none of them.
 */
export async function findBase(repository: string, { bases }: Pick<PublishTarget, "bases">): Promise<string> {
  const root = await repositoryRoot(repository);
  for (const base of bases) {
    try {
      await resolveCommit(root, base);
      return base;
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
    }
  }
  throw new ReviewError(
    `What the change goes to is not in the clone: ${bases.join(", ")}.`,
    "Fetch it, with its history: git fetch origin <branch>.",
  );
}

/** Reads how the base wants reviews told, for an artifact that another step made; where there is no clone, as by default. */
export async function readProject(repository: string, target: PublishTarget): Promise<Project> {
  let root: string;
  try {
    root = await repositoryRoot(repository);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return (await readBaseConfiguration(createMemoryHost({}), [""])).project;
  }
  const base = await findBase(root, target);
  return (await readBaseConfiguration(await createTreeHost(root, base), [""])).project;
}
