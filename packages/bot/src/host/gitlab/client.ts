import { createRestClient, type RestAccess, type RestAnswer, type RestClient } from "../rest/client.js";

/** Whom to ask, and as whom. */
export interface GitLabAccess extends Pick<RestAccess, "timeoutMilliseconds" | "onWait" | "wait"> {
  /** `https://gitlab.com/api/v4`, or that of an instance of one's own. */
  readonly baseUrl: string;
  /** A token of a project, a group or a person, with the scope `api`. A job token may not write notes. */
  readonly token: string;
}

/** Makes a client of GitLab's REST API. @throws HostError where its address is none. */
export function createGitLabClient({ token, ...access }: GitLabAccess): RestClient {
  return createRestClient({ ...access, name: "GitLab", credentials: { "private-token": token }, secrets: [token] });
}

/** GitLab names the next page by a link, or by its number. */
export function nextPage({ headers }: RestAnswer): URLSearchParams | undefined {
  const link = headers.get("link")?.match(/<([^<>]+)>;\s*rel="?next"?/)?.[1];
  if (link !== undefined && URL.canParse(link)) return new URL(link).searchParams;
  const page = headers.get("x-next-page") ?? "";
  return page === "" ? undefined : new URLSearchParams({ page });
}
