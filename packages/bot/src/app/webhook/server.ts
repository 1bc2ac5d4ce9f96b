import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { verifyWithFallback } from "@octokit/webhooks-methods";
import type { Logger } from "pino";
import type { Job } from "../job.js";
import type { AppMetrics } from "../metrics.js";
import type { Deliveries } from "./deliveries.js";
import { readWebhook } from "./read-webhook.js";

/** What the server stands on. */
export interface ServerParts {
  readonly appId: string;
  readonly webhookSecrets: readonly [string, ...string[]];
  readonly deliveries: Deliveries;
  readonly enqueue: (job: Job) => Promise<void>;
  readonly isReady: () => boolean;
  readonly metrics: AppMetrics;
  readonly log: Logger;
}

/** GitHub sends no more than this. */
const largestBody = 25_000_000;
/** Of all bodies that are on their way in together, since whoever sends them has not shown yet who it is. */
const largestTogether = 200_000_000;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly type?: string;
}

/** Makes the server; it does not listen yet. */
export function createAppServer(parts: ServerParts): Server {
  const bodies = { bytes: 0 };
  const server = createServer(
    // One that sends its request slowly is cut off.
    { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2000, keepAliveTimeout: 5000 },
    (request, response) => {
      respond(request, parts, bodies).then(
        (answer) => {
          send(request, response, answer);
        },
        (error: unknown) => {
          parts.log.error({ error }, "a request could not be answered");
          send(request, response, { status: 500, text: "Something broke." });
        },
      );
    },
  );
  server.maxHeadersCount = 100;
  return server;
}

function send(request: IncomingMessage, response: ServerResponse, { status, text, type = "text/plain" }: Answer): void {
  if (response.destroyed) return;
  // What is left of a body that is not wanted is not read.
  const isOver = request.complete || request.method === "GET";
  response.writeHead(status, {
    "content-type": `${type}; charset=utf-8`,
    "x-content-type-options": "nosniff",
    ...(isOver ? {} : { connection: "close" }),
  });
  response.end(type === "text/plain" ? `${text}\n` : text);
}

async function respond(request: IncomingMessage, parts: ServerParts, bodies: { bytes: number }): Promise<Answer> {
  const path = (request.url ?? "").split("?", 1)[0];
  const known: Readonly<Record<string, string>> = {
    "/webhooks": "POST",
    "/healthz": "GET",
    "/readyz": "GET",
    "/metrics": "GET",
  };
  const method = known[path ?? ""];
  if (method === undefined) return { status: 404, text: "There is nothing here." };
  if (method !== request.method) return { status: 405, text: `${method} alone is answered here.` };
  switch (path) {
    case "/healthz":
      return { status: 200, text: "It runs." };
    case "/readyz":
      return parts.isReady() ? { status: 200, text: "It is ready." } : { status: 503, text: "It is not ready." };
    case "/metrics":
      return { status: 200, text: await parts.metrics.registry.metrics(), type: "text/plain; version=0.0.4" };
    default:
      return takeWebhook(request, parts, bodies);
  }
}

async function takeWebhook(request: IncomingMessage, parts: ServerParts, bodies: { bytes: number }): Promise<Answer> {
  const { headers } = request;
  const count = (event: string, result: string, answer: Answer): Answer => {
    parts.metrics.webhook(event, result);
    return answer;
  };
  const signature = headers["x-hub-signature-256"];
  if (typeof signature !== "string" || !/^sha256=[0-9a-f]{64}$/.test(signature)) {
    return count("unknown", "unsigned", { status: 401, text: "It is not signed." });
  }
  if (!parts.isReady()) return count("unknown", "not-ready", { status: 503, text: "It is not ready; send it again." });
  const body = await readBody(request, bodies);
  if (body === undefined) return count("unknown", "too-large", { status: 413, text: "It is too large." });
  const text = body.toString("utf8");
  const [secret, ...previous] = parts.webhookSecrets;
  if (text === "" || !(await verifyWithFallback(secret, text, signature, previous))) {
    parts.log.warn("a webhook has the wrong signature");
    return count("unknown", "wrong-signature", { status: 401, text: "The signature is wrong." });
  }
  const { event, result, answer } = await takeSigned(text, headers, parts);
  return count(event, result, answer);
}

interface Taken {
  readonly event: string;
  readonly result: string;
  readonly answer: Answer;
}

async function takeSigned(text: string, headers: IncomingMessage["headers"], parts: ServerParts): Promise<Taken> {
  const { log } = parts;
  const [event, delivery] = [headers["x-github-event"], headers["x-github-delivery"]];
  const isNamed =
    typeof event === "string" &&
    /^[a-z_]{1,50}$/.test(event) &&
    typeof delivery === "string" &&
    /^[\w-]{1,100}$/.test(delivery);
  if (!isNamed) return refused("unknown", "X-GitHub-Event or X-GitHub-Delivery is missing.");
  if (!/^application\/json\b/i.test(headers["content-type"] ?? "")) {
    const answer = { status: 415, text: "The webhook's content type must be set to application/json." };
    return { event, result: "wrong-type", answer };
  }
  const body = parse(text);
  if (body === undefined) return refused(event, "It is no JSON.");
  const read = readWebhook(event, delivery, body, parts.appId);
  if (read.kind === "invalid") return refused(event, "It is not what GitHub sends.");
  if (read.kind === "ignored") {
    log.debug({ delivery, event }, `a webhook was ignored: ${read.why}`);
    return { event, result: "ignored", answer: { status: 202, text: `Ignored: ${read.why}.` } };
  }
  return enqueueOnce(event, delivery, read.jobs, parts);
}

function refused(event: string, text: string): Taken {
  return { event, result: "invalid", answer: { status: 400, text } };
}

/** It counts as taken in when its jobs are kept, and not before: where we end in between, GitHub has no answer, and it may come again. */
async function enqueueOnce(
  event: string,
  delivery: string,
  jobs: readonly Job[],
  { deliveries, enqueue, log }: ServerParts,
): Promise<Taken> {
  try {
    if (!(await deliveries.claim(delivery))) {
      const answer = { status: 409, text: "It was delivered before. Write /lintel rescan for another review." };
      return { event, result: "replay", answer };
    }
  } catch (error) {
    log.error({ error, delivery }, "a webhook could not be looked up");
    return { event, result: "not-kept", answer: { status: 503, text: "It cannot be kept now; send it again." } };
  }
  try {
    for (const job of jobs) await enqueue(job);
    await deliveries.confirm(delivery);
  } catch (error) {
    log.error({ error, delivery }, "a webhook could not be kept");
    await deliveries.release(delivery).catch(() => undefined);
    return { event, result: "not-kept", answer: { status: 503, text: "It cannot be kept now; send it again." } };
  }
  return { event, result: "accepted", answer: { status: 202, text: "Accepted." } };
}

/** Undefined for one that is too large. */
async function readBody(request: IncomingMessage, bodies: { bytes: number }): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > largestBody) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      bodies.bytes += chunk.length;
      if (size > largestBody || bodies.bytes > largestTogether) return undefined;
      chunks.push(chunk);
    }
  } finally {
    bodies.bytes -= size;
  }
  return Buffer.concat(chunks);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
