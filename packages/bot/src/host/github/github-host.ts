import type { ReviewComment } from "../../conversation/conversation.js";
import { bodyOf } from "../../publish/operations.js";
import { HostError, type CodeHost, type PostedConversation, type RefusedComment, type Thread } from "../code-host.js";
import type { GitHubClient } from "./client.js";
import { publishCheck } from "./check-run.js";
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
  /** What else is to be done for a commit: when all is said, and not again once the check says that it is done. */
  readonly atTheEnd?: (() => Promise<void>) | undefined;
}

/** What GitHub takes in one request. */
const commentsAtOnce = 30;

/** Publishes a review at GitHub. */
export function createGitHubHost(
  client: GitHubClient,
  pullRequest: GitHubPullRequest,
  { checkName = "Lintel", hasCheck = true, atTheEnd }: GitHubHostOptions = {},
): CodeHost {
  const { owner, repo, number } = pullRequest;
  /** The first comment of each thread, which is the one that is edited. */
  const firstComments = new Map<string, number>();
  /** What is said below comments of which lines they are about, where GitHub does not show these. */
  const notes = new Map<string, string>();
  const changeThread = async (mutation: string, { id }: Thread): Promise<void> => {
    await client.graphql(mutation, { id });
  };
  return {
    read: async (): Promise<PostedConversation> => {
      const { head, summary, threads } = await readPostedConversation(client, pullRequest);
      const withoutNotes = threads.map((thread) => {
        const { body, note } = splitNote(thread.body);
        firstComments.set(thread.id, thread.commentId);
        notes.set(thread.id, note);
        return { ...thread, body };
      });
      return { head, summary, threads: withoutNotes };
    },
    postSummary: async (body) => {
      await client.restOnce("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
        ...{ owner, repo, issue_number: number, body },
      });
    },
    editSummary: async (id, body) => {
      await client.rest("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
        ...{ owner, repo, comment_id: Number(id), body },
      });
    },
    postComments: async (comments, head) => {
      const refused: RefusedComment[] = [];
      for (let at = 0; at < comments.length; at += commentsAtOnce) {
        refused.push(...(await postReview(client, pullRequest, comments.slice(at, at + commentsAtOnce), head)));
      }
      return refused;
    },
    editComment: async ({ id }, body) => {
      const comment_id = firstComments.get(id);
      if (comment_id === undefined) throw new HostError(`The thread ${id} was not read.`, undefined);
      await client.rest("PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}", {
        ...{ owner, repo, comment_id, body: `${body}${notes.get(id) ?? ""}` },
      });
    },
    resolve: (thread) => changeThread(resolveMutation, thread),
    reopen: (thread) => changeThread(reopenMutation, thread),
    publishCheck: async (check, head) => {
      if (hasCheck) await publishCheck(client, { owner, repo, name: checkName, atTheEnd }, check, head);
      else await atTheEnd?.();
    },
  };
}

/** Posts comments as one review, or one by one where GitHub refuses some: it then refuses them all. */
async function postReview(
  client: GitHubClient,
  { owner, repo, number }: GitHubPullRequest,
  comments: readonly ReviewComment[],
  head: string,
): Promise<readonly RefusedComment[]> {
  const place = { owner, repo, pull_number: number };
  const problem = await whyRefused(
    client.restOnce("POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
      ...{ ...place, commit_id: head, event: "COMMENT", comments: comments.map(onLines) },
    }),
  );
  if (problem === undefined) return [];
  await refuseOutdated(client, place, head);
  const refused: RefusedComment[] = [];
  for (const comment of comments) {
    const why = await postComment(client, { ...place, commit_id: head }, comment);
    if (why !== undefined) refused.push({ comment, why });
  }
  return refused;
}

/** Posts a comment on its lines, or on its file where GitHub does not show them: of large files it shows none. */
async function postComment(
  client: GitHubClient,
  place: Readonly<Record<string, unknown>>,
  comment: ReviewComment,
): Promise<string | undefined> {
  const route = "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments";
  const why = await whyRefused(client.restOnce(route, { ...place, ...onLines(comment) }));
  if (why === undefined) return undefined;
  const body = noteLines(bodyOf(comment), comment);
  return whyRefused(client.restOnce(route, { ...place, path: comment.file, body, subject_type: "file" }));
}

async function whyRefused(request: Promise<unknown>): Promise<string | undefined> {
  try {
    await request;
    return undefined;
  } catch (error) {
    if (error instanceof HostError && error.status === 422) return error.message;
    throw error;
  }
}

/** A branch that was pushed to in the meantime takes no comments on what it no longer is. */
async function refuseOutdated(
  client: GitHubClient,
  place: Readonly<Record<string, unknown>>,
  head: string,
): Promise<void> {
  const pull = await client.rest<{ readonly head: { readonly sha: string } }>(
    "GET /repos/{owner}/{repo}/pulls/{pull_number}",
    place,
  );
  if (pull.head.sha !== head) {
    throw new HostError(`The pull request has moved on from ${head.slice(0, 10)}, which was reviewed.`, 409);
  }
}

function onLines(comment: ReviewComment): Readonly<Record<string, unknown>> {
  const { file, side, first, last } = comment;
  const where = side === "head" ? "RIGHT" : "LEFT";
  const start = first === last ? {} : { start_line: first, start_side: where };
  return { path: file, body: bodyOf(comment), line: last, side: where, ...start };
}

/** Says below a comment on a file which lines of it are meant. */
function noteLines(body: string, { side, first, last }: ReviewComment): string {
  const lines = first === last ? `line ${first}` : `lines ${first} to ${last}`;
  return `${body}\n\n<sub>About ${lines}${side === "base" ? " of what it was" : ""}, where GitHub takes no comment.</sub>`;
}

function splitNote(body: string): { readonly body: string; readonly note: string } {
  const note = /\s*<sub>About lines? [^<]*, where GitHub takes no comment\.<\/sub>\s*$/.exec(body)?.[0] ?? "";
  return { body: body.slice(0, body.length - note.length), note: note.trimEnd() };
}
