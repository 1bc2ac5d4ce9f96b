import {
  createGitHubHost,
  mark,
  markOf,
  publishConversation,
  publishProblem,
  publishWithRetries,
  type Conversation,
} from "@lintel/bot";
import { describe, expect, it } from "vitest";
import { comment, connect, conversation, openPullRequest, place, type TestPullRequest } from "./pull-request.js";
import type { PostedThread } from "./server/state.js";

const many = { maximumComments: 25, millisecondsPerSecond: 1 };

/** The bodies of the threads that are open, without marks. */
function open({ pull }: TestPullRequest): readonly string[] {
  return pull.threads.filter(({ isResolved }) => !isResolved).map((thread) => keyOf(thread));
}

function keyOf({ comments }: PostedThread): string {
  return markOf(comments[0]?.body ?? "")?.key ?? "";
}

/** Publishes again, and says how much was written. */
async function writesOf({ server, host }: TestPullRequest, wanted: Conversation): Promise<number> {
  const before = server.writes().length;
  await publishWithRetries(host, wanted, many);
  return server.writes().length - before;
}

describe("publishing at GitHub", () => {
  it("says everything, and the second time nothing", async () => {
    const opened = await openPullRequest();
    const { host, pull, repository, head } = opened;
    const wanted = conversation(head, [3, 5, 8]);
    const first = await publishConversation(host, wanted, many);
    expect(first).toMatchObject({ posted: 3, refused: [], denied: [], isOutdated: false });
    expect(pull.threads.map(({ line, side, comments }) => [line, side, comments.length])).toEqual([
      [3, "RIGHT", 1],
      [5, "RIGHT", 1],
      [8, "RIGHT", 1],
    ]);
    expect(pull.reviews).toHaveLength(1);
    expect(pull.comments.map(({ body }) => body)).toEqual([mark("### 3 findings", "summary")]);
    expect(repository.checkRuns).toMatchObject([{ status: "completed", conclusion: "failure", name: "Lintel" }]);
    expect(repository.checkRuns[0]?.annotations).toHaveLength(3);
    expect(await writesOf(opened, wanted)).toBe(0);
  });

  it("writes nothing the second time either where there are more comments than may be, or too much to say", async () => {
    const opened = await openPullRequest();
    const long = "A paragraph with an emoji \u{1f600}.\n\n".repeat(4000);
    const wanted = conversation(opened.head, [1, 2, 3], {
      comments: [comment(1, { body: long }), comment(2, { body: "\u{1f600}".repeat(70_000) }), comment(3)],
      summary: `\n${long}\r\n`,
      check: { conclusion: "neutral", title: "t".repeat(300), summary: long.slice(0, 60_000), annotations: [] },
    });
    const options = { ...many, maximumComments: 2 };
    expect(await publishConversation(opened.host, wanted, options)).toMatchObject({ posted: 2, postponed: 1 });
    const before = opened.server.writes().length;
    expect(await publishConversation(opened.host, wanted, options)).toMatchObject({ posted: 0, postponed: 1 });
    expect(opened.server.writes()).toHaveLength(before);
  });

  it("reads all pages, however small", async () => {
    const opened = await openPullRequest({ largestPage: 2 });
    for (let at = 0; at < 5; at += 1) opened.server.state.comment(opened.pull, "ada", `Remark ${at}`);
    const wanted = conversation(opened.head, [1, 2, 3, 4, 5, 6, 7]);
    await publishConversation(opened.host, wanted, many);
    for (let at = 0; at < 5; at += 1) opened.server.state.comment(opened.pull, "ada", `Later remark ${at}`);
    expect(await writesOf(opened, wanted)).toBe(0);
  });

  it("resolves what is mended, opens it again when it is back, and leaves alone what a person resolved", async () => {
    const opened = await openPullRequest();
    const { host, pull, head, server } = opened;
    await publishConversation(host, conversation(head, [3, 5, 8]), many);
    const [first, second] = pull.threads;
    await publishConversation(host, conversation(head, [8]), many);
    expect(open(opened)).toEqual(["key-8"]);
    Object.assign(second ?? {}, { resolvedBy: server.state.account("ada") });
    const back = conversation(head, [3, 5, 8], {
      comments: [comment(3, { body: "Said anew" }), comment(5), comment(8)],
    });
    await publishConversation(host, back, many);
    expect(open(opened)).toEqual(["key-3", "key-8"]);
    expect(first?.comments[0]?.body).toContain("Said anew");
    expect(await writesOf(opened, back)).toBe(0);
  });

  it("does not touch a comment that was answered, however long the thread", async () => {
    const opened = await openPullRequest();
    const { host, pull, head, server } = opened;
    await publishConversation(host, conversation(head, [3, 5]), many);
    const [short, long] = pull.threads;
    if (short === undefined || long === undefined) throw new Error("There are no threads.");
    server.state.answer(short, "ada", "Why?");
    for (let at = 0; at < 30; at += 1) server.state.answer(long, "lintel[bot]", `Answer ${at}`);
    const altered = [comment(3, { body: "Said anew" }), comment(5, { body: "Said anew" })];
    const wanted = conversation(head, [3, 5], { comments: altered });
    expect(await writesOf(opened, wanted)).toBe(0);
    expect(await writesOf(opened, conversation(head, [], { check: wanted.check }))).toBe(3);
    expect([short.isResolved, long.isResolved, long.comments.length]).toEqual([true, true, 31]);
  });

  it("takes no comment of others for its own, whatever marks it carries", async () => {
    const opened = await openPullRequest();
    const { host, pull, head, server } = opened;
    const forged = server.state.comment(pull, "mallory", mark("All is well.", "summary"));
    const [line] = conversation(head, [3]).comments;
    const reviewed = { id: 1, author: server.state.account("mallory"), body: "", commit: head, state: "COMMENTED" };
    pull.reviews.push(reviewed);
    const theirs: PostedThread = {
      ...{ id: "PRRT_1", path: "main.tf", line: 3, side: "RIGHT", startLine: undefined, commit: head, reviewId: 1 },
      ...{ isResolved: false, resolvedBy: undefined },
      comments: [server.state.newComment(server.state.account("mallory"), mark("Fine.", "finding", line?.key))],
    };
    pull.threads.push(theirs);
    await publishConversation(host, conversation(head, [3]), many);
    expect(pull.threads.map(({ comments }) => comments[0]?.author.login)).toEqual(["mallory", "lintel[bot]"]);
    expect(pull.comments.map(({ author }) => author.login)).toEqual(["mallory", "lintel[bot]"]);
    expect(forged.body).toBe(mark("All is well.", "summary"));
    await publishConversation(host, conversation(head, []), many);
    expect(theirs.isResolved).toBe(false);
  });

  it("comments on ranges and on lines that are taken away", async () => {
    const { host, pull, head } = await openPullRequest();
    const taken = comment(20, { file: "old.tf", side: "base" });
    const range = comment(6, { first: 4 });
    await publishConversation(host, conversation(head, [], { comments: [taken, range] }), many);
    expect(pull.threads).toMatchObject([
      { path: "old.tf", side: "LEFT", line: 20, startLine: undefined },
      { path: "main.tf", side: "RIGHT", startLine: 4, line: 6 },
    ]);
  });

  it("lets no line that GitHub does not know cost another comment its place", async () => {
    const opened = await openPullRequest();
    const comments = [comment(3), comment(999), comment(4, { file: "nowhere.tf", key: "nowhere" }), comment(5)];
    const wanted = conversation(opened.head, [], { comments, open: new Set(comments.map(({ key }) => key)) });
    const { posted, refused } = await publishConversation(opened.host, wanted, many);
    expect([posted, refused.map(({ comment: { key } }) => key)]).toEqual([3, ["nowhere"]]);
    expect(refused[0]?.why).toContain("422");
    expect(opened.pull.threads.map(({ line }) => line)).toEqual([3, undefined, 5]);
    expect(opened.pull.threads[1]?.comments[0]?.body).toContain("About line 999, where");
    const anew = comments.map((each) => ({ ...each, body: "Said anew" }));
    await publishConversation(opened.host, { ...wanted, comments: anew }, many);
    expect(open(opened)).toEqual(["key-3", "key-999", "key-5"]);
    expect(opened.pull.threads[1]?.comments[0]?.body).toMatch(/Said anew\n\n<sub>About line 999, where/);
  });

  it("publishes thousands of annotations, and a new run where the check says something else", async () => {
    const { host, repository, head } = await openPullRequest();
    const { check } = conversation(
      head,
      Array.from({ length: 3000 }, (_, at) => at + 1),
    );
    const wanted = conversation(head, [], { check });
    await publishConversation(host, wanted, many);
    expect(repository.checkRuns.map(({ annotations }) => annotations.length)).toEqual([3000]);
    await publishConversation(host, wanted, many);
    expect(repository.checkRuns).toHaveLength(1);
    await publishConversation(host, conversation(head, []), many);
    expect(repository.checkRuns.map(({ conclusion, status }) => [conclusion, status])).toEqual([
      ["failure", "completed"],
      ["success", "completed"],
    ]);
  });

  it("publishes no check where the token may not, and works for people too", async () => {
    const { server, pull, repository, head } = await openPullRequest();
    server.state.addToken("ghp_of-a-person", "grace");
    const host = createGitHubHost(connect(server, { token: "ghp_of-a-person" }), place, { hasCheck: false });
    await publishConversation(host, conversation(head, [3]), many);
    const writes = server.writes().length;
    await publishConversation(host, conversation(head, [3]), many);
    expect(server.writes()).toHaveLength(writes);
    expect(pull.threads).toHaveLength(1);
    expect(repository.checkRuns).toEqual([]);
    const withCheck = createGitHubHost(connect(server, { token: "ghp_of-a-person" }), place);
    await expect(publishConversation(withCheck, conversation(head, [3]), many)).rejects.toMatchObject({ status: 403 });
  });
});

describe("a pull request that is no longer what was reviewed", () => {
  it("is left alone after a push, and after a force-push that takes the commit away", async () => {
    const { server, git, host, pull, head } = await openPullRequest();
    await publishConversation(host, conversation(head, [3]), many);
    git.git("checkout", "-q", "change");
    git.git("reset", "-q", "--hard", "main");
    git.commit("change", { "main.tf": "other = 1\n" });
    const writes = server.writes().length;
    expect(await publishWithRetries(host, conversation(head, []), many)).toMatchObject({
      isOutdated: true,
      resolved: 0,
    });
    expect(server.writes()).toHaveLength(writes);
    const now = git.git("rev-parse", "change");
    const said = await publishWithRetries(host, conversation(now, [1]), many);
    expect(said).toMatchObject({ posted: 1, resolved: 1, isOutdated: false });
    expect(pull.threads.map(({ commit, isResolved }) => [commit, isResolved])).toEqual([
      [head, true],
      [now, false],
    ]);
  });

  it("is left alone where the push comes while it is published", async () => {
    const { git, host, pull, head } = await openPullRequest();
    const moving = {
      ...host,
      postComments: (...given: Parameters<typeof host.postComments>) => {
        git.git("checkout", "-q", "change");
        git.git("reset", "-q", "--hard", "main");
        git.commit("change", { "main.tf": "other = 1\n" });
        return host.postComments(...given);
      },
    };
    expect(await publishWithRetries(moving, conversation(head, [3, 4]), many)).toMatchObject({ isOutdated: true });
    expect(pull.threads).toEqual([]);
  });

  it("is still told when its branch was deleted, or when it was closed", async () => {
    const { git, host, pull, head } = await openPullRequest();
    git.git("checkout", "-q", "main");
    git.git("branch", "-q", "-D", "change");
    pull.state = "closed";
    expect(await publishWithRetries(host, conversation(head, [3]), many)).toMatchObject({ posted: 1 });
  });
});

describe("where GitHub permits less", () => {
  it("a locked conversation leaves the check to say it", async () => {
    const { host, pull, repository, head } = await openPullRequest();
    pull.isLocked = true;
    const published = await publishWithRetries(host, conversation(head, [3, 4]), many);
    expect(published.denied).toHaveLength(2);
    expect(published.denied[0]).toContain("locked");
    expect(repository.checkRuns).toMatchObject([{ status: "completed", conclusion: "failure" }]);
    expect(pull.threads).toEqual([]);
  });

  it("an archived repository ends it with a word", async () => {
    const { host, repository, head } = await openPullRequest();
    repository.isArchived = true;
    await expect(publishWithRetries(host, conversation(head, [3]), many)).rejects.toMatchObject({ status: 403 });
  });

  it("threads that the token may not resolve keep nothing else from being done", async () => {
    const { server, pull, repository, head } = await openPullRequest();
    server.state.addToken("ghs_without-contents", "lintel[bot]", { canResolve: false });
    const host = createGitHubHost(connect(server, { token: "ghs_without-contents" }), place);
    await publishWithRetries(host, conversation(head, [3, 4]), many);
    const { denied, threadsLeft } = await publishWithRetries(host, conversation(head, []), many);
    expect([denied, threadsLeft.length]).toEqual([[], 1]);
    expect(pull.comments[0]?.body).toContain("0 findings");
    expect(repository.checkRuns.at(-1)).toMatchObject({ status: "completed", conclusion: "success" });
  });

  it("a pull request that is not there, or that the token does not see, is no empty one", async () => {
    const { server, client, head } = await openPullRequest();
    const nowhere = createGitHubHost(client, { ...place, number: 404 });
    await expect(publishWithRetries(nowhere, conversation(head, []), many)).rejects.toMatchObject({ status: 404 });
    server.state.addToken("ghs_of-another", "lintel[bot]", { repositories: ["org/other"] });
    const other = createGitHubHost(connect(server, { token: "ghs_of-another" }), place);
    await expect(publishWithRetries(other, conversation(head, []), many)).rejects.toMatchObject({ status: 404 });
    expect(server.writes()).toEqual([]);
  });
});

describe("a change that could not be reviewed", () => {
  it("is told once, in the summary and the check, and says nothing is mended", async () => {
    const { server, host, pull, repository, head } = await openPullRequest();
    await publishWithRetries(host, conversation(head, [3]), many);
    const problem = {
      head,
      what: "lintel.yaml is invalid: @org/all <b>.",
      hint: "Mend it.",
      conclusion: "neutral",
    } as const;
    await publishProblem(host, problem, many);
    expect(pull.comments).toHaveLength(1);
    expect(pull.comments[0]?.body).toContain("not reviewed");
    expect(pull.comments[0]?.body).not.toContain("@org");
    expect(pull.threads.map(({ isResolved }) => isResolved)).toEqual([false]);
    expect(repository.checkRuns.at(-1)).toMatchObject({ conclusion: "neutral", status: "completed" });
    const writes = server.writes().length;
    await publishProblem(host, problem, many);
    expect(server.writes()).toHaveLength(writes);
  });
});
