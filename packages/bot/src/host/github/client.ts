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
  /** @throws HostError */
  readonly graphql: <T>(query: string, variables: Readonly<Record<string, unknown>>) => Promise<T>;
}

const ThrottledOctokit = Octokit.plugin(retry, throttling);

/** The longest wait for a limit that is sat out; where GitHub asks for more, the job is put off. */
const longestWaitSeconds = 120;

/** Makes a client that keeps to GitHub's limits, and asks again where the network or GitHub falters. */
export function createGitHubClient({
  baseUrl,
  token,
  timeoutMilliseconds = 30_000,
  onWait,
}: GitHubAccess): GitHubClient {
  const wait =
    (why: string) =>
    (retryAfter: number, _options: unknown, _octokit: unknown, retryCount: number): boolean => {
      const isWorthIt = retryAfter <= longestWaitSeconds && retryCount < 2;
      onWait?.(`${why}: ${isWorthIt ? `waiting ${retryAfter} s` : "giving up"}`);
      return isWorthIt;
    };
  const octokit = new ThrottledOctokit({
    auth: token,
    baseUrl,
    userAgent: "lintel-bot",
    // What these would log may name private repositories.
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    throttle: { onRateLimit: wait("rate limit"), onSecondaryRateLimit: wait("secondary rate limit") },
  });
  const ask = async <T>(route: string, parameters: Readonly<Record<string, unknown>>, retries: number): Promise<T> => {
    try {
      const response = await octokit.request(route, {
        ...parameters,
        headers: { "x-github-api-version": "2022-11-28" },
        request: { signal: AbortSignal.timeout(timeoutMilliseconds * (retries + 1)), retries },
      });
      return response.data as T;
    } catch (error) {
      throw hostError(error, route);
    }
  };
  return {
    rest: (route, parameters = {}) => ask(route, parameters, 3),
    restOnce: (route, parameters = {}) => ask(route, parameters, 0),
    graphql: async (query, variables) => {
      try {
        return await octokit.graphql(query, { ...variables });
      } catch (error) {
        throw hostError(error, "GraphQL");
      }
    },
  };
}

function ignore(): void {
  // Nothing is logged here.
}

/** Says what went wrong, without the request: its headers hold the token. */
function hostError(error: unknown, route: string): HostError {
  const status = statusOf(error);
  const said = error instanceof Error ? error.message.split("\n", 1)[0]?.slice(0, 300) : undefined;
  const what = status === undefined ? "GitHub did not answer" : `GitHub answered ${status}`;
  return new HostError(`${what} to ${route}: ${said ?? "nothing more is known"}`, status);
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("status" in error)) return undefined;
  const { status } = error;
  // Octokit says 500 for what never reached GitHub.
  const isAnswered = "response" in error && error.response !== undefined;
  return typeof status === "number" && isAnswered ? status : undefined;
}
