import { bitbucketPipeline } from "./bitbucket-pipeline.js";
import { githubWorkflow } from "./github-workflow.js";
import { gitlabJob } from "./gitlab-job.js";
import type { HostManners } from "../conversation/options.js";
import type { CodeHost } from "../host/code-host.js";

/** Where a job of a CI system publishes a review, and of what. */
export interface PublishTarget {
  readonly host: CodeHost;
  /** The commit that the job is about. */
  readonly head: string;
  /** Names of what the change goes to, in the order in which they are tried: a shallow clone has not got all of them. */
  readonly bases: readonly string[];
  /** How the host wants to be spoken to about these commits. */
  readonly manners: (commits: ReviewedCommits) => HostManners;
}

/** The commits that links lead to. */
export interface ReviewedCommits {
  readonly base: string;
  readonly head: string;
}

/** The variables of the job's environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a shell may decide. */
export interface PublishOptions {
  /** Whether the check is published too. */
  readonly hasCheck: boolean;
  /** Told what is waited for. */
  readonly onWait?: ((what: string) => void) | undefined;
}

/** The hosts that a job can publish at. */
export const publishingHosts = ["github", "gitlab", "bitbucket"] as const;

const targets = { github: githubWorkflow, gitlab: gitlabJob, bitbucket: bitbucketPipeline };

/** Reads from a job's variables where to publish. @throws ReviewError, which says which variable is missing and what it is. */
export function publishTarget(
  host: (typeof publishingHosts)[number],
  environment: Environment,
  options: PublishOptions,
): PublishTarget {
  return targets[host](environment, options);
}
