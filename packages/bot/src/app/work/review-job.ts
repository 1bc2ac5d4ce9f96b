import { createGitHubHost } from "../../host/github/github-host.js";
import { publishConversation } from "../../publish/publish.js";
import { fetchChange, type FetchedChange } from "../checkout/fetch-change.js";
import type { ReviewReply } from "../engine-process/message.js";
import type { ReviewJob } from "../job.js";
import { readPull, type PullRequest } from "./github-pull.js";
import { NotPossible, TryLater, whileOurs, type Outcome, type Services } from "./services.js";

/** How often a review begins anew because there was a push in the meantime, before it lets the pull request come to rest. */
const rounds = 3;

/** Reviews a pull request as it is now, and publishes that. */
export async function doReview(services: Services, job: ReviewJob, signal: AbortSignal): Promise<Outcome> {
  const publishing = await services.tokens.forPublishing(job);
  const client = services.connect(publishing);
  for (let round = 0; round < rounds; round += 1) {
    const pull = await readPull(client, job, job.number);
    if (pull === undefined) return { outcome: "gone" };
    if (!pull.isOpen) return { outcome: "closed" };
    const reply = await reviewOnce(services, job, pull, signal);
    if (reply === undefined) continue;
    const now = await readPull(client, job, job.number);
    if (now === undefined || !now.isOpen) return { outcome: "closed" };
    // What was reviewed is no longer what there is.
    if (now.head !== pull.head || now.baseBranch !== pull.baseBranch) continue;
    if (reply.kind === "not-reviewed") throw new NotPossible(reply.why, reply.hint);
    if (reply.kind === "broken") throw new Error(reply.message);
    services.metrics.baseScan(reply.isBaseKnown);
    const hasCheck = publishing.permissions["checks"] !== undefined || Object.keys(publishing.permissions).length === 0;
    const host = createGitHubHost(client, job, { hasCheck });
    const published = await publishConversation(whileOurs(host, signal), reply.conversation, {
      maximumComments: reply.maximumComments,
    });
    const { refused, denied, threadsLeft, isOutdated, ...done } = published;
    if (isOutdated) continue;
    return {
      outcome: "reviewed",
      details: {
        head: pull.head,
        conclusion: reply.conversation.check.conclusion,
        ...reply.counts,
        ...done,
        refused: refused.length,
        denied: denied.join(", "),
        threadsLeft: threadsLeft.join(", "),
        isBaseKnown: reply.isBaseKnown,
      },
    };
  }
  throw new TryLater("It is pushed to faster than it can be reviewed.", 10_000);
}

/** Undefined where what was fetched is not what GitHub says is there: somebody pushed in between. */
async function reviewOnce(
  services: Services,
  job: ReviewJob,
  pull: PullRequest,
  signal: AbortSignal,
): Promise<ReviewReply | undefined> {
  const { settings, clones, reviewers, tokens } = services;
  const { owner, repo, number } = job;
  const webUrl = `${settings.serverUrl}/${owner}/${repo}`;
  return clones.use(webUrl, async (directory) => {
    const { token } = await tokens.forReading(job);
    const fetched: FetchedChange = await fetchChange(clones, directory, {
      url: `${webUrl}.git`,
      token,
      baseBranch: pull.baseBranch,
      number,
      timeoutMilliseconds: settings.fetchTimeoutMilliseconds,
      signal,
      alsoAllowed: settings.allowsHttp ? ["http"] : [],
      onClone: services.metrics.clone,
    });
    if (fetched.head !== pull.head) return undefined;
    const conflict = `It conflicts with ${pull.baseBranch}: what it brings was reviewed, not what a merge would make of it.`;
    return reviewers.review(
      {
        repository: directory,
        base: fetched.base,
        head: fetched.head,
        today: services.today(),
        notes: pull.isMergeable === false ? [conflict] : [],
        webUrl,
      },
      signal,
    );
  });
}
