import type { Logger } from "pino";
import type { CodeHost } from "../../host/code-host.js";
import type { GitHubClient } from "../../host/github/client.js";
import type { RepositoryToken, Tokens } from "../authentication.js";
import type { CloneStore } from "../checkout/clone-store.js";
import type { Reviewers } from "../engine-process/reviewers.js";
import type { Job } from "../job.js";
import type { AppMetrics } from "../metrics.js";
import type { AppSettings } from "../settings.js";

/** What jobs are done with. */
export interface Services {
  readonly settings: AppSettings;
  readonly tokens: Tokens;
  readonly clones: CloneStore;
  readonly reviewers: Reviewers;
  readonly metrics: AppMetrics;
  readonly log: Logger;
  readonly connect: (token: RepositoryToken) => GitHubClient;
  readonly enqueue: (job: Job) => Promise<void>;
  /** Today, as `2030-01-31`. */
  readonly today: () => string;
}

/** What became of a job, for the log and the metrics. */
export interface Outcome {
  readonly outcome: string;
  readonly details?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** That a job does not get to its end now, but may later. */
export class TryLater extends Error {
  constructor(
    message: string,
    readonly afterMilliseconds: number,
  ) {
    super(message);
    this.name = "TryLater";
  }
}

/** That a job never gets to its end, with a sentence for the people of the pull request. */
export class NotPossible extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
    this.name = "NotPossible";
  }
}

/** Does nothing more at a host once the job is no longer ours. */
export function whileOurs(host: CodeHost, signal: AbortSignal): CodeHost {
  const ours =
    <A extends readonly unknown[], R>(act: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      signal.throwIfAborted();
      return act(...args);
    };
  return {
    read: ours(host.read),
    postSummary: ours(host.postSummary),
    editSummary: ours(host.editSummary),
    postComments: ours(host.postComments),
    editComment: ours(host.editComment),
    resolve: ours(host.resolve),
    reopen: ours(host.reopen),
    publishCheck: ours(host.publishCheck),
  };
}
