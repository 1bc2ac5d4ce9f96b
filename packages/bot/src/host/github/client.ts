import { createHash } from "node:crypto";
import { Octokit } from "@octokit/core";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { HostError } from "../code-host.js";

/** Whom to ask, and as whom. */
export interface GitHubAccess {
  /** `https://api.github.com`, or that of a GitHub Enterprise Server. */
  readonly baseUrl: string;
  /** A token of an installation, an Action or a person. It is never logged. */
  readonly token: string;
  /** Waits this long for one answer. */
  readonly timeoutMilliseconds?: number | undefined;
  /** Told what is waited for. */
  readonly onWait?: ((what: string) => void) | undefined;
  /** How long a second of waiting takes; 1000 unless given. With less, as in tests, requests are not spaced as GitHub asks either. */
  readonly millisecondsPerSecond?: number | undefined;
}

/** Asks GitHub's REST and GraphQL API. */
export interface GitHubClient {
  /** @throws HostError */
  readonly rest: <T>(route: string, parameters?: Readonly<Record<string, unknown>>) => Promise<T>;
  /**
   * The same for what must not be done twice: where there was no answer it is not asked again, since it may have been done.
   * @throws HostError
   */
  readonly restOnce: <T>(route: string, parameters?: Readonly<Record<string, unknown>>) => Promise<T>;
  /** All pages of a list. @throws HostError */
  readonly restAll: <T>(route: string, parameters?: Readonly<Record<string, unknown>>) => Promise<readonly T[]>;
  /** @throws HostError */
  readonly graphql: <T>(query: string, variables: Readonly<Record<string, unknown>>) => Promise<T>;
}

const ThrottledOctokit = Octokit.plugin(retry, throttling);

type Throttle = NonNullable<NonNullable<ConstructorParameters<typeof Octokit>[0]>["throttle"]>;

/** The longest wait for a limit that is sat out; where GitHub asks for more, the job is put off. */
const longestWaitSeconds = 120;

/** How often what may safely be asked twice is asked again. */
const retries = 3;

/** Makes a client that keeps to GitHub's limits, and asks again where the network or GitHub falters. @throws HostError */
export function createGitHubClient(access: GitHubAccess): GitHubClient {
  const { token } = access;
  // What is no header would be quoted in the error.
  if (!/^[\x21-\x7e]+$/.test(token)) throw new HostError("The token for GitHub is empty or malformed.", undefined);
  const octokit = makeOctokit(access);
  const ask = async (
    route: string,
    parameters: Readonly<Record<string, unknown>>,
    times: number,
  ): Promise<{ readonly data: unknown; readonly headers: { readonly link?: string | undefined } }> => {
    try {
      return await octokit.request(route, {
        ...parameters,
        headers: { "x-github-api-version": "2022-11-28" },
        // A number given here would have everything asked again at once, also what GitHub refuses.
        request: times === 0 ? { retries: 0 } : {},
      });
    } catch (error) {
      throw hostError(error, route, token);
    }
  };
  return {
    rest: async <T>(route: string, parameters = {}) => (await ask(route, parameters, retries)).data as T,
    restOnce: async <T>(route: string, parameters = {}) => (await ask(route, parameters, 0)).data as T,
    restAll: async <T>(route: string, parameters = {}) => {
      const all: T[] = [];
      for (let page = 1; ; page += 1) {
        const { data, headers } = await ask(route, { ...parameters, per_page: 100, page }, retries);
        all.push(...(data as readonly T[]));
        if (headers.link?.includes('rel="next"') !== true) return all;
      }
    },
    graphql: async (query, variables) => {
      try {
        return await octokit.graphql(query, { ...variables });
      } catch (error) {
        throw hostError(error, "GraphQL", token);
      }
    },
  };
}

function makeOctokit({
  baseUrl,
  token,
  timeoutMilliseconds = 30_000,
  onWait,
  millisecondsPerSecond = 1000,
}: GitHubAccess): Octokit {
  const wait =
    (why: string) =>
    (retryAfter: number, _options: unknown, _octokit: unknown, retryCount: number): boolean => {
      const isWorthIt = retryAfter <= longestWaitSeconds && retryCount < 2;
      onWait?.(`${why}: ${isWorthIt ? `waiting ${retryAfter} s` : `giving up, ${retryAfter} s would have to pass`}`);
      return isWorthIt;
    };
  return new ThrottledOctokit({
    auth: token,
    baseUrl,
    userAgent: "lintel-bot",
    // What these would log may name private repositories.
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    request: { fetch: fetchWithin(timeoutMilliseconds) },
    retry: { retryAfterBaseValue: millisecondsPerSecond },
    throttle: {
      onRateLimit: wait("rate limit"),
      onSecondaryRateLimit: wait("secondary rate limit"),
      retryAfterBaseValue: millisecondsPerSecond,
      // Limits are those of a token, so that one that waits keeps no other one waiting.
      id: createHash("sha256").update(token).digest("hex"),
      ...(millisecondsPerSecond < 1000 ? { write: unspaced, notifications: unspaced } : {}),
    },
  });
}

/** Does at once what the throttling would put a pause before; of what it is made the throttling uses nothing else. */
const unspaced = {
  key: () => ({ schedule: (_options: unknown, job: () => Promise<unknown>) => job() }),
} as unknown as NonNullable<Throttle["write"]>;

/**
 * Waits only so long for an answer, and for all of it: one that breaks off is none. The time counts for each request by itself, without
 * what is waited before it.
 */
function fetchWithin(milliseconds: number): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, signal: AbortSignal.timeout(milliseconds) });
    const body = await response.arrayBuffer();
    const { status, statusText, headers } = response;
    return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
  };
}

function ignore(): void {
  // Nothing is logged here.
}

/** Says what went wrong, without the request: its headers hold the token. */
function hostError(error: unknown, route: string, token: string): HostError {
  const status = statusOf(error);
  const said =
    error instanceof Error ? error.message.split("\n", 1)[0]?.replaceAll(token, "[token]").slice(0, 300) : undefined;
  const what = status === undefined ? "GitHub did not answer" : `GitHub answered ${status}`;
  return new HostError(`${what} to ${route}: ${said ?? "nothing more is known"}`, status, {
    retryAfterSeconds: retryAfterOf(error),
  });
}

function statusOf(error: unknown): number | undefined {
  if (!isObject(error)) return undefined;
  // GraphQL answers 200, and says in the body that it did not do it.
  if (Array.isArray(error["errors"])) return graphqlStatuses[typeOf(error["errors"])] ?? 422;
  const { status, response } = error;
  // Octokit says 500 for what never reached GitHub.
  return typeof status === "number" && response !== undefined ? status : undefined;
}

const graphqlStatuses: Readonly<Record<string, number>> = { FORBIDDEN: 403, NOT_FOUND: 404, RATE_LIMITED: 429 };

function typeOf([first]: readonly unknown[]): string {
  return isObject(first) ? String(first["type"]) : "";
}

/** How long GitHub wants to be left alone. */
function retryAfterOf(error: unknown): number | undefined {
  const response = isObject(error) ? error["response"] : undefined;
  const headers = isObject(response) ? response["headers"] : undefined;
  if (!isObject(headers)) return undefined;
  if (headers["retry-after"] !== undefined) return Number(headers["retry-after"]);
  if (headers["x-ratelimit-remaining"] !== "0") return undefined;
  return Math.max(1, Math.ceil(Number(headers["x-ratelimit-reset"]) - Date.now() / 1000));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
