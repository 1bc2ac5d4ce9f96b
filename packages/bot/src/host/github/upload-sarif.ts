import { gzipSync } from "node:zlib";
import { HostError } from "../code-host.js";
import type { GitHubClient } from "./client.js";
import type { GitHubPullRequest } from "./github-host.js";

/** GitHub takes 10 MB, compressed. */
const maximumBytes = 10_000_000;

/** What came of uploading a report: the id by which GitHub tells how it got on with it, or why it takes none. */
export type UploadedSarif = { readonly id: string } | { readonly refused: string };

/**
 * Uploads a SARIF report of the head of a pull request to code scanning. One that is uploaded again takes the place of the first. A repository
 * without code scanning refuses it, which is nothing to fail for. @throws HostError
 */
export async function uploadSarif(
  client: GitHubClient,
  { owner, repo, number }: GitHubPullRequest,
  { head, sarif }: { readonly head: string; readonly sarif: string },
): Promise<UploadedSarif> {
  const compressed = gzipSync(sarif);
  if (compressed.byteLength > maximumBytes) return { refused: "The report is larger than GitHub takes." };
  try {
    return await client.rest<{ readonly id: string }>("POST /repos/{owner}/{repo}/code-scanning/sarifs", {
      ...{ owner, repo, commit_sha: head, ref: `refs/pull/${number}/head`, sarif: compressed.toString("base64") },
    });
  } catch (error) {
    const isRefusal =
      error instanceof HostError &&
      error.retryAfterSeconds === undefined &&
      [403, 404, 413].includes(error.status ?? 0);
    if (isRefusal) return { refused: error.message };
    throw error;
  }
}
