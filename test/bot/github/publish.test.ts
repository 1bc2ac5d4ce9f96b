import { markOf, publishConversation } from "@lintel/bot";
import { describe, expect, it } from "vitest";
import { connect, conversation, openPullRequest } from "./pull-request.js";

const many = { maximumComments: 25 };

describe("publishing at GitHub", () => {
  it("says everything, and the second time nothing", async () => {
    const { server, host, pull, repository, head } = await openPullRequest();
    const first = await publishConversation(host, conversation(head, [3, 5, 8]), many);
    expect(first).toMatchObject({ posted: 3, refused: [], denied: [], isOutdated: false });
    expect(pull.threads.map(({ line, comments }) => [line, comments.length])).toEqual([
      [3, 1],
      [5, 1],
      [8, 1],
    ]);
    expect(pull.comments).toHaveLength(1);
    expect(repository.checkRuns).toMatchObject([{ status: "completed", conclusion: "failure" }]);
    expect(repository.checkRuns[0]?.annotations).toHaveLength(3);
    const writes = server.writes().length;
    await publishConversation(host, conversation(head, [3, 5, 8]), many);
    expect(server.writes()).toHaveLength(writes);
    expect(markOf(pull.comments[0]?.body ?? "")?.kind).toBe("summary");
    expect(connect(server)).toBeDefined();
  });
});
