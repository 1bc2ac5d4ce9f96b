import { createHmac } from "node:crypto";
import { connect, type AddressInfo } from "node:net";
import recorded from "@octokit/webhooks-examples";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Job } from "../../../packages/bot/src/app/job.js";
import { createLog, withoutSecrets } from "../../../packages/bot/src/app/log.js";
import { createMetrics } from "../../../packages/bot/src/app/metrics.js";
import { readSettings } from "../../../packages/bot/src/app/settings.js";
import { createMemoryDeliveries } from "../../../packages/bot/src/app/webhook/deliveries.js";
import { readWebhook } from "../../../packages/bot/src/app/webhook/read-webhook.js";
import { createAppServer } from "../../../packages/bot/src/app/webhook/server.js";
import {
  commentEvent,
  environmentOfApp,
  privateKey,
  pullRequestEvent,
  rerequestedEvent,
  sendWebhook,
  webhookSecret,
  type AppProcess,
} from "./stage/stage.js";

describe("a webhook", () => {
  // The package's types say that it is a module with a default export, which it is not.
  const examples = recorded as unknown as readonly { readonly name: string; readonly examples: readonly unknown[] }[];
  const named = examples.flatMap(({ name, examples: all }) => all.map((body) => ({ name, body })));

  it("of whatever kind GitHub has shown is read, or ignored with a reason", () => {
    const read = named.map(({ name, body }) => ({ name, ...readWebhook(name, "d", body, "1") }));
    expect(read.length).toBeGreaterThan(150);
    expect(read.filter(({ kind }) => kind === "invalid")).toEqual([]);
  });

  it("of a pull request that has something to review makes a job", () => {
    const opened = named.flatMap(({ name, body }) => {
      const event = body as {
        action?: string;
        installation?: object;
        pull_request?: { number: number; state: string };
      };
      const isMeant = name === "pull_request" && ["opened", "ready_for_review"].includes(event.action ?? "");
      if (!isMeant || event.pull_request?.state !== "open") return [];
      // Some were recorded by a webhook of a repository, which has no installation.
      return [{ body: { installation: { id: 5 }, ...event }, number: event.pull_request.number }];
    });
    expect(opened.length).toBeGreaterThan(0);
    for (const { body, number } of opened) {
      expect(readWebhook("pull_request", "d", body, "1")).toMatchObject({
        kind: "jobs",
        jobs: [{ kind: "review", number }],
      });
    }
  });

  it.each([
    ["pull_request", { ...(pullRequestEvent() as object), action: "labeled" }],
    ["pull_request", { ...(pullRequestEvent() as object), action: "edited", changes: { title: { from: "x" } } }],
    ["issue_comment", commentEvent(1, "ada", "a word without a command")],
    ["issue_comment", commentEvent(1, "lintel[bot]", "/lintel rescan", "Bot")],
    ["check_run", { ...(rerequestedEvent("a".repeat(40), [7]) as object), action: "completed" }],
    ["installation", { action: "created", installation: { id: 1 } }],
  ])("that asks for nothing is ignored: %s %#", (event, body) => {
    expect(readWebhook(event, "d", body, "4711").kind).toBe("ignored");
  });

  it("that moves a pull request to another branch has it reviewed anew", () => {
    const body = { ...(pullRequestEvent() as object), action: "edited", changes: { base: { ref: { from: "x" } } } };
    expect(readWebhook("pull_request", "d", body, "1").kind).toBe("jobs");
  });

  it.each([["../x"], ["a/b"], ["."], [""], ["x\n"], ["--x y"]])("does not let %j be a repository", (name) => {
    const body = { ...(pullRequestEvent() as object), repository: { name, owner: { login: "org" } } };
    expect(readWebhook("pull_request", "d", body, "1").kind).toBe("invalid");
  });

  it.each([[null], [[]], [{}], ["x"], [{ action: "opened", repository: {} }]])(
    "that is something else is refused: %j",
    (body) => {
      expect(readWebhook("pull_request", "d", body, "1").kind).toBe("invalid");
    },
  );
});

interface TestServer {
  readonly app: AppProcess;
  readonly port: number;
  readonly jobs: Job[];
  readonly state: { isReady: boolean; fails: boolean };
}

async function startServer(): Promise<TestServer> {
  const jobs: Job[] = [];
  const state = { isReady: true, fails: false };
  const server = createAppServer({
    ...{ appId: "4711", webhookSecrets: [webhookSecret, "the-one-before"], deliveries: createMemoryDeliveries() },
    enqueue: (job) => {
      if (state.fails) return Promise.reject(new Error("redis is away"));
      jobs.push(job);
      return Promise.resolve();
    },
    isReady: () => state.isReady,
    metrics: createMetrics(() => Promise.resolve(jobs.length)),
    log: createLog("silent", []),
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { app: { url: `http://127.0.0.1:${port}` } as AppProcess, port, jobs, state };
}

describe("the server", () => {
  it("keeps what is signed with the secret, or the one before, and nothing else", async () => {
    const { app, jobs } = await startServer();
    const status = async (sending: Parameters<typeof sendWebhook>[3]): Promise<number> =>
      (await sendWebhook(app, "pull_request", pullRequestEvent(), sending)).status;
    expect(await status({})).toBe(202);
    expect(await status({ secret: "the-one-before" })).toBe(202);
    expect(jobs).toHaveLength(2);
    expect(await status({ secret: "another" })).toBe(401);
    expect(await status({ signature: null })).toBe(401);
    expect(await status({ signature: "sha256=x" })).toBe(401);
    expect(await status({ signature: "sha1=0000000000000000000000000000000000000000" })).toBe(401);
    expect(jobs).toHaveLength(2);
  });

  it("refuses a replay, unless what it asked for could not be kept", async () => {
    const { app, jobs, state } = await startServer();
    const send = async (): Promise<number> =>
      (await sendWebhook(app, "pull_request", pullRequestEvent(), { delivery: "once" })).status;
    state.fails = true;
    expect(await send()).toBe(503);
    state.fails = false;
    expect([await send(), await send()]).toEqual([202, 409]);
    expect(jobs).toHaveLength(1);
  });

  it("says what is wrong with what it does not take", async () => {
    const { app, state } = await startServer();
    const status = async (body: unknown, more?: Parameters<typeof sendWebhook>[3]): Promise<number> =>
      (await sendWebhook(app, "pull_request", body, more)).status;
    expect(await status("{")).toBe(400);
    expect(await status("[]")).toBe(400);
    expect(await status(pullRequestEvent(), { type: "application/x-www-form-urlencoded" })).toBe(415);
    expect(await status(pullRequestEvent(), { delivery: "a b" })).toBe(400);
    expect(await status("x".repeat(25_000_001)).catch(() => 413)).toBe(413);
    for (const [path, method, expected] of [
      ["/", "GET", 404],
      ["/webhooks", "GET", 405],
      ["/webhooks/../metrics", "POST", 405],
      ["/healthz", "GET", 200],
      ["/readyz", "GET", 200],
      ["/metrics", "GET", 200],
    ] as const) {
      expect([path, (await fetch(`${app.url}${path}`, { method })).status]).toEqual([path, expected]);
    }
    state.isReady = false;
    expect((await fetch(`${app.url}/readyz`)).status).toBe(503);
    expect(await status(pullRequestEvent())).toBe(503);
  });

  it("cuts off a body without a length that does not end", async () => {
    const { port } = await startServer();
    const signature = createHmac("sha256", "x").update("x").digest("hex");
    const socket = connect(port, "127.0.0.1");
    const head = `POST /webhooks HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\nx-hub-signature-256: sha256=${signature}\r\n\r\n`;
    socket.write(head);
    const chunk = `100000\r\n${"x".repeat(0x100000)}\r\n`;
    let sent = 0;
    let answer = "";
    socket.on("data", (data) => (answer += data.toString()));
    await new Promise<void>((done) => {
      socket.on("close", () => {
        done();
      });
      socket.on("error", () => undefined);
      const more = (): void => {
        if (socket.destroyed || sent > 60) return;
        sent += 1;
        socket.write(chunk, more);
      };
      more();
    });
    expect(sent).toBeLessThan(60);
    expect(answer === "" || answer.startsWith("HTTP/1.1 413")).toBe(true);
  });

  it("cuts off headers that never end", { timeout: 30_000 }, async () => {
    const { port } = await startServer();
    const socket = connect(port, "127.0.0.1");
    socket.write("POST /webhooks HTTP/1.1\r\nhost: x\r\n");
    let answer = "";
    socket.on("data", (data) => (answer += data.toString()));
    const slowly = setInterval(() => socket.write("x: y\r\n"), 500);
    await new Promise((done) => socket.on("close", done));
    clearInterval(slowly);
    expect(answer).toMatch(/^HTTP\/1.1 408/);
  });
});

describe("the settings", () => {
  it("are refused all at once, and nothing secret is repeated", () => {
    const secret = "-----BEGIN nonsense";
    const read = readSettings({
      LINTEL_PRIVATE_KEY: secret,
      PORT: "x",
      REDIS_URL: "http://x",
      GITHUB_API_URL: "http://x",
    });
    if (!("problems" in read)) throw new Error("They are taken.");
    for (const name of [
      "LINTEL_APP_ID",
      "LINTEL_WEBHOOK_SECRET",
      "LINTEL_PRIVATE_KEY",
      "PORT",
      "REDIS_URL",
      "GITHUB_API_URL",
    ]) {
      expect(read.problems.filter((problem) => problem.startsWith(name))).toHaveLength(1);
    }
    expect(read.problems.join("\n")).not.toContain(secret);
  });

  it("say where a server is by where its API is", () => {
    const at = (url: string): string | undefined => {
      const read = readSettings({ ...environmentOfApp("/work"), GITHUB_API_URL: url });
      return "settings" in read ? read.settings.serverUrl : undefined;
    };
    expect(at("https://api.github.com")).toBe("https://github.com");
    expect(at("https://git.example.com/api/v3/")).toBe("https://git.example.com");
  });
});

describe("the log", () => {
  it("has nothing secret in it, wherever it stands", () => {
    const lines: string[] = [];
    const log = createLog("trace", [privateKey, webhookSecret], (line) => lines.push(line));
    const token = "ghs_16C7e42F292c6912E7710c838347Ae178B4a";
    const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
    log.info({ token, deep: { token, list: [`token ${token}`] }, header: `AUTHORIZATION: Basic ${basic}` }, token);
    log.error(
      { error: new Error(`fatal: https://x-access-token:${token}@github.com ${privateKey} ${webhookSecret}`) },
      "x",
    );
    const text = lines.join("");
    expect(lines.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual(["info", "error"]);
    for (const secret of [token, basic, webhookSecret, privateKey.split("\n")[2] ?? ""])
      expect(text).not.toContain(secret);
  });

  it("keeps what is no secret", () => {
    expect(withoutSecrets("It takes no token of a repository at https://github.com/org/stack.")).toBe(
      "It takes no token of a repository at https://github.com/org/stack.",
    );
  });
});
