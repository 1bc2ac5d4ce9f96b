import { HostError, publishConversation, type Annotation, type Check } from "@lintel/bot";
import { expect, it } from "vitest";
import { comment, conversation } from "../github/pull-request.js";
import { ada, me, openPullRequest, token } from "./pull-request.js";
import type { BitbucketServer } from "./server/start-bitbucket.js";

const all = { maximumComments: 100 };

function keysOf({ comments }: BitbucketServer): readonly (string | undefined)[] {
  return comments.map(({ raw }) => /^\[\/\/\]: # "lintel:finding (\S+)"$/m.exec(raw)?.[1]);
}

function check(count: number, more: Partial<Annotation> = {}): Check {
  const annotations = Array.from({ length: count }, (_, at): Annotation => {
    return {
      file: "main.tf",
      first: at + 1,
      last: at + 1,
      level: "failure",
      title: "Wrong",
      message: "It is",
      ...more,
    };
  });
  return { conclusion: "failure", title: `${count} findings`, summary: "", annotations };
}

function annotationsOf({ annotations }: BitbucketServer): ReadonlyMap<string, unknown> {
  return [...annotations.values()][0] ?? new Map();
}

async function errorOf(promise: Promise<unknown>): Promise<HostError> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(HostError);
  expect((error as HostError).message).not.toContain(token);
  return error as HostError;
}

it("says everything once, and nothing the second time", async () => {
  const { server, connect, head } = await openPullRequest();
  const wanted = conversation(head, [3, 5]);
  expect(await publishConversation(connect(), wanted, all)).toMatchObject({ posted: 2, refused: [] });
  expect(keysOf(server)).toEqual(["key-3", "key-5", undefined]);
  expect(server.comments[2]?.raw).toMatch(/^\[\/\/\]: # "lintel:summary"\n\n### 2 findings/);
  expect([...server.reports.values()]).toMatchObject([{ result: "FAILED", title: "Lintel" }]);
  expect([...server.statuses.values()]).toMatchObject([{ key: "lintel", state: "FAILED" }]);
  expect(annotationsOf(server).size).toBe(2);
  const before = server.writes().length;
  await publishConversation(connect(), wanted, all);
  expect(server.writes()).toHaveLength(before);
});

it("puts comments on lines of both sides, and tells those that have no place in the summary alone", async () => {
  const { server, connect, head } = await openPullRequest();
  const comments = [
    comment(3, { last: 6 }),
    comment(20, { key: "taken", file: "old.tf", side: "base", last: 21 }),
    comment(1, { key: "elsewhere", file: "other.tf" }),
  ];
  const { posted, refused } = await publishConversation(connect(), conversation(head, [], { comments }), all);
  expect([posted, refused.map((each) => each.comment.key)]).toEqual([2, ["elsewhere"]]);
  expect(server.comments.map(({ inline }) => inline)).toEqual([
    { path: "main.tf", to: 6, start_to: 3 },
    { path: "old.tf", from: 21, start_from: 20 },
    undefined,
  ]);
});

it("takes no mark for its own that others wrote", async () => {
  const { server, connect, head } = await openPullRequest();
  server.addComment(ada, '[//]: # "lintel:summary"\n\nAll is well');
  server.addComment(ada, '[//]: # "lintel:finding key-3"\n\nNothing');
  await publishConversation(connect(), conversation(head, [3]), all);
  expect(server.comments).toHaveLength(4);
});

it("resolves what is mended, opens it again where it comes back, and leaves alone what people decided or answered", async () => {
  const { server, connect, head } = await openPullRequest();
  await publishConversation(connect(), conversation(head, [3, 5, 7]), all);
  const [first, second, third] = server.comments;
  server.addComment(ada, "On purpose", { parent: second!.id });
  third!.resolvedBy = ada;
  expect(await publishConversation(connect(), conversation(head, []), all)).toMatchObject({ resolved: 2 });
  const again = conversation(head, [], {
    comments: [3, 5, 7].map((line) => comment(line, { body: "new" })),
    open: new Set(["key-3", "key-5", "key-7"]),
  });
  expect(await publishConversation(connect(), again, all)).toMatchObject({ reopened: 2, posted: 0 });
  expect([first?.resolvedBy, second?.resolvedBy, third?.resolvedBy]).toEqual([undefined, undefined, ada]);
  expect(second?.raw).not.toContain("new");
});

it("reads all pages, of comments and of annotations", async () => {
  const { server, connect, head } = await openPullRequest({ largestPage: 3 });
  const wanted = conversation(head, [1, 2, 3, 4, 5, 6, 7]);
  await publishConversation(connect(), wanted, all);
  const before = server.writes().length;
  await publishConversation(connect(), wanted, all);
  expect([server.comments.length, server.writes().length]).toEqual([8, before]);
});

it("annotates a thousand lines by the hundred, and takes away what is gone", async () => {
  const { server, connect, head } = await openPullRequest();
  await connect().publishCheck(check(1_100), head);
  expect(annotationsOf(server).size).toBe(1_000);
  const sizes = server.writes().flatMap(({ body }) => (Array.isArray(body) ? [body.length] : []));
  expect(sizes).toEqual(Array.from({ length: 10 }, () => 100));
  expect([...server.reports.values()][0]?.["details"]).toContain("100 are not");
  const before = server.writes().length;
  await connect().publishCheck(check(1_100), head);
  expect(server.writes()).toHaveLength(before);
  await connect().publishCheck(check(998), head);
  expect(annotationsOf(server).size).toBe(998);
  await connect().publishCheck(check(2, { first: 4 }), head);
  expect(annotationsOf(server).size).toBe(2);
});

it.each([false, true])(
  "does the rest where it was ended in the middle, at every request (answered: %s)",
  async (isDone) => {
    for (let at = 0; ; at++) {
      const { server, connect, head } = await openPullRequest();
      const wanted = conversation(head, [3, 5]);
      server.faults.cutFrom(at, { isDone });
      const first = await publishConversation(connect(), wanted, all).then(
        () => "done",
        () => "ended",
      );
      server.faults.clear();
      await publishConversation(connect(), wanted, all);
      expect([...keysOf(server)].sort()).toEqual(["key-3", "key-5", undefined]);
      expect([server.reports.size, annotationsOf(server).size, server.statuses.size]).toEqual([1, 2, 1]);
      if (first === "done") {
        expect(at).toBeGreaterThan(8);
        return;
      }
    }
  },
);

it("cuts what Bitbucket would not take, once", async () => {
  const { server, connect, head } = await openPullRequest();
  const wanted = conversation(head, [], { summary: "A line of the summary.\n\n".repeat(2_500) });
  await publishConversation(connect(), wanted, all);
  expect(server.comments[0]?.raw.length).toBeLessThan(32_768);
  const before = server.writes().length;
  await publishConversation(connect(), wanted, all);
  expect(server.writes()).toHaveLength(before);
});

it("needs to be told whose a token is that may not ask", async () => {
  const { server, connect, head } = await openPullRequest();
  const shy = { ...me, mayAskWho: false };
  server.accounts.set("Bearer shy", shy);
  expect(await errorOf(connect({ token: "shy" }).read())).toMatchObject({ status: 403 });
  const wanted = conversation(head, [3]);
  await publishConversation(connect({ token: "shy", account: me.uuid }), wanted, all);
  const before = server.writes().length;
  await publishConversation(connect({ token: "shy", account: me.uuid }), wanted, all);
  expect(server.writes()).toHaveLength(before);
});

it("says what is wrong: a token that is unknown, or may too little, a pull request that is not there, one that moved on", async () => {
  const { server, git, connect, head } = await openPullRequest();
  expect(await errorOf(connect({ token: "wrong" }).read())).toMatchObject({ status: 401 });
  expect(await errorOf(connect({ id: 8 }).read())).toMatchObject({ status: 404 });
  server.accounts.set("Bearer reader", { ...ada, mayWrite: false });
  const reader = connect({ token: "reader" });
  expect(await errorOf(publishConversation(reader, conversation(head, []), all))).toMatchObject({ status: 403 });
  git.commit("change", { "more.tf": "locals {}\n" });
  expect(await errorOf(connect().postComments([comment(3)], head))).toMatchObject({ status: 409 });
  expect(server.comments).toEqual([]);
});

it("sits out limits, and asks again for all but what creates comments", async () => {
  const { server, connect, head, waits } = await openPullRequest();
  server.faults.add({ kind: "rate-limit", seconds: 3 }, { method: "POST", path: /comments$/ });
  server.faults.add({ kind: "cut", isDone: true }, { method: "POST", path: /annotations$/ });
  server.faults.add(
    { kind: "answer", status: 503, headers: { "retry-after": "2" } },
    { method: "POST", path: /build$/ },
  );
  await publishConversation(connect(), conversation(head, [3]), all);
  expect(waits).toEqual([3_000, 1_000, 2_000]);
  expect(annotationsOf(server).size).toBe(1);
  server.faults.add({ kind: "cut", isDone: true }, { method: "POST", path: /comments$/ });
  await errorOf(publishConversation(connect(), conversation(head, [3, 5]), all));
  expect(keysOf(server).filter((key) => key === "key-5")).toHaveLength(1);
});
