import { markOf, publishConversation } from "@lintel/bot";
import { expect, it } from "vitest";
import { comment, conversation } from "../github/pull-request.js";
import { ada, me, openMergeRequest } from "./merge-request.js";
import type { GitLabServer } from "./server/start-gitlab.js";

const all = { maximumComments: 100 };

function keysOf(server: GitLabServer): readonly (string | undefined)[] {
  return server.discussions.map(({ notes }) => markOf(notes[0]?.body ?? "")?.key);
}

it("says everything once, and nothing the second time", async () => {
  const { server, connect, head } = await openMergeRequest();
  const wanted = conversation(head, [3, 5]);
  expect(await publishConversation(connect(), wanted, all)).toMatchObject({ posted: 2, refused: [] });
  expect(keysOf(server)).toEqual(["key-3", "key-5", undefined]);
  expect(server.statuses).toMatchObject([{ status: "failed", name: "Lintel", sha: head }]);
  const before = server.writes().length;
  await publishConversation(connect(), wanted, all);
  expect(server.writes()).toHaveLength(before);
});

it("puts comments on lines of both sides, several of them, and of files that were moved", async () => {
  const { server, host, head } = await openMergeRequest();
  const comments = [
    comment(3, { key: "several", last: 6 }),
    comment(10, { key: "altered", file: "old.tf" }),
    comment(20, { key: "taken", file: "old.tf", side: "base", last: 21 }),
    comment(5, { key: "moved", file: "to/moved.tf", side: "base", last: 7 }),
    comment(2, { key: "deleted", file: "gone.tf", side: "base" }),
  ];
  const { refused } = await publishConversation(host, conversation(head, [], { comments }), all);
  expect(refused).toEqual([]);
  expect(server.discussions.slice(0, -1).map(({ position }) => position)).toMatchObject([
    { new_path: "main.tf", new_line: 6, line_range: { start: { type: "new" }, end: { type: "new" } } },
    { new_path: "old.tf", new_line: 10 },
    { new_path: "old.tf", old_line: 21, line_range: { start: { type: "old" } } },
    { new_path: "to/moved.tf", old_path: "moved.tf", old_line: 7 },
    { new_path: "gone.tf", old_line: 2 },
  ]);
});

it("keeps the summary of what has no place, and of what GitLab takes in no place", async () => {
  const { server, host, head } = await openMergeRequest();
  server.faults.add(
    { kind: "answer", status: 400, message: "400 Bad request - Note {:line_code=>...}" },
    { method: "POST", path: /discussions$/, skip: 1 },
  );
  const comments = [
    comment(3),
    comment(4),
    comment(1, { key: "elsewhere", file: "other.tf" }),
    comment(1, { key: "same", file: "old.tf" }),
  ];
  const { posted, refused } = await publishConversation(host, conversation(head, [], { comments }), all);
  expect([posted, refused.map((each) => each.comment.key)]).toEqual([1, ["key-4", "elsewhere", "same"]]);
  expect(server.discussions.filter(({ position }) => position === undefined)).toHaveLength(1);
});

it("reads everything, however it comes in pages", async () => {
  for (const hasLinks of [false, true]) {
    const { server, connect, head } = await openMergeRequest({ largestPage: 3, hasLinks });
    const wanted = conversation(head, [1, 2, 3, 4, 5, 6, 7, 8]);
    await publishConversation(connect(), wanted, all);
    const before = server.writes().length;
    await publishConversation(connect(), wanted, all);
    expect([keysOf(server).length, server.writes().length]).toEqual([9, before]);
  }
});

it("takes no mark for its own that others wrote, nor what GitLab notes for an answer", async () => {
  const { server, connect, head } = await openMergeRequest();
  server.addNote(ada, "<!-- lintel:summary -->\nAll is well");
  server.addNote(ada, "<!-- lintel:finding key-3 -->\nNothing here");
  server.addNote(me, "<!-- lintel:summary -->\nadded 1 commit", { isSystem: true });
  await publishConversation(connect(), conversation(head, [3]), all);
  expect(server.discussions).toHaveLength(5);
  server.addNote(ada, "changed this line in version 2 of the diff", { in: server.discussions[3]!, isSystem: true });
  await publishConversation(
    connect(),
    conversation(head, [], { comments: [comment(3, { body: "better" })], open: new Set(["key-3"]) }),
    all,
  );
  expect(server.discussions[3]?.notes[0]?.body).toContain("better");
});

it("resolves what is mended, opens it again where it comes back, and leaves alone what people decided or answered", async () => {
  const { server, connect, head } = await openMergeRequest();
  await publishConversation(connect(), conversation(head, [3, 5, 7]), all);
  const [first, second, third] = server.discussions;
  server.addNote(ada, "On purpose", { in: second! });
  third!.resolvedBy = ada;
  expect(await publishConversation(connect(), conversation(head, []), all)).toMatchObject({ resolved: 2 });
  expect([first?.resolvedBy, second?.resolvedBy]).toEqual([me, me]);
  const again = conversation(head, [], {
    comments: [3, 5, 7].map((line) => comment(line, { body: "new" })),
    open: new Set(["key-3", "key-5", "key-7"]),
  });
  expect(await publishConversation(connect(), again, all)).toMatchObject({ reopened: 2, posted: 0 });
  expect([first?.resolvedBy, second?.resolvedBy, third?.resolvedBy]).toEqual([undefined, undefined, ada]);
  expect(second?.notes[0]?.body).not.toContain("new");
  expect(third?.notes[0]?.body).not.toContain("new");
});

it.each([false, true])(
  "does the rest where it was ended in the middle, at every request (answered: %s)",
  async (isDone) => {
    for (let at = 0; ; at++) {
      const { server, connect, head } = await openMergeRequest();
      const wanted = conversation(head, [3, 5]);
      server.faults.cutFrom(at, { isDone });
      const first = await publishConversation(connect(), wanted, all).then(
        () => "done",
        () => "ended",
      );
      server.faults.clear();
      await publishConversation(connect(), wanted, all);
      expect([...keysOf(server)].sort()).toEqual(["key-3", "key-5", undefined]);
      expect(server.statuses).toHaveLength(1);
      if (first === "done") {
        expect(at).toBeGreaterThan(5);
        return;
      }
    }
  },
);

it("belongs the status to the pipeline of the commit where there is one", async () => {
  const { server, connect, head } = await openMergeRequest();
  server.pipeline = { id: 99, sha: head, ref: "refs/merge-requests/7/head", project_id: 42 };
  await publishConversation(connect(), conversation(head, []), all);
  expect(server.writes().at(-1)?.body).toMatchObject({ pipeline_id: 99, state: "success" });
});
