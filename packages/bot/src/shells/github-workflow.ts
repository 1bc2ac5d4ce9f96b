import { readFileSync } from "node:fs";
import { z } from "zod";
import { ReviewError } from "../engine/review-error.js";
import { createGitHubClient } from "../host/github/client.js";
import { createGitHubHost } from "../host/github/github-host.js";
import type { Environment, PublishOptions, PublishTarget } from "./publish-target.js";
import { encodedPath, optional, required } from "./variables.js";

const inPullRequests = "GitHub sets it in workflows that run on: pull_request.";

/** The event of a pull request, as a workflow gets it. */
const pullRequestEvent = z.object({
  pull_request: z.object({
    number: z.number().int(),
    head: z.object({ sha: z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/) }),
    base: z.object({ ref: z.string(), sha: z.string() }),
  }),
});

/** What a step of a workflow of GitHub Actions publishes. */
export function githubWorkflow(environment: Environment, { hasCheck, onWait }: PublishOptions): PublishTarget {
  const baseUrl = optional(environment, "GITHUB_API_URL") ?? "https://api.github.com";
  const [owner = "", repo = ""] = required(environment, "GITHUB_REPOSITORY", inPullRequests).split("/");
  const token = optional(environment, "LINTEL_GITHUB_TOKEN", "GITHUB_TOKEN");
  if (token === undefined) {
    throw new ReviewError(
      "GITHUB_TOKEN is not set.",
      "Hand it to the step: env: { GITHUB_TOKEN: ${{ github.token }} }.",
    );
  }
  const { number, head, base } = readEvent(required(environment, "GITHUB_EVENT_PATH", inPullRequests));
  const url = `${optional(environment, "GITHUB_SERVER_URL") ?? "https://github.com"}/${owner}/${repo}`;
  return {
    host: createGitHubHost(createGitHubClient({ baseUrl, token, onWait }), { owner, repo, number }, { hasCheck }),
    head: head.sha,
    bases: [`refs/remotes/origin/${base.ref}`, base.sha],
    manners: (commits) => ({
      suggestionFence: () => "suggestion",
      linkTo: ({ file, line, side }) => `${url}/blob/${commits[side]}/${encodedPath(file)}#L${line}`,
      hasCommands: false,
    }),
  };
}

function readEvent(path: string): z.infer<typeof pullRequestEvent>["pull_request"] {
  let event: unknown;
  try {
    event = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new ReviewError("The event that GITHUB_EVENT_PATH names cannot be read.", inPullRequests);
  }
  const read = pullRequestEvent.safeParse(event);
  if (!read.success) throw new ReviewError("The workflow does not run for a pull request.", inPullRequests);
  return read.data.pull_request;
}
