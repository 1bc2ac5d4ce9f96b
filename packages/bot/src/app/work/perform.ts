import { createGitHubHost } from "../../host/github/github-host.js";
import { publishProblem } from "../../publish/problem.js";
import { mayWriteTo } from "../authentication.js";
import type { Job, RecheckJob } from "../job.js";
import type { Attempt, AttemptResult } from "../queue/queue.js";
import { doAnswer } from "./answer-job.js";
import { failureOf, pauseBefore, type Failure } from "./failure.js";
import { findPulls, readPull } from "./github-pull.js";
import { doReview } from "./review-job.js";
import { whileOurs, type Outcome, type Services } from "./services.js";

const done: AttemptResult = { kind: "done" };

/**
 * Does a job, and says in one line of the log what became of it. Whatever happens, it is done, or put off, or given up with a word to the people of
 * the pull request; it never ends the App.
 */
export async function perform(services: Services, attempt: Attempt): Promise<AttemptResult> {
  const { job } = attempt;
  const began = performance.now();
  const log = services.log.child({
    delivery: job.delivery,
    job: job.kind,
    repository: `${job.owner}/${job.repo}`,
    ...("number" in job ? { number: job.number } : {}),
    attempt: attempt.number,
  });
  const end = ({ outcome, details }: Outcome, result: AttemptResult): AttemptResult => {
    const seconds = (performance.now() - began) / 1000;
    services.metrics.job(job.kind, outcome, seconds);
    log.info({ outcome, seconds: Math.round(seconds * 1000) / 1000, ...details }, "job");
    return result;
  };
  services.metrics.running(1);
  try {
    // One that ends whatever process does it is not begun for ever.
    if (attempt.number > services.settings.attempts) {
      const why = "It was begun again and again, and never came to an end.";
      return end(...(await giveUp(services, attempt, { kind: "never", why, hint: undefined })));
    }
    return end(await doJob(services, job, attempt.signal), done);
  } catch (error) {
    const failure = failureOf(error, attempt.signal.aborted);
    if (failure.kind === "aborted") return end({ outcome: "handed-back" }, { kind: "again", afterMilliseconds: 0 });
    log.warn({ error, failure: failure.kind }, "an attempt failed");
    if (failure.kind === "gone") return end({ outcome: "gone" }, done);
    if (failure.kind === "never" || attempt.number >= services.settings.attempts) {
      return end(...(await giveUp(services, attempt, failure)));
    }
    const afterMilliseconds = failure.afterMilliseconds ?? pauseBefore(attempt.number);
    return end({ outcome: "put-off", details: { afterMilliseconds } }, { kind: "again", afterMilliseconds });
  } finally {
    services.metrics.running(-1);
  }
}

function doJob(services: Services, job: Job, signal: AbortSignal): Promise<Outcome> {
  switch (job.kind) {
    case "review":
      return doReview(services, job, signal);
    case "answer":
      return doAnswer(services, job, signal);
    case "recheck":
      return doRecheck(services, job);
  }
}

async function doRecheck(services: Services, job: RecheckJob): Promise<Outcome> {
  const { installation, owner, repo, delivery, head } = job;
  const client = services.connect(await services.tokens.forPublishing(job));
  const numbers = await findPulls(client, job, head);
  for (const number of numbers) await services.enqueue({ kind: "review", installation, owner, repo, delivery, number });
  return { outcome: "rescan", details: { pulls: numbers.length } };
}

/** How much more often than a job itself it is tried to say that it was given up. */
const tellingFactor = 4;

/**
 * Says in the pull request that it could not be reviewed, and why; where that is not possible now, it is put off, too. Answers that cannot be given
 * are let go.
 */
async function giveUp(
  services: Services,
  { job, signal, number: attempt }: Attempt,
  failure: Extract<Failure, { readonly why: string }>,
): Promise<readonly [Outcome, AttemptResult]> {
  const outcome: Outcome = { outcome: "given-up", details: { why: failure.why } };
  if (job.kind !== "review") return [outcome, done];
  try {
    const publishing = await services.tokens.forPublishing(job);
    const client = services.connect(publishing);
    const pull = await readPull(client, job, job.number);
    if (pull?.isOpen !== true) return [{ outcome: "closed" }, done];
    const host = createGitHubHost(client, job, { hasCheck: mayWriteTo(publishing, "checks") });
    const hint = failure.kind === "never" ? failure.hint : undefined;
    const problem = { head: pull.head, what: failure.why, hint, conclusion: "neutral" as const };
    await publishProblem(whileOurs(host, signal), problem, { attempts: 1 });
  } catch (error) {
    if (signal.aborted) return [{ outcome: "handed-back" }, { kind: "again", afterMilliseconds: 0 }];
    services.log.error({ error, delivery: job.delivery }, "nobody could be told");
    if (failureOf(error, false).kind === "later" && attempt < services.settings.attempts * tellingFactor) {
      const afterMilliseconds = pauseBefore(attempt);
      return [
        { outcome: "put-off", details: { afterMilliseconds } },
        { kind: "again", afterMilliseconds },
      ];
    }
  }
  return [outcome, done];
}
