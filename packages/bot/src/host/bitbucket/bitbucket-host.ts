import type { Check, ReviewComment } from "../../conversation/conversation.js";
import { markOf } from "../../conversation/conversation.js";
import { bodyOf } from "../../publish/operations.js";
import { HostError, type CodeHost, type PostedConversation, type RefusedComment, type Thread } from "../code-host.js";
import type { RestClient } from "../rest/client.js";
import { readIfThere, readOne, readPages } from "../rest/read.js";
import { buildStatusAnswer, commentsAnswer, pullRequestAnswer, userAnswer, type Comment } from "./answers.js";
import { nextPage } from "./client.js";
import { publishReport } from "./code-insights.js";
import { fromBitbucket, toBitbucket } from "./comment-body.js";

/** A pull request at Bitbucket Cloud. */
export interface BitbucketPullRequest {
  readonly workspace: string;
  readonly repository: string;
  readonly id: number;
  /** The commit to publish about. Bitbucket shortens the one that a pull request is at, which this is then compared with. */
  readonly head: string;
}

/** How findings are published at Bitbucket. */
export interface BitbucketHostOptions {
  /** The UUID of the account that the token belongs to; asked for where it is not given, which not every token may. */
  readonly account?: string | undefined;
  /** What the report and the build status are known by; two reviews of one commit need two. */
  readonly key?: string | undefined;
  /** Whether to publish a report and a build status. */
  readonly hasCheck?: boolean | undefined;
}

/** Publishes a review at Bitbucket Cloud: comments, a report of Code Insights, and a build status. */
export function createBitbucketHost(
  client: RestClient,
  { workspace, repository, id, head: reviewed }: BitbucketPullRequest,
  { account, key = "lintel", hasCheck = true }: BitbucketHostOptions = {},
): CodeHost {
  const top = `/repositories/${encodeURIComponent(workspace)}/${encodeURIComponent(repository)}`;
  const path = `${top}/pullrequests/${id}`;
  const comments = `${path}/comments`;
  const readPullRequest = () => readOne(client, path, pullRequestAnswer);
  /** What stands there, word for word: what was cut is not posted again and again. */
  const standing = new Map<string, string>();
  const edit = async (comment: string, body: string): Promise<void> => {
    const raw = toBitbucket(body);
    if (standing.get(comment) === fromBitbucket(raw)) return;
    await client.ask({ method: "PUT", path: `${comments}/${encodeURIComponent(comment)}`, body: { content: { raw } } });
  };
  const readHead = async (): Promise<string> => {
    const { source } = await readPullRequest();
    if (source.commit === null) throw new HostError(`The branch of pull request ${id} is gone.`, 404);
    const { hash } = source.commit;
    return reviewed.startsWith(hash) ? reviewed : hash;
  };
  return {
    read: async (): Promise<PostedConversation> => {
      const me = account ?? (await readAccount(client));
      const head = await readHead();
      const all = await readPages(client, comments, { pagelen: "100", sort: "id" }, commentsAnswer, nextPage);
      const { summary, threads } = oursAmong(all, me);
      for (const each of [summary ?? [], threads].flat()) standing.set(each.id, each.body);
      return { head, summary, threads };
    },
    postSummary: async (body) => {
      await client.ask({ method: "POST", path: comments, body: { content: { raw: toBitbucket(body) } } });
    },
    editSummary: edit,
    postComments: async (wanted, head) => {
      if ((await readHead()) !== head) throw movedOn(head);
      return postInline(client, comments, wanted);
    },
    editComment: (thread, body) => edit(thread.id, body),
    resolve: (thread) => changeThread(client, `${comments}/${thread.id}/resolve`, "POST"),
    reopen: (thread) => changeThread(client, `${comments}/${thread.id}/resolve`, "DELETE"),
    publishCheck: async (check, head) => {
      if (!hasCheck) return;
      const { links } = await readPullRequest();
      const commit = `${top}/commit/${head}`;
      await publishReport(client, `${commit}/reports/${encodeURIComponent(key)}`, check, links.html.href);
      await publishBuildStatus(client, `${commit}/statuses/build`, key, check, links.html.href);
    },
  };
}

function movedOn(head: string): HostError {
  return new HostError(`The pull request has moved on from ${head.slice(0, 10)}, which was reviewed.`, 409);
}

/** Tokens of repositories may not ask who they are. */
async function readAccount(client: RestClient): Promise<string> {
  try {
    return (await readOne(client, "/user", userAnswer)).uuid;
  } catch (error) {
    if (!(error instanceof HostError) || error.status !== 403) throw error;
    const hint = "Give the UUID of its account, as any comment written with it shows it (user.uuid in the API).";
    throw new HostError(
      `Bitbucket does not tell whose token this is, so that our comments cannot be told apart. ${hint}`,
      403,
    );
  }
}

/** Only what we wrote ourselves counts, whatever marks other comments carry. */
function oursAmong(all: readonly Comment[], me: string): PostedConversation {
  const there = all.filter(({ deleted }) => deleted !== true);
  const parents = new Map(all.map(({ id, parent }) => [id, parent?.id]));
  const answered = new Set(
    there.filter(({ user }) => user?.uuid !== me).flatMap(({ parent }) => ancestorsOf(parent?.id, parents)),
  );
  const ours = there.flatMap((comment) => {
    const body = fromBitbucket(comment.content.raw);
    const mark = comment.user?.uuid === me && comment.parent === undefined ? markOf(body) : undefined;
    return mark === undefined ? [] : [{ comment, body, mark }];
  });
  const summary = ours.find(({ mark, comment }) => mark.kind === "summary" && comment.inline === undefined);
  return {
    summary: summary === undefined ? undefined : { id: String(summary.comment.id), body: summary.body },
    threads: ours.flatMap(({ comment: { id, resolution }, body, mark: { kind, key } }): Thread[] => {
      if (kind !== "finding" || key === undefined) return [];
      const isResolved = resolution !== undefined;
      const isResolvedByUs = isResolved && resolution.user?.uuid === me;
      return [{ id: String(id), key, body, isResolved, isResolvedByUs, isAnswered: answered.has(id) }];
    }),
  };
}

function ancestorsOf(from: number | undefined, parents: ReadonlyMap<number, number | undefined>): readonly number[] {
  const found = new Set<number>();
  for (let at = from; at !== undefined && !found.has(at); at = parents.get(at)) found.add(at);
  return [...found];
}

/** Posts comments one by one; what Bitbucket does not take in its place is refused. */
async function postInline(
  client: RestClient,
  path: string,
  comments: readonly ReviewComment[],
): Promise<readonly RefusedComment[]> {
  const refused: RefusedComment[] = [];
  for (const comment of comments) {
    const { file, side, first, last } = comment;
    const to = side === "head" ? "to" : "from";
    const inline = { path: file, [to]: last, ...(first === last ? {} : { [`start_${to}`]: first }) };
    try {
      await client.ask({ method: "POST", path, body: { content: { raw: toBitbucket(bodyOf(comment)) }, inline } });
    } catch (error) {
      if (!(error instanceof HostError) || (error.status !== 400 && error.status !== 422)) throw error;
      refused.push({ comment, why: error.message });
    }
  }
  return refused;
}

/** A thread that is so already is what was asked for. */
async function changeThread(client: RestClient, path: string, method: "POST" | "DELETE"): Promise<void> {
  try {
    await client.ask({ method, path, isRepeatable: true });
  } catch (error) {
    const { status } = error instanceof HostError ? error : {};
    const isSoAlready = status === 409 || (method === "DELETE" && status === 404);
    if (!isSoAlready) throw error;
  }
}

async function publishBuildStatus(
  client: RestClient,
  path: string,
  key: string,
  { conclusion, title }: Check,
  url: string,
): Promise<void> {
  const state = conclusion === "failure" ? "FAILED" : "SUCCESSFUL";
  const description = title.slice(0, 255);
  const known = await readIfThere(client, `${path}/${encodeURIComponent(key)}`, buildStatusAnswer);
  if (known?.state === state && known.description === description) return;
  // A status of the same key takes its place, so that asking twice is asking once.
  await client.ask({
    method: "POST",
    path,
    body: { key, name: "Lintel", state, description, url },
    isRepeatable: true,
  });
}
