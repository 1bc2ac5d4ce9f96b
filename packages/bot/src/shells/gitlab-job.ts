import type { HostManners } from "../conversation/options.js";
import { ReviewError } from "../engine/review-error.js";
import { createGitLabClient } from "../host/gitlab/client.js";
import { createGitLabHost } from "../host/gitlab/gitlab-host.js";
import type { Environment, PublishOptions, PublishTarget, ReviewedCommits } from "./publish-target.js";
import { encodedPath, optional, required, requiredCommit, requiredNumber } from "./variables.js";

const inMergeRequests =
  'GitLab sets it in pipelines of merge requests: rules: [{if: $CI_PIPELINE_SOURCE == "merge_request_event"}].';

/** What a job of GitLab CI/CD publishes. */
export function gitlabJob(environment: Environment, { hasCheck, onWait }: PublishOptions): PublishTarget {
  const iid = requiredNumber(environment, "CI_MERGE_REQUEST_IID", inMergeRequests);
  const baseUrl = required(environment, "CI_API_V4_URL", inMergeRequests);
  // In a pipeline of a fork, the project of the job is the fork.
  const project = optional(environment, "CI_MERGE_REQUEST_PROJECT_ID", "CI_PROJECT_ID");
  if (project === undefined) throw new ReviewError("CI_PROJECT_ID is not set.", inMergeRequests);
  const client = createGitLabClient({ baseUrl, token: tokenOf(environment), onWait });
  return {
    host: createGitLabHost(client, { project, iid }, { hasCheck }),
    // In a pipeline of merged results, the commit of the job is one that GitLab made.
    head: requiredCommit(environment, ["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "CI_COMMIT_SHA"], inMergeRequests),
    bases: basesOf(environment),
    manners: gitlabManners(optional(environment, "CI_MERGE_REQUEST_PROJECT_URL", "CI_PROJECT_URL")),
  };
}

function tokenOf(environment: Environment): string {
  const token = optional(environment, "LINTEL_GITLAB_TOKEN");
  if (token !== undefined) return token;
  const isFork =
    optional(environment, "CI_MERGE_REQUEST_SOURCE_PROJECT_ID") !==
    optional(environment, "CI_MERGE_REQUEST_PROJECT_ID");
  throw new ReviewError(
    "LINTEL_GITLAB_TOKEN is not set, and GitLab lets no job token (CI_JOB_TOKEN) write notes.",
    isFork
      ? "Pipelines of forks do not get the project's variables: run the pipeline in the parent project, or publish an artifact with --from."
      : "Make a project access token (role Developer, scope api), and put it into a masked variable of the project.",
  );
}

function basesOf(environment: Environment): readonly string[] {
  const branch = optional(environment, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME");
  return [
    ...(branch === undefined ? [] : [`refs/remotes/origin/${branch}`]),
    ...["CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "CI_MERGE_REQUEST_DIFF_BASE_SHA"].flatMap(
      (name) => optional(environment, name) ?? [],
    ),
  ];
}

/** How GitLab wants to be spoken to. A suggestion counts the lines from the one that its comment stands on, which is the last. */
function gitlabManners(url: string | undefined): (commits: ReviewedCommits) => HostManners {
  return (commits) => ({
    suggestionFence: (lines) => `suggestion:-${lines - 1}+0`,
    linkTo:
      url === undefined
        ? undefined
        : ({ file, line, side }) => `${url}/-/blob/${commits[side]}/${encodedPath(file)}#L${line}`,
    hasCommands: false,
  });
}
