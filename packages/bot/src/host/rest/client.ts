import { setTimeout as sleep } from "node:timers/promises";
import { HostError } from "../code-host.js";

/** Whom to ask, and how. */
export interface RestAccess {
  /** What people call the host: `GitLab`. */
  readonly name: string;
  /** What all paths follow: `https://gitlab.example.com/api/v4`. */
  readonly baseUrl: string;
  /** What says who we are; sent to no other address, and part of no message. */
  readonly credentials: Readonly<Record<string, string>>;
  /** What must not be in any message. */
  readonly secrets: readonly string[];
  /** Waits this long for one answer. */
  readonly timeoutMilliseconds?: number | undefined;
  /** Told what is waited for. */
  readonly onWait?: ((what: string) => void) | undefined;
  readonly wait?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

/** What is asked. */
export interface RestRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below the base; whatever comes from elsewhere in it is encoded already. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  /** Whether asking twice is asking once; true for everything but POST unless it is said. */
  readonly isRepeatable?: boolean | undefined;
}

/** What was answered with a status of 200 to 299. */
export interface RestAnswer {
  /** JSON; undefined where there was no body. */
  readonly data: unknown;
  readonly headers: Headers;
}

/** Asks a REST API. */
export interface RestClient {
  readonly name: string;
  /** @throws HostError */
  readonly ask: (request: RestRequest) => Promise<RestAnswer>;
}

/** How often something is asked before it is given up. */
const attempts = 4;

/** The longest wait for a limit that is sat out. */
const longestWaitSeconds = 120;

/**
 * Makes a client that sits out limits and asks again where the network or the host falters. What creates something is asked again
 * only where the host said that it did nothing: after a cut or an error within the host nobody knows, and whoever asked reads what there is.
 */
export function createRestClient(access: RestAccess): RestClient {
  checkBaseUrl(access);
  const wait = access.wait ?? sleep;
  return {
    name: access.name,
    ask: async (request) => {
      for (let attempt = 1; ; attempt++) {
        const answer = await askOnce(access, request);
        if (!(answer instanceof HostError)) return answer;
        const pause = attempt < attempts ? pauseAfter(answer, request, attempt) : undefined;
        if (pause === undefined) throw answer;
        access.onWait?.(`${answer.message} Asking again in ${Math.ceil(pause / 1000)} s.`);
        await wait(pause);
      }
    },
  };
}

/** How long to wait before asking again, in milliseconds; undefined where it is not to be asked again. */
function pauseAfter(
  { status, retryAfterSeconds: retryAfter }: HostError,
  request: RestRequest,
  attempt: number,
): number | undefined {
  const backoff = 500 * 2 ** attempt;
  if (retryAfter !== undefined && retryAfter > longestWaitSeconds) return undefined;
  // Nothing is done of what is over the limit.
  if (status === 429) return retryAfter === undefined ? backoff * 4 : retryAfter * 1000;
  const isFaltering = status === undefined || status >= 500;
  const isRepeatable = request.isRepeatable ?? request.method !== "POST";
  if (!isFaltering || !isRepeatable) return undefined;
  return retryAfter === undefined ? backoff : retryAfter * 1000;
}

async function askOnce(access: RestAccess, request: RestRequest): Promise<RestAnswer | HostError> {
  const { name, baseUrl, credentials, timeoutMilliseconds = 30_000 } = access;
  const { method, path, query, body } = request;
  const url = new URL(`${baseUrl.replace(/\/+$/, "")}${path}`);
  for (const [key, value] of Object.entries(query ?? {})) url.searchParams.set(key, value);
  const fail = (what: string, status: number | undefined, retryAfterSeconds?: number): HostError =>
    new HostError(withoutSecrets(`${name} ${what} (${method} ${path}).`, access), status, { retryAfterSeconds });
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      headers: {
        accept: "application/json",
        "user-agent": "lintel-bot",
        ...credentials,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      // A redirect would take the credentials along.
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    text = await response.text();
  } catch (error) {
    return fail(`did not answer: ${reasonOf(error)}`, undefined);
  }
  const { status, headers } = response;
  const data = parse(text);
  if (status >= 300 && status < 400)
    return fail(`answered ${status}, and leads elsewhere: its address is another`, status);
  if (!response.ok) return fail(`answered ${status}${saidIn(data)}`, status, secondsIn(headers));
  if (text !== "" && data === undefined) return fail("answered with something that is no JSON", status);
  return { data, headers };
}

function parse(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The words of an answer that says no: hosts put them under `message` or `error`, as text or by field. */
function saidIn(data: unknown): string {
  if (typeof data !== "object" || data === null) return "";
  const said: unknown = "message" in data ? data.message : "error" in data ? data.error : undefined;
  const words =
    typeof said === "object" && said !== null && "message" in said && typeof said.message === "string"
      ? said.message
      : said;
  if (words === undefined || words === null) return "";
  const text = typeof words === "string" ? words : JSON.stringify(words);
  return `: ${text.replace(/[\s\p{Cc}]+/gu, " ").slice(0, 300)}`;
}

function secondsIn(headers: Headers): number | undefined {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "nothing more is known";
  if (error.name === "TimeoutError") return "it took too long";
  const { cause } = error;
  return cause instanceof Error && cause.message !== "" ? cause.message : error.message;
}

function withoutSecrets(text: string, { secrets }: RestAccess): string {
  return secrets.reduce((left, secret) => (secret === "" ? left : left.replaceAll(secret, "[secret]")), text);
}

function checkBaseUrl({ name, baseUrl }: RestAccess): void {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const isUsable =
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    url.username === "" &&
    url.password === "" &&
    url.search === "";
  if (!isUsable)
    throw new HostError(
      `The address of ${name}'s API is none: it begins with https:// and holds no password.`,
      undefined,
    );
}
