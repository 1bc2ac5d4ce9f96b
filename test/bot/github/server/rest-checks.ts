import { invalid, notFound, Refusal, type Answer } from "./answer.js";
import { checkRunJson } from "./json.js";
import type { RestRequest } from "./rest.js";
import type { PostedCheckRun } from "./state.js";

/** What GitHub takes in one request. */
const annotationsAtOnce = 50;

interface Output {
  readonly title?: string;
  readonly summary?: string;
  readonly annotations?: readonly Readonly<Record<string, unknown>>[];
}

export function listCheckRuns({ repository, parameters, query, url }: RestRequest): Answer {
  const ref = parameters["ref"] ?? "";
  const name = query.get("check_name");
  const own = repository().checkRuns.filter((run) => run.head === ref && (name === null || run.name === name));
  // Of runs of the same app with the same name only the newest is the latest.
  const isLatest = (run: PostedCheckRun): boolean =>
    !own.some((other) => other.id > run.id && other.name === run.name && other.appId === run.appId);
  const shown = query.get("filter") === "all" ? own : own.filter(isLatest);
  return { status: 200, isList: true, body: shown.toReversed().map((run) => checkRunJson(url, run)) };
}

export function createCheckRun({ repository, state, access, body, url, write }: RestRequest): Answer {
  const { checkRuns, diffs } = repository();
  write();
  const head = String(body["head_sha"]);
  if (!diffs.hasCommit(head)) throw new Refusal(422, `No commit found for SHA: ${head}`);
  const run: PostedCheckRun = {
    ...{ id: state.id(), name: String(body["name"]), head, appId: writer(access.appId), externalId: null },
    ...{ status: "queued", conclusion: null, title: null, summary: null, annotations: [] },
  };
  update(run, body);
  checkRuns.push(run);
  return { status: 201, body: checkRunJson(url, run) };
}

export function editCheckRun(request: RestRequest): Answer {
  const { access, body, url, write } = request;
  const run = find(request);
  write();
  if (writer(access.appId) !== run.appId)
    throw new Refusal(403, "Invalid app_id - check run can only be modified by its GitHub App");
  update(run, body);
  return { status: 200, body: checkRunJson(url, run) };
}

export function getCheckRun(request: RestRequest): Answer {
  return { status: 200, body: checkRunJson(request.url, find(request)) };
}

export function listAnnotations(request: RestRequest): Answer {
  return { status: 200, isList: true, body: find(request).annotations };
}

function find({ repository, parameters }: RestRequest): PostedCheckRun {
  const found = repository().checkRuns.find(({ id }) => String(id) === parameters["check_run_id"]);
  if (found === undefined) throw notFound();
  return found;
}

function writer(appId: number | undefined): number {
  if (appId === undefined) throw new Refusal(403, "You must authenticate via a GitHub App.");
  return appId;
}

/** Annotations are only ever added; a conclusion completes the run. */
function update(run: PostedCheckRun, body: Readonly<Record<string, unknown>>): void {
  const { name, external_id: externalId, status, conclusion, output } = body;
  const { title, summary, annotations = [] } = (output ?? {}) as Output;
  if (annotations.length > annotationsAtOnce) {
    throw invalid(`No more than ${annotationsAtOnce} items are allowed; ${annotations.length} were supplied.`);
  }
  if (status === "completed" && conclusion === undefined) throw invalid("conclusion is missing");
  if (typeof name === "string") run.name = name;
  if (typeof externalId === "string") run.externalId = externalId;
  if (typeof status === "string") run.status = status;
  if (typeof conclusion === "string") Object.assign(run, { conclusion, status: "completed" });
  if (title !== undefined) run.title = title;
  if (summary !== undefined) run.summary = summary;
  run.annotations.push(...annotations);
}
