import { markOf } from "../../conversation/conversation.js";
import { HostError, type PostedConversation, type Thread } from "../code-host.js";
import type { GitHubClient } from "./client.js";
import type { GitHubPullRequest } from "./github-host.js";

/** Resolves a thread of review comments, which REST cannot. */
export const resolveMutation =
  "mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { id isResolved } } }";

/** Opens a resolved thread again. */
export const reopenMutation =
  "mutation ($id: ID!) { unresolveReviewThread(input: { threadId: $id }) { thread { id isResolved } } }";

/** What of a pull request's comments is ours. */
const commentsQuery = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      headRefOid
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { databaseId fullDatabaseId body viewerDidAuthor }
      }
    }
  }
}`;

/** What of a pull request's threads is ours. */
const threadsQuery = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  viewer { login }
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      reviewThreads(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id
          isResolved
          resolvedBy { login }
          comments(first: 20) {
            totalCount
            nodes { databaseId fullDatabaseId body viewerDidAuthor }
          }
        }
      }
    }
  }
}`;

interface Page<T> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly (T | null)[] | null;
}

interface CommentNode {
  readonly databaseId: number | null;
  readonly fullDatabaseId: string | null;
  readonly body: string;
  readonly viewerDidAuthor: boolean;
}

interface ThreadNode {
  readonly id: string;
  readonly isResolved: boolean;
  readonly resolvedBy: { readonly login: string } | null;
  readonly comments: { readonly totalCount: number; readonly nodes: readonly (CommentNode | null)[] | null };
}

interface Answer {
  readonly viewer?: { readonly login: string };
  readonly repository: {
    readonly pullRequest: {
      readonly headRefOid?: string;
      readonly comments?: Page<CommentNode>;
      readonly reviewThreads?: Page<ThreadNode>;
    } | null;
  } | null;
}

/** A thread, and the comment that is edited in it. */
export type GitHubThread = Thread & { readonly commentId: number };

/** Reads what of the review stands in a pull request. Only what we wrote ourselves counts, whatever marks other comments carry. */
export async function readPostedConversation(
  client: GitHubClient,
  pullRequest: GitHubPullRequest,
): Promise<Omit<PostedConversation, "threads"> & { readonly threads: readonly GitHubThread[] }> {
  const { nodes: comments, head } = await readAll(client, pullRequest, commentsQuery, (found) => found.comments);
  const summary = comments.find(({ body, viewerDidAuthor }) => viewerDidAuthor && markOf(body)?.kind === "summary");
  const { nodes: threads, login } = await readAll(client, pullRequest, threadsQuery, (found) => found.reviewThreads);
  return {
    head,
    summary: summary === undefined ? undefined : { id: String(idOf(summary)), body: summary.body },
    threads: threads.flatMap((thread) => toThread(thread, login)),
  };
}

async function readAll<T>(
  client: GitHubClient,
  { owner, repo, number }: GitHubPullRequest,
  query: string,
  pageOf: (found: NonNullable<NonNullable<Answer["repository"]>["pullRequest"]>) => Page<T> | undefined,
): Promise<{ readonly nodes: readonly T[]; readonly login: string | undefined; readonly head: string | undefined }> {
  const nodes: T[] = [];
  let after: string | null = null;
  for (;;) {
    const { viewer, repository }: Answer = await client.graphql(query, { owner, repo, number, after });
    const found = repository?.pullRequest;
    // Whoever may not see it must not take it for one that nobody has commented on.
    if (found === undefined || found === null) throw new HostError(`GitHub shows no pull request ${number}.`, 404);
    const page = pageOf(found);
    nodes.push(...(page?.nodes ?? []).flatMap((node) => node ?? []));
    if (page?.pageInfo.hasNextPage !== true) {
      return { nodes, login: viewer?.login, head: found.headRefOid };
    }
    after = page.pageInfo.endCursor;
  }
}

function toThread({ id, isResolved, resolvedBy, comments }: ThreadNode, login: string | undefined): GitHubThread[] {
  const nodes = (comments.nodes ?? []).flatMap((node) => node ?? []);
  const [first, ...others] = nodes;
  const mark = first?.viewerDidAuthor === true ? markOf(first.body) : undefined;
  if (first === undefined || mark?.kind !== "finding" || mark.key === undefined) return [];
  return [
    {
      id,
      key: mark.key,
      body: first.body,
      isResolved,
      isResolvedByUs: isResolved && login !== undefined && withoutSuffix(resolvedBy?.login) === withoutSuffix(login),
      isAnswered: comments.totalCount > nodes.length || others.some(({ viewerDidAuthor }) => !viewerDidAuthor),
      commentId: idOf(first),
    },
  ];
}

function idOf({ databaseId, fullDatabaseId }: CommentNode): number {
  return Number(fullDatabaseId ?? databaseId);
}

/** An app is called `name[bot]` in some answers and `name` in others. */
function withoutSuffix(login: string | undefined): string | undefined {
  return login?.replace(/\[bot\]$/, "");
}
