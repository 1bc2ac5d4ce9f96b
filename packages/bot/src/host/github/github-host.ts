import { createHash } from "node:crypto";
import type { Annotation, Check, ReviewComment } from "../../conversation/conversation.js";
import { bodyOf } from "../../publish/operations.js";
import { HostError, type CodeHost, type PostedConversation, type RefusedComment, type Thread } from "../code-host.js";
import type { GitHubClient } from "./client.js";
import { readPostedConversation, reopenMutation, resolveMutation } from "./conversation-queries.js";

/** A pull request at GitHub. */
export interface GitHubPullRequest {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

/** How findings are published at GitHub. */
export interface GitHubHostOptions {
  /** The name of the check; two reviews of one pull request need two names. */
  readonly checkName?: string | undefined;
  /** Whether to publish a check; the token may not be allowed to. */
  readonly hasCheck?: boolean | undefined;
}

/** What GitHub takes in one request. */
const commentsAtOnce = 30;
const annotationsAtOnce = 50;
const longestBody = 65_000;

/** Publishes a review at GitHub. */
export function createGitHubHost(
  client: GitHubClient,
  pullRequest: GitHubPullRequest,
  { checkName = "Lintel", hasCheck = true }: GitHubHostOptions = {},
): CodeHost {
  const { owner, repo, number } = pullRequest;
  const place = { owner, repo, pull_number: number };
  /** The first comment of each thread, which is the one that is edited. */
  const firstComments = new Map<string, number>();
  const changeThread = async (mutation: string, { id }: Thread): Promise<void> => {
    await client.graphql(mutation, { id });
  };
  return {
    read: async (): Promise<PostedConversation> => {
      const { summary, threads } = await readPostedConversation(client, pullRequest);
      for (const { id, commentId } of threads) firstComments.set(id, commentId);
      return { summary, threads };
    },
    postSummary: async (body) => {
      await client.restOnce("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
        ...{ owner, repo, issue_number: number, body: cut(body) },
      });
    },
    editSummary: async (id, body) => {
      await client.rest("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
        ...{ owner, repo, comment_id: Number(id), body: cut(body) },
      });
    },
    postComments: async (comments, head) => {
      const refused: RefusedComment[] = [];
      for (let at = 0; at < comments.length; at += commentsAtOnce) {
        refused.push(...(await postReview(client, place, comments.slice(at, at + commentsAtOnce), head)));
      }
      return refused;
    },
    editComment: async ({ id }, body) => {
      await client.rest("PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}", {
        ...{ owner, repo, comment_id: firstComments.get(id), body: cut(body) },
      });
    },
    resolve: (thread) => changeThread(resolveMutation, thread),
    reopen: (thread) => changeThread(reopenMutation, thread),
    publishCheck: async (check, head) => {
      if (hasCheck) await publishCheck(client, { owner, repo }, checkName, check, head);
    },
  };
}

/** Posts comments as one review, or one by one where GitHub refuses some: it then refuses them all. */
async function postReview(
  client: GitHubClient,
  place: Readonly<Record<string, unknown>>,
  comments: readonly ReviewComment[],
  head: string,
): Promise<readonly RefusedComment[]> {
  try {
    await client.restOnce("POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
      ...{ ...place, commit_id: head, event: "COMMENT", comments: comments.map(toGitHub) },
    });
    return [];
  } catch (error) {
    if (!(error instanceof HostError) || error.status !== 422) throw error;
  }
  const refused: RefusedComment[] = [];
  for (const comment of comments) {
    try {
      await client.restOnce("POST /repos/{owner}/{repo}/pulls/{pull_number}/comments", {
        ...{ ...place, commit_id: head, ...toGitHub(comment) },
      });
    } catch (error) {
      if (!(error instanceof HostError) || error.status !== 422) throw error;
      refused.push({ comment, why: error.message });
    }
  }
  return refused;
}

function toGitHub(comment: ReviewComment): Readonly<Record<string, unknown>> {
  const { file, side, first, last } = comment;
  const where = side === "head" ? "RIGHT" : "LEFT";
  const start = first === last ? {} : { start_line: first, start_side: where };
  return { path: file, body: cut(bodyOf(comment)), line: last, side: where, ...start };
}

function cut(body: string): string {
  return body.length <= longestBody ? body : `${body.slice(0, longestBody)}…`;
}

interface CheckRun {
  readonly id: number;
  readonly status: string;
  readonly external_id: string | null;
  readonly output: { readonly annotations_count: number };
}

/**
 * Publishes a check as a run that is known by what it says. One that says the same is left alone; one that was cut off in the middle is gone on with,
 * since GitHub only ever adds annotations; one that says something else is followed by a new one, which takes its place.
 */
async function publishCheck(
  client: GitHubClient,
  repository: { readonly owner: string; readonly repo: string },
  name: string,
  check: Check,
  head: string,
): Promise<void> {
  const identity = createHash("sha256")
    .update(JSON.stringify([name, head, check]))
    .digest("hex")
    .slice(0, 32);
  const { check_runs: runs } = await client.rest<{ check_runs: readonly CheckRun[] }>(
    "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
    { ...repository, ref: head, check_name: name, filter: "latest", per_page: 100 },
  );
  const known = runs.find(({ external_id }) => external_id === identity);
  if (known?.status === "completed") return;
  const run =
    known ??
    (await client.restOnce<CheckRun>("POST /repos/{owner}/{repo}/check-runs", {
      ...{ ...repository, name, head_sha: head, external_id: identity, status: "in_progress" },
    }));
  const output = { title: check.title, summary: cut(check.summary) };
  const { annotations } = check;
  for (let at = known?.output.annotations_count ?? 0; at < annotations.length; at += annotationsAtOnce) {
    await client.restOnce("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
      ...{ ...repository, check_run_id: run.id },
      output: { ...output, annotations: annotations.slice(at, at + annotationsAtOnce).map(annotationOf) },
    });
  }
  await client.rest("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
    ...{ ...repository, check_run_id: run.id, status: "completed", conclusion: check.conclusion, output },
  });
}

function annotationOf({ file, first, last, level, title, message }: Annotation): Readonly<Record<string, unknown>> {
  return {
    path: file,
    start_line: first,
    end_line: last,
    annotation_level: level,
    title: title.slice(0, 255),
    message: message.slice(0, 10_000),
  };
}
