import { mark, markOf } from "../../conversation/conversation.js";
import { HostError } from "../../host/code-host.js";
import type { GitHubClient } from "../../host/github/client.js";
import type { AnswerJob } from "../job.js";

/** A repository at GitHub. */
export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** What of a pull request decides what is reviewed. */
export interface PullRequest {
  readonly isOpen: boolean;
  readonly head: string;
  readonly baseBranch: string;
  /** Undefined where GitHub does not know yet. */
  readonly isMergeable: boolean | undefined;
}

interface PullResponse {
  readonly state: string;
  readonly head: { readonly sha: string };
  readonly base: { readonly ref: string };
  readonly mergeable?: boolean | null;
}

/** Reads a pull request; undefined where there is none that we may see. @throws HostError */
export async function readPull(
  client: GitHubClient,
  { owner, repo }: RepositoryName,
  number: number,
): Promise<PullRequest | undefined> {
  try {
    const found = await client.rest<PullResponse>("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
      ...{ owner, repo, pull_number: number },
    });
    return {
      isOpen: found.state === "open",
      head: found.head.sha,
      baseBranch: found.base.ref,
      isMergeable: found.mergeable ?? undefined,
    };
  } catch (error) {
    if (error instanceof HostError && (error.status === 404 || error.status === 410)) return undefined;
    throw error;
  }
}

/** Whether somebody may write to a repository. @throws HostError */
export async function mayWrite(
  client: GitHubClient,
  { owner, repo }: RepositoryName,
  username: string,
): Promise<boolean> {
  try {
    const { permission } = await client.rest<{ permission: string }>(
      "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
      { owner, repo, username },
    );
    return permission === "admin" || permission === "write";
  } catch (error) {
    if (error instanceof HostError && error.status === 404) return false;
    throw error;
  }
}

interface CommentResponse {
  readonly body?: string;
  readonly user?: { readonly login: string; readonly type?: string } | null;
}

/** Answers a comment, unless it was answered already. @throws HostError */
export async function answerOnce(client: GitHubClient, job: AnswerJob, body: string): Promise<boolean> {
  const { owner, repo, number, commentId } = job;
  const key = String(commentId);
  const isLines = job.on === "lines";
  const list = isLines
    ? "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments"
    : "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
  const { viewer } = await client.graphql<{ readonly viewer: { readonly login: string } }>("{ viewer { login } }", {});
  const place = { owner, repo, ...(isLines ? { pull_number: number } : { issue_number: number }) };
  for (let page = 1; ; page += 1) {
    const comments = await client.rest<readonly CommentResponse[]>(list, { ...place, per_page: 100, page });
    const isAnswered = comments.some(({ body: text, user }) => {
      // Anybody can write such a mark, and other bots quote people.
      const isOurs = user?.type === "Bot" && withoutSuffix(user.login) === withoutSuffix(viewer.login);
      const said = isOurs ? markOf(text ?? "") : undefined;
      return said?.kind === "answer" && said.key === key;
    });
    if (isAnswered) return false;
    if (comments.length < 100) break;
  }
  const marked = mark(body, "answer", key);
  if (isLines) {
    await client.restOnce("POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies", {
      ...{ owner, repo, pull_number: number, comment_id: commentId, body: marked },
    });
  } else {
    await client.restOnce("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
      ...{ owner, repo, issue_number: number, body: marked },
    });
  }
  return true;
}

/** GraphQL calls an App by its plain name in some places, REST never. */
function withoutSuffix(login: string): string {
  return login.replace(/\[bot\]$/, "");
}

/** The open pull requests whose head is a commit, those from forks too. @throws HostError */
export async function findPulls(
  client: GitHubClient,
  { owner, repo }: RepositoryName,
  head: string,
): Promise<readonly number[]> {
  const found: number[] = [];
  for (let page = 1; page <= 20; page += 1) {
    const pulls = await client.rest<readonly { number: number; head: { sha: string } }[]>(
      "GET /repos/{owner}/{repo}/pulls",
      { owner, repo, state: "open", sort: "updated", direction: "desc", per_page: 100, page },
    );
    found.push(...pulls.filter((pull) => pull.head.sha === head).map(({ number }) => number));
    if (found.length > 0 || pulls.length < 100) break;
  }
  return found;
}
