import { createRestClient, type RestAccess, type RestAnswer, type RestClient } from "../rest/client.js";

/** Whom to ask, and as whom. */
export interface BitbucketAccess extends Pick<RestAccess, "timeoutMilliseconds" | "onWait" | "wait"> {
  /** `https://api.bitbucket.org/2.0` */
  readonly baseUrl: string;
  /** An access token of a repository, a project or a workspace, or a person with a token of the API (or an app password). */
  readonly credentials: { readonly token: string } | { readonly user: string; readonly password: string };
}

/** Makes a client of Bitbucket Cloud's REST API. @throws HostError where its address is none. */
export function createBitbucketClient({ credentials, ...access }: BitbucketAccess): RestClient {
  if ("token" in credentials) {
    const { token } = credentials;
    const authorization = `Bearer ${token}`;
    return createRestClient({ ...access, name: "Bitbucket", credentials: { authorization }, secrets: [token] });
  }
  const { user, password } = credentials;
  const encoded = Buffer.from(`${user}:${password}`).toString("base64");
  const authorization = `Basic ${encoded}`;
  return createRestClient({
    ...access,
    name: "Bitbucket",
    credentials: { authorization },
    secrets: [encoded, password],
  });
}

/** Bitbucket names the next page by its address, in the answer. */
export function nextPage({ data }: RestAnswer): URLSearchParams | undefined {
  if (typeof data !== "object" || data === null || !("next" in data)) return undefined;
  const { next } = data;
  return typeof next === "string" && URL.canParse(next) ? new URL(next).searchParams : undefined;
}
