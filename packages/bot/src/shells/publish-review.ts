import { createMemoryHost, type Project } from "@lintel/core";
import { createTreeHost, GitError, repositoryDirectory, resolveCommit } from "@lintel/git";
import type { Conversation } from "../conversation/conversation.js";
import { conversationOptions, maximumCommentsOf } from "../conversation/options.js";
import { writeConversation } from "../conversation/write-conversation.js";
import { readBaseConfiguration } from "../engine/base-configuration.js";
import { ReviewError } from "../engine/review-error.js";
import { readOwners } from "../engine/review-repository.js";
import { HostError, type CodeHost } from "../host/code-host.js";
import { publishWithRetries, type Published } from "../publish/publish.js";
import { noOwners, type CodeOwners } from "../review/code-owners.js";
import type { Review, ReviewedFinding } from "../review/review.js";
import type { PublishTarget } from "./publish-target.js";

/**
 * Publishes a review where a job belongs. Where it is cut off, it reads what stands there and does the rest.
 * @throws ReviewError, with a sentence for people, where the review is of another commit than the one that is there, or the host refuses.
 */
export async function publishReview(
  { host, manners }: PublishTarget,
  review: Review,
  project: Project,
): Promise<Published> {
  const conversation = writeConversation(review, conversationOptions(project, manners(review)));
  const published = await publish(host, conversation, maximumCommentsOf(project));
  if (!published.isOutdated) return published;
  throw new ReviewError(
    `The change has moved on from ${review.head.slice(0, 10)}, which was reviewed.`,
    "The run for the commit that is there now publishes its own review.",
  );
}

async function publish(host: CodeHost, conversation: Conversation, maximumComments: number): Promise<Published> {
  try {
    return await publishWithRetries(host, conversation, { maximumComments });
  } catch (error) {
    if (error instanceof HostError) throw new ReviewError(error.message, hintFor(error.status));
    throw error;
  }
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
  const root = await repositoryDirectory(repository);
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

/** What is published of an artifact, and how. */
export interface ReviewToPublish {
  readonly review: Review;
  readonly project: Project;
}

/**
 * Reads how the base wants reviews told, for an artifact that another step made; where there is no clone, as by default. Whoever altered the
 * artifact could have us mention anybody, so that owners are those that the base names, and nobody where there is no clone.
 */
export async function prepareArtifact(
  repository: string,
  target: PublishTarget,
  review: Review,
): Promise<ReviewToPublish> {
  let root: string;
  try {
    root = await repositoryDirectory(repository);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const { project } = await readBaseConfiguration(createMemoryHost({}), [""]);
    return { project, review: withOwners(review, noOwners) };
  }
  const base = await findBase(root, target);
  const host = await createTreeHost(root, base);
  const { project } = await readBaseConfiguration(host, [""]);
  return { project, review: withOwners(review, readOwners(host)) };
}

function withOwners(review: Review, owners: CodeOwners): Review {
  const owned = (reviewed: ReviewedFinding): ReviewedFinding => {
    const { finding, placement } = reviewed;
    return { ...reviewed, owners: owners.of(placement.kind === "summary" ? finding.location.file : placement.file) };
  };
  return { ...review, added: review.added.map(owned), unknownNow: review.unknownNow.map(owned) };
}
