import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { redisMissing, startRedis } from "./stage/redis.js";
import {
  pullRequestEvent,
  sendWebhook,
  setStage,
  until,
  untilJobs,
  volume,
  type AppProcess,
  type Stage,
} from "./stage/stage.js";

if (redisMissing !== undefined) process.stderr.write(`${redisMissing}\n`);

const shared = { LINTEL_STALLED_SECONDS: "1" };

/** Nothing was posted twice: one summary, a thread for each finding, one check that is complete. */
function expectOneReview({ pull, repository, git }: Stage): void {
  expect(pull.comments.map(({ body }) => body.split("\n")[0])).toEqual(["<!-- lintel:summary -->"]);
  const keys = pull.threads.map(({ comments }) => comments[0]?.body.split("\n")[0]);
  expect(keys.length).toBeGreaterThan(0);
  expect(new Set(keys).size).toBe(keys.length);
  const head = git.git("rev-parse", pull.headRef);
  expect(repository.checkRuns.filter((run) => run.head === head).map(({ status }) => status)).toEqual(["completed"]);
}

/** When the process that works is killed. */
const moments: readonly (readonly [string, (stage: Stage) => Promise<unknown>])[] = [
  ["as soon as the webhook is accepted", () => Promise.resolve()],
  [
    "while it fetches",
    async (stage) => {
      stage.gitServer.fault = "silence";
      await until(() => stage.gitServer.requests.length > 0, "a fetch");
      stage.gitServer.fault = undefined;
    },
  ],
  [
    "while it reviews",
    async ({ gitServer }) => {
      await until(() => gitServer.requests.some(({ path }) => path.endsWith("/git-upload-pack")), "the fetch");
      await sleep(400);
    },
  ],
  [
    "when comments are posted, and nobody has said so",
    async ({ github }) => {
      github.faults.add({ kind: "silence", isDone: true }, { method: "POST", path: /\/reviews$/ });
      await until(() => github.log.some(({ fault }) => fault !== undefined), "the comments");
    },
  ],
  [
    "when the summary is posted, and nobody has said so",
    async ({ github }) => {
      github.faults.add({ kind: "silence", isDone: true }, { method: "POST", path: /\/issues\/7\/comments$/ });
      await until(() => github.log.some(({ fault }) => fault !== undefined), "the summary");
    },
  ],
  [
    "in the middle of the check",
    async ({ github }) => {
      github.faults.add({ kind: "silence", isDone: true }, { method: "PATCH", path: /\/check-runs\// });
      await until(() => github.log.some(({ fault }) => fault !== undefined), "the check");
    },
  ],
];

describe.skipIf(redisMissing !== undefined)("with Redis", () => {
  it.each(moments)("loses nothing and posts nothing twice when killed %s", async (_, moment) => {
    const [stage, redis] = [await setStage(), await startRedis()];
    const environment = { ...shared, REDIS_URL: redis.url };
    const first = await stage.startApp(environment);
    const isReached = moment(stage);
    expect((await sendWebhook(first, "pull_request", pullRequestEvent())).status).toBe(202);
    await isReached;
    await first.end("SIGKILL");
    const second = await stage.startApp(environment);
    await untilJobs([second], 1, "reviewed");
    expectOneReview(stage);
  });

  it("shares the work among instances, each pull request with one at a time", async () => {
    const [stage, redis] = [await setStage(), await startRedis()];
    const environment = { ...shared, REDIS_URL: redis.url, LINTEL_CONCURRENCY: "1" };
    const apps = [await stage.startApp(environment), await stage.startApp(environment)];
    const numbers = [11, 12, 13, 14];
    for (const number of numbers) {
      stage.git.git("checkout", "-q", "main");
      stage.git.commit(`change-${number}`, { [`${number}.tf`]: volume(false, `v${number}`) });
      stage.open(number, `change-${number}`);
    }
    for (const number of numbers) {
      for (const app of apps) {
        expect((await sendWebhook(app, "pull_request", pullRequestEvent(number))).status).toBe(202);
      }
    }
    for (const number of numbers) {
      const { repository } = stage;
      await until(() => repository.pulls.get(number)?.comments.length === 1, `the review of ${number}`, 60);
    }
    // The check comes last, and is not there before.
    const completed = (): number => stage.repository.checkRuns.filter(({ status }) => status === "completed").length;
    await until(() => completed() === numbers.length, "the checks", 60);
    for (const app of apps) expect(app.logLines().some(({ msg }) => msg === "job")).toBe(true);
    for (const number of numbers) {
      const pull = stage.repository.pulls.get(number);
      if (pull !== undefined) expectOneReview({ ...stage, pull });
    }
  });

  it("does what is pushed while it reviews, once, and says nothing of what is no longer there", async () => {
    const [stage, redis] = [await setStage(), await startRedis()];
    const app = await stage.startApp({ ...shared, REDIS_URL: redis.url });
    stage.gitServer.fault = "silence";
    await sendWebhook(app, "pull_request", pullRequestEvent());
    await until(() => stage.gitServer.requests.length > 0, "a fetch");
    stage.git.commit("change", { "main.tf": volume(true), "more.tf": volume(false, "more") });
    for (let push = 0; push < 5; push++) await sendWebhook(app, "pull_request", pullRequestEvent(7, "synchronize"));
    stage.gitServer.fault = undefined;
    // The first one waits for an answer that never comes; another process takes both up.
    await app.end("SIGKILL");
    const next = await stage.startApp({ ...shared, REDIS_URL: redis.url });
    await untilJobs([next], 2, "reviewed");
    await sleep(500);
    expect(next.logLines().filter(({ msg }) => msg === "job")).toHaveLength(2);
    expectOneReview(stage);
    expect(stage.pull.threads.every(({ path }) => path === "more.tf")).toBe(true);
  });

  it("ends in the middle when asked to, and what it was at is done by another", async () => {
    const [stage, redis] = [await setStage(), await startRedis()];
    const environment = { ...shared, REDIS_URL: redis.url, LINTEL_SHUTDOWN_SECONDS: "1" };
    const first = await stage.startApp(environment);
    stage.gitServer.fault = "silence";
    await sendWebhook(first, "pull_request", pullRequestEvent());
    await until(() => stage.gitServer.requests.length > 0, "a fetch");
    expect(await first.end("SIGTERM")).toBe(0);
    expect(first.logLines().at(-1)).toMatchObject({ msg: "ended" });
    expect(first.logLines().filter(({ msg }) => msg === "job")).toMatchObject([{ outcome: "handed-back" }]);
    stage.gitServer.fault = undefined;
    const second = await stage.startApp(environment);
    await untilJobs([second], 1, "reviewed");
    expectOneReview(stage);
  });

  it("takes nothing in while Redis is away, and goes on when it is back", async () => {
    const [stage, redis] = [await setStage(), await startRedis()];
    const app = await stage.startApp({ ...shared, REDIS_URL: redis.url });
    const ready = async (): Promise<number> => (await fetch(`${app.url}/readyz`)).status;
    expect(await ready()).toBe(200);
    await redis.stop();
    await becomes(ready, 503);
    expect((await sendWebhook(app, "pull_request", pullRequestEvent(), { delivery: "one" })).status).toBe(503);
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    await redis.start();
    await becomes(ready, 200);
    expect((await sendWebhook(app, "pull_request", pullRequestEvent(), { delivery: "one" })).status).toBe(202);
    await untilJobs([app], 1, "reviewed");
  });

  it("refuses a replay at any instance", async () => {
    const [stage, redis] = [await setStage(), await startRedis()];
    const environment = { ...shared, REDIS_URL: redis.url };
    const apps: readonly AppProcess[] = [await stage.startApp(environment), await stage.startApp(environment)];
    const statuses: number[] = [];
    for (const app of apps) {
      statuses.push((await sendWebhook(app, "pull_request", pullRequestEvent(), { delivery: "same" })).status);
    }
    expect(statuses).toEqual([202, 409]);
    await untilJobs(apps, 1);
  });
});

async function becomes(ask: () => Promise<number>, status: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if ((await ask()) === status) return;
    await sleep(50);
  }
  throw new Error(`It never becomes ${status}.`);
}
