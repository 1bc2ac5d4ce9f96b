import type { Check, ReviewComment } from "../../conversation/conversation.js";
import { markOf } from "../../conversation/conversation.js";
import { bodyOf } from "../../publish/operations.js";
import { HostError, type CodeHost, type PostedConversation, type RefusedComment, type Thread } from "../code-host.js";
import type { RestClient } from "../rest/client.js";
import { readOne, readPages } from "../rest/read.js";
import {
  diffsAnswer,
  discussionsAnswer,
  mergeRequestAnswer,
  statusesAnswer,
  userAnswer,
  type Discussion,
} from "./answers.js";
import { nextPage } from "./client.js";
import { DiffPositions } from "./position.js";

/** A merge request at GitLab. */
export interface GitLabMergeRequest {
  /** The number or the full path of the project that the change goes to. */
  readonly project: string;
  /** The number that people know it by. */
  readonly iid: number;
}

/** How findings are published at GitLab. */
export interface GitLabHostOptions {
  /** The name of the commit status. */
  readonly checkName?: string | undefined;
  /** Whether to publish a status: it takes the role of a developer, where notes do with a reporter's. */
  readonly hasCheck?: boolean | undefined;
}

const everyPage = { per_page: "100" };

/** Publishes a review at GitLab. */
export function createGitLabHost(
  client: RestClient,
  { project, iid }: GitLabMergeRequest,
  { checkName = "Lintel", hasCheck = true }: GitLabHostOptions = {},
): CodeHost {
  const path = `/projects/${encodeURIComponent(project)}/merge_requests/${iid}`;
  /** The first note of each discussion, which is the one that is edited. */
  const firstNotes = new Map<string, number>();
  const readMergeRequest = () => readOne(client, path, mergeRequestAnswer);
  const setResolved = async ({ id }: Thread, resolved: boolean): Promise<void> => {
    await client.ask({ method: "PUT", path: `${path}/discussions/${encodeURIComponent(id)}`, body: { resolved } });
  };
  return {
    read: async (): Promise<PostedConversation> => {
      const me = await readOne(client, "/user", userAnswer);
      const { sha } = await readMergeRequest();
      const discussions = await readPages(client, `${path}/discussions`, everyPage, discussionsAnswer, nextPage);
      const ours = discussions.flatMap((discussion) => ourDiscussion(discussion, me.id));
      for (const { id, noteId } of ours) firstNotes.set(id, noteId);
      const summary = ours.find(({ kind }) => kind === "summary");
      return {
        head: sha,
        summary: summary === undefined ? undefined : { id: String(summary.noteId), body: summary.body },
        threads: ours.flatMap(({ kind, key, ...rest }) =>
          kind === "finding" && key !== undefined ? [{ key, ...rest }] : [],
        ),
      };
    },
    postSummary: async (body) => {
      await client.ask({ method: "POST", path: `${path}/notes`, body: { body } });
    },
    editSummary: async (id, body) => {
      await client.ask({ method: "PUT", path: `${path}/notes/${encodeURIComponent(id)}`, body: { body } });
    },
    postComments: async (comments, head) => {
      const { sha, diff_refs: refs } = await readMergeRequest();
      if (sha !== head) throw movedOn(head);
      if (refs === null)
        throw new HostError(`GitLab has not worked out the diff of !${iid} yet: try again later.`, 503);
      const files = await readPages(client, `${path}/diffs`, everyPage, diffsAnswer, nextPage);
      return postDiscussions(client, `${path}/discussions`, comments, new DiffPositions(refs, files));
    },
    editComment: async ({ id }, body) => {
      const note = firstNotes.get(id);
      if (note === undefined) throw new HostError(`The discussion ${id} was not read.`, undefined);
      await client.ask({
        ...{ method: "PUT", path: `${path}/discussions/${encodeURIComponent(id)}/notes/${note}`, body: { body } },
      });
    },
    resolve: (thread) => setResolved(thread, true),
    reopen: (thread) => setResolved(thread, false),
    publishCheck: async (check, head) => {
      if (!hasCheck) return;
      const mergeRequest = await readMergeRequest();
      if (mergeRequest.sha !== head) throw movedOn(head);
      await publishStatus(client, { project, checkName, check, head }, mergeRequest);
    },
  };
}

function movedOn(head: string): HostError {
  return new HostError(`The merge request has moved on from ${head.slice(0, 10)}, which was reviewed.`, 409);
}

/** What of a discussion counts: it is ours if its first note is, and what GitLab itself notes answers nothing. */
function ourDiscussion({ id, notes }: Discussion, me: number) {
  const said = notes.filter(({ system }) => !system);
  const [first] = said;
  const mark = first?.author.id === me ? markOf(first.body) : undefined;
  if (first === undefined || mark === undefined) return [];
  const resolvable = notes.filter((note) => note.resolvable);
  const isResolved = resolvable.length > 0 && resolvable.every(({ resolved }) => resolved === true);
  return [
    {
      ...{ id, noteId: first.id, kind: mark.kind, key: mark.key, body: first.body, isResolved },
      isResolvedByUs: isResolved && resolvable.every((note) => note.resolved_by?.id === me),
      isAnswered: said.some(({ author }) => author.id !== me),
    },
  ];
}

/** Posts comments one by one; what GitLab does not take in its place is refused. */
async function postDiscussions(
  client: RestClient,
  path: string,
  comments: readonly ReviewComment[],
  positions: DiffPositions,
): Promise<readonly RefusedComment[]> {
  const refused: RefusedComment[] = [];
  for (const comment of comments) {
    const place = positions.of(comment);
    if ("problem" in place) {
      refused.push({ comment, why: place.problem });
      continue;
    }
    try {
      await client.ask({ method: "POST", path, body: { body: bodyOf(comment), position: place.position } });
    } catch (error) {
      if (!(error instanceof HostError) || (error.status !== 400 && error.status !== 422)) throw error;
      refused.push({ comment, why: error.message });
    }
  }
  return refused;
}

interface PublishedStatus {
  readonly project: string;
  readonly checkName: string;
  readonly check: Check;
  readonly head: string;
}

/** GitLab has no state between good and bad: what could not be reviewed is said by the description. */
const states: Readonly<Record<Check["conclusion"], string>> = {
  success: "success",
  neutral: "success",
  failure: "failed",
};

/** Publishes a commit status, unless the last one of this name says the same. It belongs to the project that the pipeline runs in. */
async function publishStatus(
  client: RestClient,
  { project, checkName, check, head }: PublishedStatus,
  { head_pipeline: pipeline, source_project_id: source, source_branch: branch, web_url: url }: MergeRequest,
): Promise<void> {
  const own = pipeline?.sha === head ? pipeline : undefined;
  const where = encodeURIComponent(own?.project_id ?? source ?? project);
  const known = await readPages(
    client,
    `/projects/${where}/repository/commits/${head}/statuses`,
    { ...everyPage, name: checkName },
    statusesAnswer,
    nextPage,
  );
  const state = states[check.conclusion];
  const description = check.title.slice(0, 255);
  const last = known.filter(({ name }) => name === checkName).sort((one, other) => other.id - one.id)[0];
  if (last?.status === state && last.description === description) return;
  await client.ask({
    method: "POST",
    path: `/projects/${where}/statuses/${head}`,
    body: {
      ...{ state, name: checkName, description, target_url: url },
      ...(own === undefined ? { ref: branch } : { pipeline_id: own.id }),
    },
  });
}

type MergeRequest = ReturnType<typeof mergeRequestAnswer.parse>;
