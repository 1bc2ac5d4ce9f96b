import { readFileSync } from "node:fs";
import { z } from "zod";
import { ReviewError } from "../engine/review-error.js";

const commit = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);

/** A pull request, as events and the API tell of it. */
export const pullRequestShape = z.object({
  number: z.number().int(),
  head: z.object({ sha: commit, repo: z.object({ full_name: z.string() }).nullish() }),
  base: z.object({ ref: z.string(), sha: commit, repo: z.object({ full_name: z.string() }) }),
});

/** A pull request that a workflow runs for. */
export type PullRequestEvent = z.infer<typeof pullRequestShape>;

const workflowRun = z.object({
  head_sha: commit,
  head_branch: z.string().nullish(),
  head_repository: z.object({ owner: z.object({ login: z.string() }) }).nullish(),
});

/** The run of the workflow that scanned, which the one that publishes follows. */
export type WorkflowRunEvent = z.infer<typeof workflowRun>;

/** What a workflow runs for. */
export type ActionEvent =
  | { readonly kind: "pull-request"; readonly pullRequest: PullRequestEvent }
  | { readonly kind: "workflow-run"; readonly run: WorkflowRunEvent };

/** Reads the event that a workflow runs for. @throws ReviewError where there is nothing to review in it */
export function readEvent(path: string): ActionEvent {
  let event: unknown;
  try {
    event = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new ReviewError(
      "The event of the workflow cannot be read.",
      "The runner names its file in GITHUB_EVENT_PATH.",
    );
  }
  const pullRequest = z.object({ pull_request: pullRequestShape }).safeParse(event);
  if (pullRequest.success) return { kind: "pull-request", pullRequest: pullRequest.data.pull_request };
  const run = z.object({ workflow_run: workflowRun }).safeParse(event);
  if (run.success) return { kind: "workflow-run", run: run.data.workflow_run };
  throw new ReviewError(
    "The workflow runs for no pull request.",
    "Use the Action in workflows that run on pull_request, or on workflow_run after one of these.",
  );
}

/** Whether the head is nobody's here: a fork's, or of a repository that is gone. */
export function isFromFork({ head, base }: PullRequestEvent): boolean {
  return head.repo?.full_name !== base.repo.full_name;
}
