import { ReviewError } from "../engine/review-error.js";
import { createBitbucketHost } from "../host/bitbucket/bitbucket-host.js";
import { createBitbucketClient, type BitbucketAccess } from "../host/bitbucket/client.js";
import type { Environment, PublishOptions, PublishTarget } from "./publish-target.js";
import { encodedPath, optional, required, requiredCommit, requiredNumber } from "./variables.js";

const inPullRequests = "Bitbucket sets it in pipelines of pull requests: put the step under pull-requests.";

/** What a step of Bitbucket Pipelines publishes. */
export function bitbucketPipeline(environment: Environment, { hasCheck, onWait }: PublishOptions): PublishTarget {
  const workspace = required(environment, "BITBUCKET_WORKSPACE", inPullRequests);
  const repository = required(environment, "BITBUCKET_REPO_SLUG", inPullRequests);
  const id = requiredNumber(environment, "BITBUCKET_PR_ID", inPullRequests);
  const head = requiredCommit(environment, ["BITBUCKET_COMMIT"], inPullRequests);
  const baseUrl = optional(environment, "LINTEL_BITBUCKET_API_URL") ?? "https://api.bitbucket.org/2.0";
  const client = createBitbucketClient({ baseUrl, credentials: credentialsOf(environment), onWait });
  const branch = optional(environment, "BITBUCKET_PR_DESTINATION_BRANCH");
  const url = `https://bitbucket.org/${encodedPath(workspace)}/${encodedPath(repository)}`;
  return {
    host: createBitbucketHost(
      client,
      { workspace, repository, id, head },
      { account: optional(environment, "LINTEL_BITBUCKET_ACCOUNT"), hasCheck },
    ),
    head,
    bases: [
      ...(branch === undefined ? [] : [`refs/remotes/origin/${branch}`]),
      ...[optional(environment, "BITBUCKET_PR_DESTINATION_COMMIT") ?? []].flat(),
    ],
    manners: (commits) => ({
      // Nothing is taken over at the press of a button; the lines are shown all the same.
      suggestionFence: () => "",
      linkTo: ({ file, line, side }) => `${url}/src/${commits[side]}/${encodedPath(file)}#lines-${line}`,
      hasHtml: false,
      hasCommands: false,
    }),
  };
}

function credentialsOf(environment: Environment): BitbucketAccess["credentials"] {
  const token = optional(environment, "LINTEL_BITBUCKET_TOKEN");
  const user = optional(environment, "LINTEL_BITBUCKET_USER");
  const password = optional(environment, "LINTEL_BITBUCKET_PASSWORD");
  if (user !== undefined && password !== undefined) return { user, password };
  if (token !== undefined) return { token };
  throw new ReviewError(
    "LINTEL_BITBUCKET_TOKEN is not set.",
    "Make an access token of the repository (scope pullrequest:write), and put it into a secured variable; or set LINTEL_BITBUCKET_USER and LINTEL_BITBUCKET_PASSWORD. Pipelines of forks do not get these.",
  );
}
