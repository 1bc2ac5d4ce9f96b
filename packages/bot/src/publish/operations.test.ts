import { describe, expect, it } from "vitest";
import { mark, type Conversation, type ReviewComment } from "../conversation/conversation.js";
import type { PostedConversation, Thread } from "../host/code-host.js";
import { bodyOf, planOperations } from "./operations.js";

function comment(key: string, body = `about ${key}`): ReviewComment {
  return { key, file: "main.tf", side: "head", first: 1, last: 1, body };
}

function conversation(keys: readonly string[], more: Partial<Conversation> = {}): Conversation {
  return {
    head: "abc",
    summary: "the summary",
    comments: keys.map((key) => comment(key)),
    open: new Set(keys),
    isPartial: false,
    check: { conclusion: "success", title: "", summary: "", annotations: [] },
    ...more,
  };
}

function thread(key: string, more: Partial<Thread> = {}): Thread {
  const body = bodyOf(comment(key));
  return { id: `thread of ${key}`, key, body, isResolved: false, isResolvedByUs: false, isAnswered: false, ...more };
}

const nothing = { summary: undefined, post: [], postponed: [], edit: [], resolve: [], reopen: [] };
const summary = { id: "1", body: mark("the summary", "summary") };

describe("what there is to do at the host", () => {
  it("is everything the first time, and nothing the second", () => {
    const wanted = conversation(["a", "b"]);
    const first = planOperations(wanted, { summary: undefined, threads: [] }, 25);
    expect(first).toEqual({ ...nothing, summary: summary.body, post: wanted.comments });
    const posted: PostedConversation = { summary, threads: first.post.map(({ key }) => thread(key)) };
    expect(planOperations(wanted, posted, 25)).toEqual(nothing);
  });

  it("is the rest where the first time was cut off in the middle", () => {
    const wanted = conversation(["a", "b", "c"]);
    const { post } = planOperations(wanted, { summary: undefined, threads: [thread("b")] }, 25);
    expect(post.map(({ key }) => key)).toEqual(["a", "c"]);
  });

  it("resolves threads of what is gone, but not after looking at a part only", () => {
    const posted = { summary, threads: [thread("a"), thread("gone"), thread("done", { isResolved: true })] };
    expect(planOperations(conversation(["a"]), posted, 25)).toEqual({ ...nothing, resolve: [posted.threads[1]] });
    expect(planOperations(conversation(["a"], { isPartial: true }), posted, 25)).toEqual(nothing);
  });

  it("opens again what it resolved itself, and leaves alone what a person resolved", () => {
    const ours = thread("a", { isResolved: true, isResolvedByUs: true });
    const theirs = thread("b", { isResolved: true });
    const posted = { summary, threads: [ours, theirs] };
    expect(planOperations(conversation(["a", "b"]), posted, 25)).toEqual({ ...nothing, reopen: [ours] });
  });

  it("brings comments up to date that nobody answered", () => {
    const threads = [thread("a", { body: "old" }), thread("b", { body: "old", isAnswered: true })];
    const { edit } = planOperations(conversation(["a", "b"]), { summary, threads }, 25);
    expect(edit).toEqual([{ thread: threads[0], body: bodyOf(comment("a")) }]);
  });

  it("says what is found unchanged or lower down as little as it did before", () => {
    const wanted = conversation([], { open: new Set(["a"]) });
    expect(planOperations(wanted, { summary, threads: [thread("a")] }, 25)).toEqual(nothing);
  });

  it("posts no more than it may, the gravest first, however often it is run", () => {
    const wanted = conversation(["a", "b", "c"]);
    const { post, postponed } = planOperations(wanted, { summary, threads: [] }, 2);
    expect([post.map(({ key }) => key), postponed.map(({ key }) => key)]).toEqual([["a", "b"], ["c"]]);
    const threads = post.map(({ key }) => thread(key));
    expect(planOperations(wanted, { summary, threads }, 2)).toEqual({ ...nothing, postponed: [comment("c")] });
    const later = planOperations(conversation(["b", "c"]), { summary, threads }, 2);
    expect(later.post.map(({ key }) => key)).toEqual(["c"]);
  });

  it("brings up to date what it opens again, at once", () => {
    const old = thread("a", { body: "old", isResolved: true, isResolvedByUs: true });
    const { reopen, edit } = planOperations(conversation(["a"]), { summary, threads: [old] }, 25);
    expect([reopen, edit]).toEqual([[old], [{ thread: old, body: bodyOf(comment("a")) }]]);
  });

  it("leaves alone what a host shows with other ends of lines, and what is too long for it", () => {
    const long = conversation(["a"], { comments: [comment("a", `${"a line\n\n".repeat(10_000)}\u{1f600}`)] });
    const body = planOperations(long, { summary, threads: [thread("a", { body: "old" })] }, 25).edit[0]?.body ?? "";
    expect(body.length).toBeLessThan(65_536);
    const posted = { summary, threads: [thread("a", { body: `${body.replaceAll("\n", "\r\n")}\n ` })] };
    expect(planOperations(long, posted, 25)).toEqual(nothing);
  });

  it("keeps the oldest of two threads that say the same", () => {
    const threads = [thread("a", { id: "1" }), thread("a", { id: "2" })];
    expect(planOperations(conversation(["a"]), { summary, threads }, 25)).toEqual({
      ...nothing,
      resolve: [threads[1]],
    });
  });
});
