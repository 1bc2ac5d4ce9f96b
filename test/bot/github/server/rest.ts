import { createPublicKey, verify } from "node:crypto";
import { notFound, Refusal, type Answer } from "./answer.js";
import { gitIn } from "./diff.js";
import { accountJson, pullJson, repositoryJson } from "./json.js";
import * as checks from "./rest-checks.js";
import * as comments from "./rest-comments.js";
import {
  refreshHead,
  type Access,
  type AppState,
  type GitHubState,
  type PullRequestState,
  type RepositoryState,
} from "./state.js";

/** A request of REST, as its handler sees it. */
export interface RestRequest {
  readonly state: GitHubState;
  readonly access: Access;
  /** The address of the API. */
  readonly url: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** The repository and the pull request that the path names. */
  readonly repository: () => RepositoryState;
  readonly pull: () => PullRequestState;
  /** Refuses what may not be written, before something is. */
  readonly write: (also?: () => void) => void;
}

type Handler = (request: RestRequest) => Answer;

/** GitHub lists no more files of a pull request. */
const listedFiles = 3000;

const handlers: Readonly<Record<string, Handler>> = {
  "GET /repos/{owner}/{repo}": ({ repository, state, url }) => ({
    status: 200,
    body: repositoryJson(url, repository(), state.account(repository().owner)),
  }),
  "GET /repos/{owner}/{repo}/contents/{path}": getContents,
  "GET /repos/{owner}/{repo}/collaborators/{username}/permission": getPermission,
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments": comments.listIssueComments,
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": comments.createIssueComment,
  "GET /repos/{owner}/{repo}/issues/comments/{comment_id}": comments.getIssueComment,
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}": comments.editIssueComment,
  "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions": comments.reactToIssueComment,
  "POST /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions": comments.reactToReviewComment,
  "GET /repos/{owner}/{repo}/pulls": listPulls,
  "GET /repos/{owner}/{repo}/pulls/{pull_number}": getPull,
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/files": listFiles,
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews": comments.listReviews,
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews": comments.createReview,
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments": comments.listReviewComments,
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments": comments.createReviewComment,
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies": comments.replyToComment,
  "GET /repos/{owner}/{repo}/pulls/comments/{comment_id}": comments.getReviewComment,
  "PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}": comments.editReviewComment,
  "GET /repos/{owner}/{repo}/commits/{ref}/check-runs": checks.listCheckRuns,
  "POST /repos/{owner}/{repo}/check-runs": checks.createCheckRun,
  "GET /repos/{owner}/{repo}/check-runs/{check_run_id}": checks.getCheckRun,
  "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}": checks.editCheckRun,
  "GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations": checks.listAnnotations,
  "POST /repos/{owner}/{repo}/code-scanning/sarifs": uploadSarif,
  "GET /repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}": getSarif,
};

/** Answers a request of somebody with a token. @throws Refusal */
export function answerRest(route: string, request: Omit<RestRequest, "repository" | "pull" | "write">): Answer {
  const handler = handlers[route];
  if (handler === undefined) throw notFound();
  const { state, parameters, access } = request;
  const repository = (): RepositoryState => findRepository(state, parameters["owner"], parameters["repo"], access);
  const pull = (): PullRequestState => {
    const found = repository().pulls.get(Number(parameters["pull_number"] ?? parameters["issue_number"]));
    if (found === undefined) throw notFound();
    return found;
  };
  const write = (also?: () => void): void => {
    if (access.isReadOnly) throw new Refusal(403, "Resource not accessible by integration");
    if (repository().isArchived) throw new Refusal(403, "Repository was archived so is read-only.");
    also?.();
  };
  return handler({ ...request, repository, pull, write });
}

/** Finds a repository that somebody may see; GitHub does not say whether there is another one. */
export function findRepository(state: GitHubState, owner = "", name = "", { repositories }: Access): RepositoryState {
  const key = `${owner}/${name}`;
  const found = repositories?.includes(key) === false ? undefined : state.repositories.get(key);
  if (found === undefined) throw notFound();
  return found;
}

function listPulls({ repository, query, state, url }: RestRequest): Answer {
  const own = repository();
  const wanted = query.get("state") ?? "open";
  const head = query.get("head");
  const shown = [...own.pulls.values()].filter(
    (pull) =>
      (wanted === "all" || pull.state === wanted) &&
      (head === null || head === `${(pull.headRepository ?? "").split("/")[0] ?? ""}:${pull.headRef}`),
  );
  return { status: 200, isList: true, body: shown.map((pull) => shownPull(own, pull, state, url)) };
}

function getPull({ repository, pull, state, url }: RestRequest): Answer {
  return { status: 200, body: shownPull(repository(), pull(), state, url) };
}

function shownPull(
  own: RepositoryState,
  pull: PullRequestState,
  state: GitHubState,
  url: string,
): Readonly<Record<string, unknown>> {
  const head = refreshHead(own, pull);
  const base = gitIn(own.directory, "rev-parse", pull.baseRef);
  const [headOwner = "", headName = ""] = (pull.headRepository ?? "").split("/");
  const baseRepository = repositoryJson(url, own, state.account(own.owner));
  const isFork = pull.headRepository !== `${own.owner}/${own.name}`;
  const forked = { ...own, owner: headOwner, name: headName };
  const fork =
    pull.headRepository === null ? null : { ...repositoryJson(url, forked, state.account(headOwner)), fork: true };
  const changedFiles = own.diffs.files(pull.baseRef, head).length;
  return pullJson(pull, {
    ...{ head, base, baseRepository, headRepository: isFork ? fork : baseRepository, changedFiles },
  });
}

function listFiles({ repository, pull }: RestRequest): Answer {
  const { baseRef } = pull();
  const head = refreshHead(repository(), pull());
  const files = repository().diffs.files(baseRef, head);
  const body = files.slice(0, listedFiles).map(({ path, previousPath, status }) => ({
    ...{ filename: path, status, sha: head, additions: 0, deletions: 0, changes: 0 },
    ...(previousPath === undefined ? {} : { previous_filename: previousPath }),
  }));
  return { status: 200, isList: true, body };
}

function getContents({ repository, parameters, query }: RestRequest): Answer {
  const path = parameters["path"] ?? "";
  try {
    const text = gitIn(repository().directory, "show", `${query.get("ref") ?? "main"}:${path}`);
    const content = Buffer.from(`${text}\n`).toString("base64");
    const name = path.split("/").at(-1);
    return {
      status: 200,
      body: { type: "file", encoding: "base64", size: text.length + 1, name, path, content, sha: "0" },
    };
  } catch {
    throw notFound();
  }
}

function getPermission({ repository, parameters, state }: RestRequest): Answer {
  const login = parameters["username"] ?? "";
  const role = repository().roles.get(login) ?? (repository().isPrivate ? "none" : "read");
  const permission = role === "maintain" ? "write" : role === "triage" ? "read" : role;
  return { status: 200, body: { permission, role_name: role, user: accountJson(state.account(login)) } };
}

function uploadSarif({ repository, state, body, url, write }: RestRequest): Answer {
  const own = repository();
  write();
  if (!own.hasCodeScanning)
    throw new Refusal(403, "Code Security must be enabled for this repository to use code scanning.");
  const [commit, ref, sarif] = [String(body["commit_sha"]), String(body["ref"]), String(body["sarif"])];
  if (!own.diffs.hasCommit(commit)) throw new Refusal(404, `commit not found: ${commit}`);
  const id = `sarif-${state.id()}`;
  own.sarifs.push({ id, commit, ref, sarif });
  return { status: 202, body: { id, url: `${url}/repos/${own.owner}/${own.name}/code-scanning/sarifs/${id}` } };
}

function getSarif({ repository, parameters }: RestRequest): Answer {
  if (!repository().sarifs.some(({ id }) => id === parameters["sarif_id"])) throw notFound();
  return { status: 200, body: { processing_status: "complete" } };
}

/** What an app is mostly allowed. */
const usual = {
  ...{ contents: "write", pull_requests: "write", checks: "write", security_events: "write", metadata: "read" },
};

/** Answers a request of an app itself, which shows that it has the private key. */
export function answerApp(
  route: string,
  state: GitHubState,
  token: string,
  parameters: Readonly<Record<string, string>>,
  body: Readonly<Record<string, unknown>>,
): Answer {
  const { app } = state;
  if (app === undefined || !isSigned(app, token)) {
    throw new Refusal(401, "A JSON web token could not be decoded");
  }
  if (route === "GET /app") return { status: 200, body: { id: app.id, slug: app.slug, name: app.slug } };
  const wanted = parameters["installation_id"];
  const installations = [...app.installations];
  const found =
    wanted === undefined
      ? installations.find(([, names]) => names.includes(`${parameters["owner"] ?? ""}/${parameters["repo"] ?? ""}`))
      : installations.find(([id]) => String(id) === wanted);
  if (found === undefined) throw notFound();
  const [id, repositories] = found;
  if (route === "GET /repos/{owner}/{repo}/installation")
    return { status: 200, body: { id, app_id: app.id, app_slug: app.slug, permissions: app.permissions ?? usual } };
  const allowed: Readonly<Record<string, string>> = app.permissions ?? usual;
  const asked = (body["permissions"] ?? allowed) as Readonly<Record<string, string>>;
  const isAllowed = ([name, level]: readonly [string, string]): boolean =>
    [level, "write"].includes(allowed[name] ?? "");
  if (!Object.entries(asked).every(isAllowed))
    throw new Refusal(422, "The permissions requested are not granted to this installation.");
  const issued = `ghs_${String(state.id())}`;
  const canResolve = asked["contents"] === "write";
  state.addToken(issued, `${app.slug}[bot]`, { appId: app.id, repositories, canResolve, permissions: asked });
  const expires = new Date(Date.now() + 3_600_000).toISOString();
  return {
    status: 201,
    body: { token: issued, expires_at: expires, permissions: asked, repository_selection: "selected" },
  };
}

/** Whether a JSON Web Token is signed with the app's key, and of now. */
function isSigned({ id, publicKey }: AppState, token: string): boolean {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const key = createPublicKey(publicKey);
  if (!verify("RSA-SHA256", Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, "base64url")))
    return false;
  const { iat, exp, iss } = JSON.parse(Buffer.from(payload, "base64url").toString()) as Readonly<
    Record<string, unknown>
  >;
  const now = Date.now() / 1000;
  const [from, until] = [Number(iat), Number(exp)];
  return String(iss) === String(id) && from <= now && now < until && until - from <= 600 + 60;
}
