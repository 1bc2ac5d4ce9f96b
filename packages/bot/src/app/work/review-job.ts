import { createGitHubHost } from "../../host/github/github-host.js";
import { publishConversation } from "../../publish/publish.js";
import { HostError } from "../../host/code-host.js";
import type { GitHubClient } from "../../host/github/client.js";
import { uploadSarif } from "../../host/github/upload-sarif.js";
import { mayWriteTo } from "../authentication.js";
import type { ReviewReply } from "../engine-process/message.js";
import type { ReviewJob } from "../job.js";
import { readPull, type PullRequest } from "./github-pull.js";
import { NotPossible, TryLater, whileOurs, type Outcome, type Services } from "./services.js";
import { webUrlOf, withChange } from "./with-change.js";

/** How often a review begins anew because there was a push in the meantime, before it lets the pull request come to rest. */
const rounds = 3;

/** Reviews a pull request as it is now, and publishes that. */
export async function doReview(services: Services, job: ReviewJob, signal: AbortSignal): Promise<Outcome> {
  const publishing = await services.tokens.forPublishing(job);
  const client = services.connect(publishing);
  const [hasCheck, maySarif] = [mayWriteTo(publishing, "checks"), mayWriteTo(publishing, "security_events")];
  for (let round = 0; round < rounds; round += 1) {
    const pull = await readPull(client, job, job.number);
    if (pull === undefined) return { outcome: "gone" };
    if (!pull.isOpen) return { outcome: "closed" };
    const reply = await reviewOnce(services, job, pull, maySarif, signal);
    if (reply === undefined) continue;
    const now = await readPull(client, job, job.number);
    if (now === undefined || !now.isOpen) return { outcome: "closed" };
    // What was reviewed is no longer what there is.
    if (now.head !== pull.head || now.baseBranch !== pull.baseBranch) continue;
    if (reply.kind === "not-reviewed") throw new NotPossible(reply.why, reply.hint);
    if (reply.kind === "broken") throw new Error(reply.message);
    services.metrics.baseScan(reply.isBaseKnown);
    const { head } = pull;
    const { sarif } = reply;
    const atTheEnd = sarif === undefined ? undefined : () => upload(services, client, job, { head, sarif });
    const host = createGitHubHost(client, job, { hasCheck, atTheEnd });
    const published = await publishConversation(whileOurs(host, signal), reply.conversation, {
      maximumComments: reply.maximumComments,
    });
    const { refused, denied, threadsLeft, isOutdated, ...done } = published;
    if (isOutdated) continue;
    return {
      outcome: "reviewed",
      details: {
        head,
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

/** Code scanning is one more place to look; that it does not take a report keeps nobody from reading the review. */
async function upload(
  { log }: Services,
  client: GitHubClient,
  job: ReviewJob,
  report: { readonly head: string; readonly sarif: string },
): Promise<void> {
  try {
    const { delivery } = job;
    log.debug({ delivery, ...(await uploadSarif(client, job, report)) }, "code scanning");
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    log.warn({ error, delivery: job.delivery }, "code scanning took no report");
  }
}

/** Undefined where what was fetched is not what GitHub says is there: somebody pushed in between. */
async function reviewOnce(
  services: Services,
  job: ReviewJob,
  pull: PullRequest,
  wantsSarif: boolean,
  signal: AbortSignal,
): Promise<ReviewReply | undefined> {
  return withChange(services, job, pull, signal, async ({ repository, base, head }) => {
    if (head !== pull.head) return undefined;
    const conflict = `It conflicts with ${pull.baseBranch}: what it brings was reviewed, not what a merge would make of it.`;
    const notes = pull.isMergeable === false ? [conflict] : [];
    const webUrl = webUrlOf(services.settings, job);
    const today = services.today();
    return services.reviewers.review({ repository, base, head, today, notes, webUrl, wantsSarif }, signal);
  });
}
