import type {
  Account,
  PostedCheckRun,
  PostedComment,
  PostedReview,
  PostedThread,
  PullRequestState,
  RepositoryState,
} from "./state.js";

/** How REST shows somebody. */
export function accountJson({ login, id, type }: Account): Readonly<Record<string, unknown>> {
  return { login, id, type, node_id: `U_${id}` };
}

export function issueCommentJson(
  url: string,
  { id, body, author, createdAt, updatedAt }: PostedComment,
): Readonly<Record<string, unknown>> {
  const address = `${url}/comments/${id}`;
  return {
    ...{ id, node_id: `IC_${id}`, body, user: accountJson(author), created_at: createdAt, updated_at: updatedAt },
    ...{ url: address, html_url: address, issue_url: url, author_association: "NONE" },
  };
}

export function commentJson(
  url: string,
  thread: PostedThread,
  comment: PostedComment,
): Readonly<Record<string, unknown>> {
  const [first] = thread.comments;
  return {
    ...issueCommentJson(url, comment),
    ...{ path: thread.path, line: thread.line, side: thread.side, commit_id: thread.commit },
    ...{ original_commit_id: thread.commit, pull_request_review_id: thread.reviewId, diff_hunk: "@@ -1 +1 @@" },
    ...(first === undefined || first === comment ? {} : { in_reply_to_id: first.id }),
  };
}

export function reviewJson({ id, author, body, commit, state }: PostedReview): Readonly<Record<string, unknown>> {
  return { id, node_id: `PRR_${id}`, user: accountJson(author), body, state, commit_id: commit };
}

export function checkRunJson(url: string, run: PostedCheckRun): Readonly<Record<string, unknown>> {
  const { id, name, head, externalId, status, conclusion, title, summary, annotations, appId } = run;
  const annotationsUrl = `${url}/check-runs/${id}/annotations`;
  return {
    ...{ id, name, head_sha: head, external_id: externalId ?? "", status, conclusion, node_id: `CR_${id}` },
    output: { title, summary, text: null, annotations_count: annotations.length, annotations_url: annotationsUrl },
    app: { id: appId, slug: "app", name: "App" },
  };
}

export function repositoryJson(
  url: string,
  { owner, name, isPrivate, isArchived }: RepositoryState,
  ownerAccount: Account,
): Readonly<Record<string, unknown>> {
  return {
    ...{ id: ownerAccount.id + 1, name, full_name: `${owner}/${name}`, private: isPrivate, archived: isArchived },
    ...{ owner: accountJson(ownerAccount), default_branch: "main", clone_url: `${url}/${owner}/${name}.git` },
  };
}

/** How REST shows a pull request. */
export function pullJson(
  pull: PullRequestState,
  shown: {
    readonly head: string;
    readonly base: string;
    readonly baseRepository: unknown;
    readonly headRepository: unknown;
    readonly changedFiles: number;
  },
): Readonly<Record<string, unknown>> {
  const { number, title, author, baseRef, headRef, state, isDraft, isLocked, mergeable } = pull;
  const side = (ref: string, sha: string, repo: unknown) => ({ ref, sha, repo, label: ref, user: accountJson(author) });
  return {
    ...{ number, title, state, draft: isDraft, locked: isLocked, user: accountJson(author), mergeable, body: "" },
    mergeable_state: mergeable === null ? "unknown" : mergeable ? "clean" : "dirty",
    head: side(headRef, shown.head, shown.headRepository),
    base: side(baseRef, shown.base, shown.baseRepository),
    changed_files: shown.changedFiles,
  };
}
