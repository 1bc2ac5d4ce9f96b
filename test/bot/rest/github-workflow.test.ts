import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { publishTarget, ReviewError, publishConversation, type Environment } from "@lintel/bot";
import { expect, it } from "vitest";

import { conversation, openPullRequest, token } from "../github/pull-request.js";

const options = { hasCheck: true };

it("finds the pull request of a workflow in its event", async () => {
  const { server, git, head, base } = await openPullRequest();
  const event = join(git.directory, "event.json");
  writeFileSync(
    event,
    JSON.stringify({ pull_request: { number: 7, head: { sha: head }, base: { ref: "main", sha: base } } }),
  );
  const environment: Environment = {
    GITHUB_API_URL: server.url,
    GITHUB_REPOSITORY: "org/stack",
    GITHUB_EVENT_PATH: event,
    GITHUB_TOKEN: token,
  };
  const target = publishTarget("github", environment, options);
  expect([target.head, target.bases]).toEqual([head, ["refs/remotes/origin/main", base]]);
  const link = target.manners({ base, head }).linkTo?.({ file: "a (b)/ü.tf", line: 3, side: "head" });
  expect(link).toBe(`https://github.com/org/stack/blob/${head}/a%20%28b%29/%C3%BC.tf#L3`);
  expect(await publishConversation(target.host, conversation(head, [3]), { maximumComments: 25 })).toMatchObject({
    posted: 1,
  });
  writeFileSync(event, "{}");
  expect(() => publishTarget("github", environment, options)).toThrow(ReviewError);
  expect(() => publishTarget("github", { ...environment, GITHUB_TOKEN: "" }, options)).toThrow(
    /GITHUB_TOKEN is not set/,
  );
});
