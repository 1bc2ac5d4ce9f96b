import { invalid, notFound, Refusal, type Answer } from "./answer.js";
import { commentJson, issueCommentJson, reviewJson } from "./json.js";
import type { RestRequest } from "./rest.js";
import {
  refreshHead,
  type PostedComment,
  type PostedThread,
  type PullRequestState,
  type RepositoryState,
} from "./state.js";

/** The longest body that GitHub takes, in characters. */
const longestBody = 65_536;

interface NewReviewComment {
  readonly path?: string;
  readonly body?: string;
  readonly line?: number;
  readonly side?: string;
  readonly start_line?: number;
  readonly start_side?: string;
  readonly subject_type?: string;
}

export function listIssueComments({ pull, url }: RestRequest): Answer {
  return { status: 200, isList: true, body: pull().comments.map((comment) => issueCommentJson(url, comment)) };
}

export function createIssueComment({ pull, state, access, body, url, write }: RestRequest): Answer {
  const found = pull();
  const text = textOf(body["body"]);
  write(() => refuseLocked(found));
  const comment = state.newComment(access.account, text);
  found.comments.push(comment);
  return { status: 201, body: issueCommentJson(url, comment) };
}

export function getIssueComment({ repository, parameters, url }: RestRequest): Answer {
  return { status: 200, body: issueCommentJson(url, findIssueComment(repository(), parameters["comment_id"])) };
}

export function editIssueComment({ repository, parameters, state, access, body, url, write }: RestRequest): Answer {
  const comment = findIssueComment(repository(), parameters["comment_id"]);
  const text = textOf(body["body"]);
  write(() => refuseOthers(comment, access.account.login));
  Object.assign(comment, { body: text, updatedAt: state.now() });
  return { status: 200, body: issueCommentJson(url, comment) };
}

export function listReviews({ pull }: RestRequest): Answer {
  return { status: 200, isList: true, body: pull().reviews.map(reviewJson) };
}

/** Creates a review with all of its comments, or, where one of them cannot be placed, nothing at all. */
export function createReview({ repository, pull, state, access, body, write }: RestRequest): Answer {
  const found = pull();
  const comments = (body["comments"] ?? []) as readonly NewReviewComment[];
  write(() => refuseLocked(found));
  const commit = commitOf(repository(), found, body["commit_id"]);
  if (comments.length === 0 && typeof body["body"] !== "string") throw invalid("Body is required.");
  const id = state.id();
  const threads = comments.map((comment) => {
    const problem = problemOfPlace(repository(), found, commit, comment);
    if (problem !== undefined)
      throw invalid(problem === "path" ? "Path could not be resolved" : "Line could not be resolved");
    return newThread(comment, commit, id, state.id(), state.newComment(access.account, textOf(comment.body)));
  });
  const reviewState = body["event"] === undefined ? "PENDING" : "COMMENTED";
  const review = {
    id,
    author: access.account,
    body: typeof body["body"] === "string" ? body["body"] : "",
    commit,
    state: reviewState,
  };
  found.reviews.push(review);
  found.threads.push(...threads);
  return { status: 200, body: reviewJson(review) };
}

export function listReviewComments({ pull, url }: RestRequest): Answer {
  const all = pull().threads.flatMap((thread) => thread.comments.map((comment) => commentJson(url, thread, comment)));
  return { status: 200, isList: true, body: all };
}

export function createReviewComment({ repository, pull, state, access, body, url, write }: RestRequest): Answer {
  const found = pull();
  const comment = body as NewReviewComment;
  const text = textOf(comment.body);
  write(() => refuseLocked(found));
  const commit = commitOf(repository(), found, body["commit_id"]);
  const problem = problemOfPlace(repository(), found, commit, comment);
  if (problem !== undefined) {
    const field = `pull_request_review_thread.${problem}`;
    const message = `${field} must be part of the diff`;
    throw invalid({ resource: "PullRequestReviewComment", code: "custom", field, message });
  }
  const thread = newThread(comment, commit, state.id(), state.id(), state.newComment(access.account, text));
  found.threads.push(thread);
  const [first] = thread.comments;
  return { status: 201, body: first === undefined ? {} : commentJson(url, thread, first) };
}

export function replyToComment({ pull, parameters, state, access, body, url, write }: RestRequest): Answer {
  const found = pull();
  const thread = found.threads.find(({ comments }) =>
    comments.some(({ id }) => String(id) === parameters["comment_id"]),
  );
  if (thread === undefined) throw notFound();
  const text = textOf(body["body"]);
  write(() => refuseLocked(found));
  const comment = state.newComment(access.account, text);
  thread.comments.push(comment);
  return { status: 201, body: commentJson(url, thread, comment) };
}

export function getReviewComment({ repository, parameters, url }: RestRequest): Answer {
  const { thread, comment } = findReviewComment(repository(), parameters["comment_id"]);
  return { status: 200, body: commentJson(url, thread, comment) };
}

export function editReviewComment({ repository, parameters, state, access, body, url, write }: RestRequest): Answer {
  const { thread, comment } = findReviewComment(repository(), parameters["comment_id"]);
  const text = textOf(body["body"]);
  write(() => refuseOthers(comment, access.account.login));
  Object.assign(comment, { body: text, updatedAt: state.now() });
  return { status: 200, body: commentJson(url, thread, comment) };
}

export function reactToIssueComment(request: RestRequest): Answer {
  return react(findIssueComment(request.repository(), request.parameters["comment_id"]), request);
}

export function reactToReviewComment(request: RestRequest): Answer {
  return react(findReviewComment(request.repository(), request.parameters["comment_id"]).comment, request);
}

function react({ reactions }: PostedComment, { access, body, state, write }: RestRequest): Answer {
  write();
  const [content, login] = [String(body["content"]), access.account.login];
  const isThere = reactions.some((reaction) => reaction.content === content && reaction.login === login);
  if (!isThere) reactions.push({ content, login });
  return { status: isThere ? 200 : 201, body: { id: state.id(), content } };
}

/** GitHub takes white space at both ends away. */
function textOf(body: unknown): string {
  const text = typeof body === "string" ? body.trim() : "";
  if (text === "") throw invalid({ resource: "IssueComment", code: "missing_field", field: "body" });
  if (Array.from(text).length > longestBody) {
    const message = `body is too long (maximum is ${longestBody} characters)`;
    throw invalid({ resource: "IssueComment", code: "custom", field: "body", message });
  }
  return text;
}

function refuseLocked({ isLocked }: PullRequestState): void {
  if (isLocked) throw new Refusal(403, "Unable to create comment because issue is locked.");
}

function refuseOthers({ author }: PostedComment, login: string): void {
  if (author.login !== login) throw new Refusal(403, "Resource not accessible by integration");
}

function commitOf(repository: RepositoryState, pull: PullRequestState, commit: unknown): string {
  const head = refreshHead(repository, pull);
  if (commit === undefined) return head;
  if (typeof commit === "string" && repository.diffs.isPartOf(commit, head)) return commit;
  const message = "commit_id is not part of the pull request";
  throw invalid({ resource: "PullRequestReviewComment", code: "custom", field: "commit_id", message });
}

function problemOfPlace(
  { diffs }: RepositoryState,
  { baseRef }: PullRequestState,
  commit: string,
  {
    path = "",
    line,
    side = "RIGHT",
    start_line: start,
    start_side: startSide = side,
    subject_type: subject,
  }: NewReviewComment,
): "path" | "line" | "start_line" | undefined {
  if (!diffs.files(baseRef, commit).some((file) => file.path === path)) return "path";
  if (subject === "file") return undefined;
  const hunkOf = (at: number, where: string): number | undefined =>
    diffs.hunkAt(baseRef, commit, path, where === "LEFT" ? "LEFT" : "RIGHT", at);
  const hunk = line === undefined ? undefined : hunkOf(line, side);
  if (line === undefined || hunk === undefined) return "line";
  if (start === undefined) return undefined;
  return hunkOf(start, startSide) === hunk && (startSide !== side || start < line) ? undefined : "start_line";
}

function newThread(
  { path = "", line, side, start_line: start, subject_type: subject }: NewReviewComment,
  commit: string,
  reviewId: number,
  id: number,
  comment: PostedComment,
): PostedThread {
  return {
    ...{ id: `PRRT_${id}`, path, line: subject === "file" ? undefined : line, startLine: start, commit, reviewId },
    ...{ side: side === "LEFT" ? "LEFT" : "RIGHT", comments: [comment], isResolved: false, resolvedBy: undefined },
  };
}

function findIssueComment({ pulls }: RepositoryState, id: string | undefined): PostedComment {
  const found = [...pulls.values()].flatMap(({ comments }) => comments).find((comment) => String(comment.id) === id);
  if (found === undefined) throw notFound();
  return found;
}

function findReviewComment(
  { pulls }: RepositoryState,
  id: string | undefined,
): { readonly thread: PostedThread; readonly comment: PostedComment } {
  for (const { threads } of pulls.values()) {
    for (const thread of threads) {
      const comment = thread.comments.find((each) => String(each.id) === id);
      if (comment !== undefined) return { thread, comment };
    }
  }
  throw notFound();
}
