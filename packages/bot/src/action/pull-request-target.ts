import { ReviewError } from "../engine/review-error.js";
import { createGitHubClient, type GitHubClient } from "../host/github/client.js";
import { createGitHubHost } from "../host/github/github-host.js";
import type { PublishTarget } from "../shells/publish-target.js";
import { encodedPath } from "../shells/variables.js";
import { pullRequestShape, type PullRequestEvent, type WorkflowRunEvent } from "./events.js";
import type { ActionInputs } from "./inputs.js";
import type { StepEnvironment } from "./run-action.js";

/** Where the review of a pull request is published. @throws ReviewError without a token */
export function pullRequestTarget(
  { number, head, base }: PullRequestEvent,
  inputs: ActionInputs,
  environment: StepEnvironment,
): PublishTarget {
  const { owner, repo } = repositoryOf(environment);
  const url = `${environment["GITHUB_SERVER_URL"] ?? "https://github.com"}/${owner}/${repo}`;
  return {
    host: createGitHubHost(clientOf(inputs, environment), { owner, repo, number }, { hasCheck: inputs.hasCheck }),
    head: head.sha,
    bases: [`refs/remotes/origin/${base.ref}`, base.sha],
    manners: (commits) => ({
      suggestionFence: () => "suggestion",
      linkTo: ({ file, line, side }) => `${url}/blob/${commits[side]}/${encodedPath(file)}#L${line}`,
      hasCommands: false,
    }),
  };
}

/**
 * Finds the pull request that a run was about. The event does not name those from forks, and what the run left behind is not believed:
 * GitHub is asked which one is open for that branch and at that commit. @throws ReviewError where there is none
 */
export async function findPullRequest(
  { head_sha: sha, head_branch: branch, head_repository: repository }: WorkflowRunEvent,
  inputs: ActionInputs,
  environment: StepEnvironment,
): Promise<PullRequestEvent> {
  const client = clientOf(inputs, environment);
  const { owner, repo } = repositoryOf(environment);
  const head = `${repository?.owner.login ?? owner}:${branch ?? ""}`;
  const found = await client.rest<unknown>("GET /repos/{owner}/{repo}/pulls", {
    ...{ owner, repo, head, state: "open", per_page: 100 },
  });
  const pulls = pullRequestShape.array().safeParse(found);
  const pull = pulls.success ? pulls.data.find((each) => each.head.sha === sha) : undefined;
  if (pull !== undefined) return pull;
  throw new ReviewError(
    `No open pull request is at ${sha.slice(0, 10)} any more.`,
    "A newer commit has a run of its own.",
  );
}

function repositoryOf(environment: StepEnvironment): { readonly owner: string; readonly repo: string } {
  const [owner, repo] = (environment["GITHUB_REPOSITORY"] ?? "").split("/");
  if (owner === undefined || repo === undefined) throw new ReviewError("GITHUB_REPOSITORY is not set.");
  return { owner, repo };
}

function clientOf({ token }: ActionInputs, environment: StepEnvironment): GitHubClient {
  if (token === undefined) {
    throw new ReviewError("There is no token to publish with.", "The input token has one: ${{ github.token }}.");
  }
  return createGitHubClient({ baseUrl: environment["GITHUB_API_URL"] ?? "https://api.github.com", token });
}
