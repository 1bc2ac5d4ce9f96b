import { spawn, type ChildProcess } from "node:child_process";
import { createHmac, generateKeyPairSync, randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";
import { TestRepository } from "../../../../packages/bot/src/testing/repository.js";
import { startGitHub, type GitHubServer } from "../../github/server/start-github.js";
import type { PullRequestState, RepositoryState } from "../../github/server/state.js";
import { refreshHead } from "../../github/server/state.js";
import { startGitServer, type GitServer } from "./git-server.js";

const program = fileURLToPath(new URL("../../../../packages/bot/bin/lintel-bot.js", import.meta.url));
const built = fileURLToPath(new URL("../../../../packages/bot/dist/app/main.js", import.meta.url));

const { publicKey, privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
});
export { privateKey };
export const webhookSecret = "the-secret-of-the-webhook";
export const appId = 4711;
const installation = 99;

/** One running App. */
export interface AppProcess {
  readonly url: string;
  readonly pid: number;
  /** What it wrote, of both streams. */
  readonly output: () => string;
  readonly logLines: () => readonly Readonly<Record<string, unknown>>[];
  /** Sends a signal, and waits for the end. Gives the exit code. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** GitHub, a repository with a pull request, and whatever Apps are started. */
export interface Stage {
  readonly github: GitHubServer;
  readonly gitServer: GitServer;
  readonly git: TestRepository;
  readonly repository: RepositoryState;
  readonly pull: PullRequestState;
  readonly startApp: (environment?: Readonly<Record<string, string>>) => Promise<AppProcess>;
  /** Opens another pull request, for a branch that is there. */
  readonly open: (number: number, headRef: string) => PullRequestState;
}

export const volume = (encrypted: boolean, name = "v"): string =>
  `resource "aws_ebs_volume" "${name}" {\n  availability_zone = "eu-west-1a"\n  encrypted         = ${String(encrypted)}\n}\n`;

/** Sets up GitHub and a pull request that breaks policies, which ends with the test. */
export async function setStage(permissions?: Readonly<Record<string, string>>): Promise<Stage> {
  const git = new TestRepository();
  git.commit("main", { "main.tf": volume(true) });
  git.commit("change", { "main.tf": volume(false) });
  const installations = new Map([[installation, ["org/stack"]]]);
  const github = await startGitHub({ app: { id: appId, slug: "lintel", publicKey, installations, permissions } });
  const repository = github.state.addRepository({
    ...{ owner: "org", name: "stack", directory: git.directory },
    roles: { ada: "write", eve: "read" },
  });
  const pull = github.state.addPullRequest(repository, { number: 7, author: "ada", headRef: "change" });
  const gitServer = await startGitServer({
    directoryOf: (name) => (name === "org/stack" ? git.directory : undefined),
    isAllowed: (token) => github.state.tokens.has(token),
    beforeRead: () => {
      for (const each of repository.pulls.values()) {
        git.git("update-ref", `refs/pull/${each.number}/head`, refreshHead(repository, each));
      }
    },
  });
  const apps: AppProcess[] = [];
  onTestFinished(async () => {
    for (const app of apps) await app.end("SIGKILL");
    await gitServer.close();
    await github.close();
    for (const app of apps) expectNoSecrets(app.output(), github);
    git.remove();
    expect(github.violations).toEqual([]);
  });
  return {
    ...{ github, gitServer, git, repository, pull },
    startApp: async (environment = {}) => {
      const app = await start({
        ...{ GITHUB_API_URL: github.url, GITHUB_SERVER_URL: gitServer.url, LINTEL_ALLOW_HTTP: "true" },
        ...environment,
      });
      apps.push(app);
      return app;
    },
    open: (number, headRef) => github.state.addPullRequest(repository, { number, author: "ada", headRef }),
  };
}

/** Nothing secret that there is on this stage is in a text. */
export function expectNoSecrets(text: string, github: GitHubServer): void {
  const keyLine = privateKey.split("\n")[3] ?? "";
  const secrets = [keyLine, webhookSecret, ...github.state.tokens.keys()];
  const encoded = secrets.map((each) => Buffer.from(`x-access-token:${each}`).toString("base64").replace(/=+$/, ""));
  for (const secret of [...secrets, ...encoded, "eyJhbGciOi"]) expect(text).not.toContain(secret);
}

/** What the App is started with, besides what the test says. */
export function environmentOfApp(workDirectory: string): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    LINTEL_APP_ID: String(appId),
    LINTEL_PRIVATE_KEY: privateKey.replaceAll("\n", "\\n"),
    LINTEL_WEBHOOK_SECRET: webhookSecret,
    LINTEL_WORK_DIRECTORY: workDirectory,
    HOST: "127.0.0.1",
    PORT: "0",
    LOG_LEVEL: "trace",
  };
}

async function start(environment: Readonly<Record<string, string>>): Promise<AppProcess> {
  if (!existsSync(built)) throw new Error("The bot is not built: run `npm run build`.");
  const directory = mkdtempSync(join(tmpdir(), "lintel-app-"));
  const child = spawn(process.execPath, [program], { env: { ...environmentOfApp(directory), ...environment } });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => output.push(chunk));
  }
  const logLines = (): Record<string, unknown>[] =>
    output
      .join("")
      .split("\n")
      .filter((line) => line.startsWith("{") && line.endsWith("}"))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const started = await until(() => {
    if (child.exitCode !== null) throw new Error(output.join(""));
    return logLines().find(({ msg }) => msg === "started");
  }, "the App to start");
  return {
    url: `http://127.0.0.1:${String(started["port"])}`,
    pid: child.pid ?? 0,
    output: () => output.join(""),
    logLines,
    end: async (signal) => {
      const code = await ending(child, signal);
      rmSync(directory, { recursive: true, force: true });
      return code;
    },
  };
}

function ending(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((done) => {
    child.once("close", done);
    child.kill(signal);
  });
}

/** Waits until something is there. */
export async function until<T>(find: () => T | undefined | false, what: string, seconds = 40): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = find();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`Waited ${seconds} s for ${what}.`);
    await sleep(25);
  }
}

/** How a webhook is sent. */
export interface Sending {
  readonly delivery?: string;
  readonly secret?: string;
  readonly signature?: string | null;
  readonly type?: string;
}

/** Sends a webhook as GitHub does. */
export function sendWebhook(
  { url }: AppProcess,
  event: string,
  body: unknown,
  { delivery = randomUUID(), secret = webhookSecret, signature, type = "application/json" }: Sending = {},
): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const signed = signature ?? `sha256=${createHmac("sha256", secret).update(text).digest("hex")}`;
  return fetch(`${url}/webhooks`, {
    method: "POST",
    headers: {
      "content-type": type,
      "x-github-event": event,
      "x-github-delivery": delivery,
      ...(signature === null ? {} : { "x-hub-signature-256": signed }),
    },
    body: text,
  });
}

const common = {
  installation: { id: installation },
  repository: { name: "stack", full_name: "org/stack", owner: { login: "org" } },
  sender: { login: "ada", type: "User" },
};

/** That something happened to a pull request. */
export function pullRequestEvent(number = 7, action = "opened"): unknown {
  return { ...common, action, number, pull_request: { number, state: "open" } };
}

/** That somebody wrote below a pull request. */
export function commentEvent(id: number, login: string, body: string, type = "User"): unknown {
  return {
    ...common,
    sender: { login, type },
    action: "created",
    issue: { number: 7, pull_request: {} },
    comment: { id, body, user: { login, type } },
  };
}

/** That somebody wrote on a line of a pull request. */
export function lineCommentEvent(id: number, login: string, body: string, line: number): unknown {
  return {
    ...common,
    sender: { login, type: "User" },
    action: "created",
    pull_request: { number: 7 },
    comment: { id, body, user: { login, type: "User" }, path: "main.tf", line, start_line: null, side: "RIGHT" },
  };
}

/** That somebody asked for a check again. */
export function rerequestedEvent(head: string, pulls: readonly number[]): unknown {
  const run = { head_sha: head, app: { id: appId }, pull_requests: pulls.map((number) => ({ number })) };
  return { ...common, action: "rerequested", check_run: run };
}

/** Waits for as many jobs as that to come to an end. */
export function untilJobs(apps: readonly AppProcess[], count: number, outcome?: string, seconds?: number) {
  return until(
    () => {
      const found = apps
        .flatMap(({ logLines }) => logLines())
        .filter(({ msg, outcome: own }) => msg === "job" && (outcome === undefined || own === outcome));
      return found.length >= count && found;
    },
    `${count} jobs${outcome === undefined ? "" : ` that end with ${outcome}`}: ${apps.map(({ output }) => output().slice(-3000)).join("\n")}`,
    seconds,
  );
}
