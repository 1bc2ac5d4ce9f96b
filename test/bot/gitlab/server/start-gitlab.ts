import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Refusal } from "../../github/server/answer.js";
import { gitIn } from "../../github/server/diff.js";
import { startApi, type Answered, type ApiServer, type Asked } from "../../rest/start-api.js";
import { quickActionsIn } from "./quick-actions.js";

/** Somebody with a token. */
export interface GitLabUser {
  readonly id: number;
  readonly username: string;
  readonly role: "guest" | "reporter" | "developer";
}

/** A note. */
export interface GitLabNote {
  readonly id: number;
  body: string;
  readonly author: GitLabUser;
  readonly isSystem: boolean;
}

/** A discussion, or a note alone. */
export interface GitLabDiscussion {
  readonly id: string;
  readonly notes: GitLabNote[];
  readonly position: Position | undefined;
  resolvedBy: GitLabUser | undefined;
}

/** Where a discussion stands. */
export interface Position {
  readonly base_sha: string;
  readonly head_sha: string;
  readonly start_sha: string;
  readonly old_path: string;
  readonly new_path: string;
  readonly old_line?: number;
  readonly new_line?: number;
  readonly line_range?: Readonly<Record<"start" | "end", { readonly line_code: string; readonly type: string }>>;
}

/** A status of a commit. */
export interface GitLabStatus {
  readonly id: number;
  readonly sha: string;
  readonly name: string;
  readonly status: string;
  readonly description: string | null;
  readonly author: GitLabUser;
}

/** How the server behaves. */
export interface GitLabServerOptions {
  /** A repository with the branches `main` and `change`. */
  readonly directory: string;
  readonly largestPage?: number;
  /** Whether pages are told by links, as lists with keysets do, or by their numbers. */
  readonly hasLinks?: boolean;
}

/** A running server that behaves as GitLab's API does for one merge request: `!7` of project 42. */
export interface GitLabServer extends ApiServer {
  readonly users: Map<string, GitLabUser>;
  readonly discussions: GitLabDiscussion[];
  readonly statuses: GitLabStatus[];
  /** Quick actions that were carried out. */
  readonly actions: string[];
  pipeline: { readonly id: number; readonly sha: string; readonly ref: string; readonly project_id: number } | null;
  readonly addNote: (
    user: GitLabUser,
    body: string,
    to?: { in?: GitLabDiscussion; isSystem?: boolean; position?: Position },
  ) => GitLabDiscussion;
}

const schemas = JSON.parse(readFileSync(new URL("schemas.json", import.meta.url), "utf8")) as Record<string, unknown>;
const top = "/projects/{project}/merge_requests/{iid}";

/** Starts a server on a free port of this machine. */
export async function startGitLab({
  directory,
  largestPage = 100,
  hasLinks = false,
}: GitLabServerOptions): Promise<GitLabServer> {
  const users = new Map<string, GitLabUser>();
  const discussions: GitLabDiscussion[] = [];
  const statuses: GitLabStatus[] = [];
  const actions: string[] = [];
  let next = 1000;
  let pipeline: GitLabServer["pipeline"] = null;
  const userOf = ({ user }: Asked): GitLabUser => {
    const found = users.get(user);
    if (found === undefined) throw new Refusal(401, "401 Unauthorized");
    return found;
  };
  const may = (asked: Asked, roles: readonly GitLabUser["role"][]): GitLabUser => {
    const user = userOf(asked);
    if (!roles.includes(user.role)) throw new Refusal(403, "403 Forbidden");
    return user;
  };
  const here = ({ parameters }: Asked): void => {
    const isProject = parameters["project"] === "42" || parameters["project"] === "acme/infra";
    if (!isProject || (parameters["iid"] ?? "7") !== "7") throw new Refusal(404, "404 Not found");
  };
  const refs = () => {
    const [head, target] = [gitIn(directory, "rev-parse", "change"), gitIn(directory, "rev-parse", "main")];
    const base = gitIn(directory, "merge-base", head, target);
    return { base_sha: base, head_sha: head, start_sha: base };
  };
  const written = (body: string): string => {
    actions.push(...quickActionsIn(body));
    return body.replaceAll("\r", "").trimEnd();
  };
  const addNote: GitLabServer["addNote"] = (author, body, { in: discussion, isSystem = false, position } = {}) => {
    const note = { id: (next += 1), body: written(body), author, isSystem };
    const into = discussion ?? { id: sha1(String(note.id)), notes: [], position, resolvedBy: undefined };
    into.notes.push(note);
    if (discussion === undefined) discussions.push(into);
    return into;
  };
  const noteOf = (asked: Asked): { readonly note: GitLabNote; readonly discussion: GitLabDiscussion } => {
    const { note: id, discussion: within } = asked.parameters;
    for (const discussion of discussions) {
      const note = discussion.notes.find((each) => String(each.id) === id);
      if (note !== undefined && (within === undefined || within === discussion.id)) return { note, discussion };
    }
    throw new Refusal(404, "404 Note Not Found");
  };
  const editNote = (asked: Asked): Answered => {
    here(asked);
    const { note, discussion } = noteOf(asked);
    if (note.author !== userOf(asked)) throw new Refusal(403, "403 Forbidden");
    note.body = written(bodyOf(asked));
    return { status: 200, body: noteJson(note, discussion) };
  };
  const page = (all: readonly unknown[], { query }: Asked, url: string): Answered => {
    const size = Math.min(Number(query.get("per_page") ?? 20), largestPage);
    const number = Number(query.get("page") ?? query.get("cursor") ?? 1);
    const hasNext = number * size < all.length;
    const following = new URLSearchParams(query);
    following.set(hasLinks ? "cursor" : "page", String(number + 1));
    // Behind a proxy, an instance may take itself to be somewhere else.
    const link = `<${new URL("/elsewhere", url).toString().replace("http:", "https:")}?${following.toString()}>; rel="next"`;
    const headers: Record<string, string> = hasLinks
      ? hasNext
        ? { link }
        : {}
      : { "x-next-page": hasNext ? String(number + 1) : "" };
    return { status: 200, body: all.slice((number - 1) * size, number * size), headers };
  };
  const server = await startApi({
    prefix: "/api/v4",
    schemas,
    refusal: (message) => ({ message }),
    authenticate: (headers) => {
      const token = headers["private-token"];
      if (typeof token !== "string" || !users.has(token)) throw new Refusal(401, "401 Unauthorized");
      return token;
    },
    routes: [
      { name: "GET /user", response: "user", answer: (asked) => ({ status: 200, body: userOf(asked) }) },
      {
        name: `GET ${top}`,
        response: "mergeRequest",
        answer: (asked) => {
          here(asked);
          const diff_refs = refs();
          const branches = {
            source_branch: "change",
            target_branch: "main",
            source_project_id: 42,
            target_project_id: 42,
          };
          const body = {
            id: 7007,
            iid: 7,
            project_id: 42,
            state: "opened",
            sha: diff_refs.head_sha,
            diff_refs,
            ...branches,
          };
          return {
            status: 200,
            body: {
              ...body,
              web_url: "https://gitlab.example.com/acme/infra/-/merge_requests/7",
              head_pipeline: pipeline,
            },
          };
        },
      },
      {
        name: `GET ${top}/diffs`,
        response: "diffs",
        answer: (asked, url) => (here(asked), page(readDiffs(directory, refs()), asked, url)),
      },
      {
        name: `GET ${top}/discussions`,
        response: "discussions",
        answer: (asked, url) => (here(asked), page(discussions.map(discussionJson), asked, url)),
      },
      {
        name: `POST ${top}/discussions`,
        request: "discussionRequest",
        response: "discussion",
        answer: (asked) => {
          here(asked);
          const user = may(asked, ["reporter", "developer"]);
          const { body, position } = asked.body as { body: string; position: Position };
          checkPosition(directory, refs(), position);
          return { status: 201, body: discussionJson(addNote(user, body, { position })) };
        },
      },
      {
        name: `PUT ${top}/discussions/{discussion}`,
        request: "resolveRequest",
        response: "discussion",
        answer: (asked) => {
          here(asked);
          const user = may(asked, ["developer"]);
          const discussion = discussions.find(({ id }) => id === asked.parameters["discussion"]);
          if (discussion === undefined) throw new Refusal(404, "404 Discussion Not Found");
          discussion.resolvedBy = (asked.body as { resolved: boolean }).resolved ? user : undefined;
          return { status: 200, body: discussionJson(discussion) };
        },
      },
      {
        name: `PUT ${top}/discussions/{discussion}/notes/{note}`,
        request: "noteRequest",
        response: "note",
        answer: editNote,
      },
      { name: `PUT ${top}/notes/{note}`, request: "noteRequest", response: "note", answer: editNote },
      {
        name: `POST ${top}/notes`,
        request: "noteRequest",
        response: "note",
        answer: (asked) => {
          here(asked);
          const discussion = addNote(may(asked, ["reporter", "developer"]), bodyOf(asked));
          return { status: 201, body: noteJson(discussion.notes[0]!, discussion) };
        },
      },
      {
        name: "GET /projects/{project}/repository/commits/{sha}/statuses",
        response: "statuses",
        answer: (asked, url) => {
          const name = asked.query.get("name");
          const all = statuses.filter(
            (each) => each.sha === asked.parameters["sha"] && (name === null || each.name === name),
          );
          return page(all.map(statusJson), asked, url);
        },
      },
      {
        name: "POST /projects/{project}/statuses/{sha}",
        request: "statusRequest",
        response: "status",
        answer: (asked) => {
          const author = may(asked, ["developer"]);
          const sha = asked.parameters["sha"] ?? "";
          const { state, name = "default", description = null, pipeline_id: id } = asked.body as StatusRequest;
          if (id !== undefined && (pipeline?.id !== id || pipeline.sha !== sha))
            throw new Refusal(404, "404 Pipeline Not Found");
          const status = { id: (next += 1), sha, name, status: state, description, author };
          statuses.push(status);
          return { status: 201, body: statusJson(status) };
        },
      },
    ],
  });
  return {
    ...server,
    ...{ users, discussions, statuses, actions, addNote },
    get pipeline() {
      return pipeline;
    },
    set pipeline(value) {
      pipeline = value;
    },
  };
}

interface StatusRequest {
  readonly state: string;
  readonly name?: string;
  readonly description?: string;
  readonly pipeline_id?: number;
}

function bodyOf({ body }: Asked): string {
  return (body as { body: string }).body;
}

function noteJson({ id, body, author, isSystem }: GitLabNote, { position, resolvedBy }: GitLabDiscussion) {
  const time = "2030-01-01T00:00:00.000Z";
  const resolvable = position !== undefined && !isSystem;
  return {
    ...{
      id,
      type: position === undefined ? null : "DiffNote",
      body,
      author,
      created_at: time,
      updated_at: time,
      system: isSystem,
    },
    ...{ noteable_id: 7007, noteable_type: "MergeRequest", resolvable },
    ...(resolvable ? { resolved: resolvedBy !== undefined, resolved_by: resolvedBy ?? null } : {}),
  };
}

function discussionJson(discussion: GitLabDiscussion) {
  return {
    id: discussion.id,
    individual_note: discussion.position === undefined,
    notes: discussion.notes.map((note) => noteJson(note, discussion)),
  };
}

function statusJson(status: GitLabStatus) {
  return { ...status, ref: "change", target_url: null };
}

interface Refs {
  readonly base_sha: string;
  readonly head_sha: string;
}

function readDiffs(directory: string, { base_sha: base, head_sha: head }: Refs) {
  const text = gitIn(directory, "diff", "--find-renames", "-U3", base, head);
  return text
    .split(/^(?=diff --git )/m)
    .filter((patch) => patch !== "")
    .map((patch) => {
      const [, a = "", b = ""] = /^diff --git a\/(\S+) b\/(\S+)$/m.exec(patch) ?? [];
      const start = patch.search(/^@@ /m);
      return {
        ...{
          old_path: a,
          new_path: b,
          a_mode: "100644",
          b_mode: "100644",
          diff: start === -1 ? "" : patch.slice(start),
        },
        ...{ new_file: /^new file/m.test(patch), renamed_file: a !== b, deleted_file: /^deleted file/m.test(patch) },
        ...{ collapsed: false, too_large: false },
      };
    });
}

/** GitLab takes lines that its diff shows, by their codes. */
function checkPosition(directory: string, refs: Refs, position: Position): void {
  const blank = new Refusal(
    400,
    `400 Bad request - Note {:line_code=>["can't be blank", "must be a valid line code"]}`,
  );
  if (position.head_sha !== refs.head_sha || position.base_sha !== refs.base_sha) throw blank;
  const file = readDiffs(directory, refs).find((each) => each.new_path === position.new_path);
  if (file === undefined || file.old_path !== position.old_path) throw blank;
  const codes = lineCodes(file.new_path, file.diff);
  const isThere = [...codes].some(
    ([, line]) => line.old_line === position.old_line && line.new_line === position.new_line,
  );
  if (!isThere) throw blank;
  for (const { line_code: code, type } of Object.values(position.line_range ?? {})) {
    const line = codes.get(code);
    if (line === undefined || (type === "new") !== (line.new_line !== undefined)) throw blank;
  }
}

function lineCodes(path: string, diff: string) {
  const codes = new Map<string, { readonly old_line: number | undefined; readonly new_line: number | undefined }>();
  let [before, after] = [0, 0];
  for (const line of diff.split("\n")) {
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (header !== null) {
      [before, after] = [
        Number(header[1]) + (header[2] === "0" ? 1 : 0),
        Number(header[3]) + (header[4] === "0" ? 1 : 0),
      ];
      continue;
    }
    const sign = line.charAt(0);
    if (sign === "" || sign === "\\") continue;
    codes.set(`${sha1(path)}_${before}_${after}`, {
      old_line: sign === "+" ? undefined : before,
      new_line: sign === "-" ? undefined : after,
    });
    if (sign !== "+") before += 1;
    if (sign !== "-") after += 1;
  }
  return codes;
}

function sha1(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}
