import { fetchChange, type FetchedChange } from "../checkout/fetch-change.js";
import type { InstalledRepository } from "../authentication.js";
import type { PullRequest } from "./github-pull.js";
import type { Services } from "./services.js";

/** Both sides of a change, in a clone. */
export interface LentChange extends FetchedChange {
  /** The directory of the clone. */
  readonly repository: string;
}

/** Fetches both sides of a pull request, and lends the clone as long as something is done with it. @throws GitProcessError and HostError */
export async function withChange<T>(
  { settings, clones, tokens, metrics }: Services,
  place: InstalledRepository & { readonly number: number },
  { baseBranch }: PullRequest,
  signal: AbortSignal,
  act: (change: LentChange) => Promise<T>,
): Promise<T> {
  const webUrl = webUrlOf(settings, place);
  return clones.use(webUrl, async (directory) => {
    const { token } = await tokens.forReading(place);
    const fetched = await fetchChange(clones, directory, {
      url: `${webUrl}.git`,
      token,
      baseBranch,
      number: place.number,
      timeoutMilliseconds: settings.fetchTimeoutMilliseconds,
      signal,
      alsoAllowed: settings.allowsHttp ? ["http"] : [],
      onClone: metrics.clone,
    });
    return act({ ...fetched, repository: directory });
  });
}

/** Where a repository is shown. */
export function webUrlOf(
  { serverUrl }: Services["settings"],
  { owner, repo }: Pick<InstalledRepository, "owner" | "repo">,
): string {
  return `${serverUrl}/${owner}/${repo}`;
}
