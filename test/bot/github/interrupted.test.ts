import { createGitHubHost, HostError, markOf, publishWithRetries } from "@lintel/bot";
import { afterAll, describe, expect, it } from "vitest";
import {
  changedLines,
  comment,
  connect,
  conversation,
  makeChange,
  openPullRequest,
  place,
  token,
} from "./pull-request.js";
import type { Fault } from "./server/faults.js";

const change = makeChange();

afterAll(() => {
  change.git.remove();
});

const many = { maximumComments: 25, millisecondsPerSecond: 1, attempts: 1 };

/** A change of the conversation that asks for every kind of writing: something new, altered, mended and back, and 120 annotations. */
async function openWithHistory() {
  const opened = await openPullRequest({}, change);
  const { host, head } = opened;
  await publishWithRetries(host, conversation(head, [1, 2, 3, 4]), many);
  await publishWithRetries(host, conversation(head, [1, 2, 3]), many);
  opened.server.log.length = 0;
  const lines = [1, 2, 4, 6, 7];
  const comments = [comment(999), comment(1, { body: "Said anew" }), ...[2, 4, 6, 7].map((line) => comment(line))];
  const wanted = conversation(head, lines, {
    comments,
    open: new Set(comments.map(({ key }) => key)),
    check: conversation(
      head,
      Array.from({ length: 120 }, (_, at) => (at % changedLines) + 1),
    ).check,
  });
  return { ...opened, wanted };
}

type Opened = Awaited<ReturnType<typeof openWithHistory>>;

/** What stands there, without what differs from run to run. */
function standing({ pull, repository }: Opened) {
  const threads = pull.threads.map(({ line, isResolved, comments }) => {
    const [first, ...others] = comments;
    return JSON.stringify([markOf(first?.body ?? "")?.key, line, isResolved, first?.body, others.length]);
  });
  return {
    threads: threads.sort(),
    comments: pull.comments.map(({ body }) => body),
    checks: repository.checkRuns.map(({ status, conclusion, annotations }) => [status, conclusion, annotations.length]),
  };
}

async function uninterrupted() {
  const opened = await openWithHistory();
  await publishWithRetries(opened.host, opened.wanted, many);
  return { expected: standing(opened), requests: opened.server.log.length };
}

/** A client that was not there before, as after the process was started anew. */
function publishAnew({ server, wanted }: Opened) {
  return publishWithRetries(createGitHubHost(connect(server), place), wanted, many);
}

describe("a process that is killed while it publishes", () => {
  it.each([false, true])(
    "leaves nothing undone and nothing twice, whichever request was its last (it was done: %s)",
    async (isDone) => {
      const { expected, requests } = await uninterrupted();
      expect(requests).toBeGreaterThan(12);
      for (let at = 0; at < requests; at += 1) {
        const opened = await openWithHistory();
        opened.server.faults.cutFrom(at, { isDone });
        await expect(publishAnew(opened)).rejects.toBeInstanceOf(HostError);
        opened.server.faults.clear();
        await publishAnew(opened);
        expect({ at, ...standing(opened) }).toEqual({ at, ...expected });
        const writes = opened.server.writes().length;
        await publishAnew(opened);
        // The line that GitHub does not know was put on its file; there is nothing left to do.
        expect(opened.server.writes().length - writes).toBe(0);
      }
    },
  );
});

const faults: readonly Fault[] = [
  { kind: "cut", isDone: false },
  { kind: "cut", isDone: true },
  { kind: "half" },
  { kind: "silence", isDone: false },
  { kind: "silence", isDone: true },
  { kind: "answer", status: 500 },
  { kind: "answer", status: 502 },
  { kind: "rate-limit", seconds: 30 },
  { kind: "secondary-rate-limit", seconds: 60 },
];

describe("a request that goes wrong once", () => {
  // Each request goes wrong in three ways, which takes a third of the time of all of them.
  it.each(faults.map((fault, at) => ({ fault, offset: at % 3 })))(
    "costs nothing: $fault",
    async ({ fault, offset }) => {
      const { expected, requests } = await uninterrupted();
      for (let at = offset; at < requests; at += 3) {
        const opened = await openWithHistory();
        const { server, wanted } = opened;
        server.faults.add(fault, { skip: at });
        const host = createGitHubHost(
          connect(server, { timeoutMilliseconds: fault.kind === "silence" ? 400 : 5_000 }),
          place,
        );
        await publishWithRetries(host, wanted, { ...many, attempts: 3 });
        expect({ at, ...standing(opened) }).toEqual({ at, ...expected });
      }
    },
  );
});

describe("what GitHub answers", () => {
  it.each([401, 404, 409, 422])("is told where it is %i, without the token", async (status) => {
    const { server, host, head } = await openPullRequest();
    server.faults.add({ kind: "answer", status, message: `Nothing for ${token}` }, { times: 100 });
    const error: unknown = await publishWithRetries(host, conversation(head, [3]), many).catch(
      (thrown: unknown) => thrown,
    );
    if (status === 409) {
      expect(error).toMatchObject({ isOutdated: true });
      return;
    }
    expect(error).toBeInstanceOf(HostError);
    expect(error).toMatchObject({ status });
    expect(String(error)).toContain("[token]");
    expect(JSON.stringify([error, String(error), error instanceof Error && error.stack])).not.toContain(token);
    expect(server.log).toHaveLength(1);
  });

  it("is waited for where it is a limit, but not for an hour", async () => {
    const { server, head } = await openPullRequest();
    const waits: string[] = [];
    const host = createGitHubHost(connect(server, { onWait: (what) => waits.push(what) }), place);
    server.faults.add({ kind: "secondary-rate-limit", seconds: 40 }, { method: "POST", path: /reviews$/, times: 2 });
    await publishWithRetries(host, conversation(head, [3]), many);
    expect(waits).toEqual(["secondary rate limit: waiting 40 s", "secondary rate limit: waiting 40 s"]);
    server.faults.add({ kind: "rate-limit", seconds: 3000 });
    const late = publishWithRetries(host, conversation(head, [4]), many);
    await expect(late).rejects.toMatchObject({ status: 403, retryAfterSeconds: expect.any(Number) as number });
    await expect(late).rejects.toSatisfy(
      (error) => error instanceof HostError && (error.retryAfterSeconds ?? 0) > 2900,
    );
  });

  it("is not needed to refuse a token that is none", () => {
    expect(() => connect({ url: "http://127.0.0.1:9" }, { token: "a\nb" })).toThrow(HostError);
    expect(() => connect({ url: "http://127.0.0.1:9" }, { token: "secret\nb" })).not.toThrow(/secret/);
  });
});
