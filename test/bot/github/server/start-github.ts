import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Refusal, type Answer } from "./answer.js";
import { Faults, type Fault } from "./faults.js";
import { answerGraphQL, isMutation } from "./graphql.js";
import { checkRequest, checkResponse, completeResponse, matchRoute } from "./openapi.js";
import { answerApp, answerRest } from "./rest.js";
import { GitHubState, type AppState } from "./state.js";

/** A request that came, and what was answered. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  /** As GitHub's description calls it; `/graphql` for GraphQL. */
  readonly route: string;
  readonly body: string;
  /** Whether it asks for something to be changed. */
  readonly isWrite: boolean;
  readonly token: string | undefined;
  status: number | undefined;
  fault: Fault | undefined;
}

/** How the server behaves. */
export interface GitHubServerOptions {
  readonly app?: AppState;
  /** How many entries a page has at most, whatever is asked for. */
  readonly largestPage?: number;
  /** How many requests are left in this hour. */
  readonly requestsLeft?: number;
}

/** A running server that behaves as GitHub's API. */
export interface GitHubServer {
  readonly url: string;
  readonly state: GitHubState;
  readonly faults: Faults;
  readonly log: LoggedRequest[];
  /** What in requests or in the server's own answers is not as GitHub describes its API. A test ends by looking that there is nothing. */
  readonly violations: readonly string[];
  readonly writes: () => readonly LoggedRequest[];
  readonly close: () => Promise<void>;
}

/** Starts a server on a free port of this machine. */
export async function startGitHub(options: GitHubServerOptions = {}): Promise<GitHubServer> {
  const running = new RunningServer(options);
  const server = createServer((request, response) => {
    running.answer(request, response).catch((error: unknown) => {
      running.violations.push(
        `The server failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  running.url = `http://127.0.0.1:${port}`;
  const { state, faults, log, violations, url } = running;
  return {
    ...{ url, state, faults, log, violations },
    writes: () => log.filter(({ isWrite }) => isWrite),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

class RunningServer {
  url = "";
  readonly state = new GitHubState();
  readonly faults = new Faults();
  readonly log: LoggedRequest[] = [];
  readonly violations: string[] = [];
  readonly #largestPage: number;
  #left: number;

  constructor({ app, largestPage = 100, requestsLeft = 5000 }: GitHubServerOptions) {
    this.state.app = app;
    this.#largestPage = largestPage;
    this.#left = requestsLeft;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET" } = request;
    const { pathname, searchParams } = new URL(request.url ?? "/", this.url);
    const body = await readBody(request);
    const fault = this.faults.take(method, pathname, body);
    const route = pathname === "/graphql" ? pathname : (matchRoute(method, pathname)?.route ?? pathname);
    const isWrite = pathname === "/graphql" ? isMutation(body) : !["GET", "HEAD"].includes(method);
    const token = /^(?:bearer|token) (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
    const entry: LoggedRequest = {
      ...{ method, path: `${pathname}${searchParams.size === 0 ? "" : `?${searchParams.toString()}`}`, route, body },
      ...{ isWrite, token, fault, status: undefined },
    };
    this.log.push(entry);
    if (fault !== undefined && !isDone(fault)) {
      this.#fail(fault, response, entry);
      return;
    }
    const answer = await this.#respond(method, pathname, searchParams, parseBody(body), token);
    entry.status = answer.status;
    if (fault === undefined) this.#send(response, answer);
    else if (fault.kind === "half") sendHalf(response, answer);
    else this.#fail(fault, response, entry);
  }

  async #respond(
    method: string,
    path: string,
    query: URLSearchParams,
    body: Readonly<Record<string, unknown>> | undefined,
    token = "",
  ): Promise<SentAnswer> {
    try {
      if (body === undefined) throw new Refusal(400, "Problems parsing JSON");
      this.#left -= 1;
      if (this.#left < 0) throw new Refusal(403, "API rate limit exceeded for installation.");
      if (path === "/graphql") return { status: 200, body: await this.#graphql(body, token), headers: {} };
      const matched = matchRoute(method, path);
      if (matched === undefined) throw new Refusal(404, "Not Found");
      const problems = checkRequest(matched.route, query, method === "GET" ? undefined : body);
      this.violations.push(...problems);
      const { answer, isApp } = this.#rest(matched, query, body, token);
      return isApp ? this.#described(matched.route, answer, {}) : this.#page(matched.route, path, query, answer);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, message, errors } = error;
      const documentation = "https://docs.github.com/rest";
      return {
        status,
        body: {
          message,
          ...(errors === undefined ? {} : { errors }),
          documentation_url: documentation,
          status: String(status),
        },
        headers: {},
      };
    }
  }

  #rest(
    { route, parameters }: NonNullable<ReturnType<typeof matchRoute>>,
    query: URLSearchParams,
    body: Readonly<Record<string, unknown>>,
    token: string,
  ): { readonly answer: Answer; readonly isApp: boolean } {
    if (/^(?:GET \/app|POST \/app\/|GET \/repos\/\{owner\}\/\{repo\}\/installation$)/.test(route)) {
      return { answer: answerApp(route, this.state, token, parameters, body), isApp: true };
    }
    const access = this.#access(token);
    const answer = answerRest(route, { state: this.state, access, url: this.url, parameters, query, body });
    return { answer, isApp: false };
  }

  #graphql(body: Readonly<Record<string, unknown>>, token: string): Promise<unknown> {
    const asker = { state: this.state, access: this.#access(token), largestPage: this.#largestPage };
    return answerGraphQL(body, asker);
  }

  #access(token: string) {
    const access = this.state.tokens.get(token);
    if (access === undefined) throw new Refusal(401, "Bad credentials");
    return access;
  }

  /** Takes a page out of a list, and says where the next one is. */
  #page(route: string, path: string, query: URLSearchParams, answer: Answer): SentAnswer {
    if (answer.isList !== true || !Array.isArray(answer.body)) return this.#described(route, answer, {});
    const all: readonly unknown[] = answer.body;
    const size = Math.min(Number(query.get("per_page") ?? 30), 100, this.#largestPage);
    const page = Number(query.get("page") ?? 1);
    const entries = all.slice((page - 1) * size, page * size);
    const next = new URLSearchParams(query);
    next.set("page", String(page + 1));
    const headers: Record<string, string> =
      page * size < all.length ? { link: `<${this.url}${path}?${next.toString()}>; rel="next"` } : {};
    const isWrapped = route.endsWith("/check-runs");
    const body = isWrapped ? { total_count: all.length, check_runs: entries } : entries;
    return this.#described(route, { status: answer.status, body }, headers);
  }

  #described(route: string, { status, body }: Answer, headers: Readonly<Record<string, string>>): SentAnswer {
    const completed = completeResponse(route, status, JSON.parse(JSON.stringify(body)));
    this.violations.push(...checkResponse(route, status, completed));
    return { status, body: completed, headers };
  }

  #send(response: ServerResponse, { status, body, headers }: SentAnswer): void {
    response.writeHead(status, { ...this.#limits(), ...headers, "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(body));
  }

  #limits(): Record<string, string> {
    const reset = Math.floor(Date.now() / 1000) + 3600;
    const left = Math.max(0, this.#left);
    return { "x-ratelimit-limit": "5000", "x-ratelimit-remaining": String(left), "x-ratelimit-reset": String(reset) };
  }

  #fail(fault: Fault, response: ServerResponse, entry: LoggedRequest): void {
    if (fault.kind === "silence") return;
    if (fault.kind === "cut" || fault.kind === "half") {
      response.destroy();
      return;
    }
    const { status, message, headers } = failureOf(fault);
    entry.status = status;
    this.#send(response, { status, body: { message, documentation_url: "https://docs.github.com/rest" }, headers });
  }
}

interface SentAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

function isDone(fault: Fault): boolean {
  return fault.kind === "half" || ((fault.kind === "cut" || fault.kind === "silence") && fault.isDone);
}

function failureOf(fault: Exclude<Fault, { readonly kind: "silence" | "cut" | "half" }>): {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
} {
  switch (fault.kind) {
    case "answer":
      return { status: fault.status, message: fault.message ?? "This went wrong", headers: fault.headers ?? {} };
    case "rate-limit": {
      const reset = String(Math.floor(Date.now() / 1000) + fault.seconds);
      const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset };
      return { status: 403, message: "API rate limit exceeded for installation ID 1.", headers };
    }
    case "secondary-rate-limit":
      return {
        status: 403,
        message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
        headers: { "retry-after": String(fault.seconds) },
      };
  }
}

function sendHalf(response: ServerResponse, { status, body }: SentAnswer): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
  });
  response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function parseBody(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text === "") return {};
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
