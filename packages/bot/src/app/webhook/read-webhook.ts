import { z } from "zod";
import { parseCommand } from "../../commands/parse-command.js";
import { jobSchema, type Job } from "../job.js";

/** What a webhook asks for: jobs, or nothing, and why. */
export type ReadWebhook =
  | { readonly kind: "jobs"; readonly jobs: readonly Job[] }
  | { readonly kind: "ignored"; readonly why: string }
  /** It is not what GitHub sends. */
  | { readonly kind: "invalid" };

const user = z.object({ login: z.string(), type: z.string().optional() });

const common = z.object({
  action: z.string().optional(),
  installation: z.object({ id: z.number() }).optional(),
  repository: z.object({ name: z.string(), owner: z.object({ login: z.string() }) }).optional(),
  sender: user.optional(),
});

const pullRequestEvent = z.object({
  pull_request: z.object({ number: z.number(), state: z.string() }),
  changes: z.looseObject({ base: z.unknown().optional() }).optional(),
});

const comment = z.object({ id: z.number(), body: z.string().nullable(), user: user.nullable() });

const issueCommentEvent = z.object({
  issue: z.object({ number: z.number(), pull_request: z.unknown().optional() }),
  comment,
});

const reviewCommentEvent = z.object({
  pull_request: z.object({ number: z.number() }),
  comment: comment.extend({
    path: z.string(),
    line: z.number().nullish(),
    start_line: z.number().nullish(),
    side: z.string().nullish(),
  }),
});

const pullRequests = z.array(z.object({ number: z.number() })).optional();
const run = z.object({
  head_sha: z.string(),
  app: z.object({ id: z.number() }).nullish(),
  pull_requests: pullRequests,
});

const reviewedActions = new Set(["opened", "synchronize", "reopened", "ready_for_review", "edited"]);

/** Where a job is to be done. */
type Place = Pick<Job, "installation" | "owner" | "repo" | "delivery">;

/** Reads what a webhook asks for. Its signature has been verified. */
export function readWebhook(event: string, delivery: string, body: unknown, appId: string): ReadWebhook {
  const { success, data } = common.safeParse(body);
  if (!success) return { kind: "invalid" };
  const { action = "", installation, repository, sender } = data;
  if (!["pull_request", "issue_comment", "pull_request_review_comment", "check_run", "check_suite"].includes(event)) {
    return ignored("nothing is done about this event");
  }
  if (repository === undefined) return { kind: "invalid" };
  if (installation === undefined) return ignored("it comes from no installation");
  const place = { installation: installation.id, owner: repository.owner.login, repo: repository.name, delivery };
  switch (event) {
    case "pull_request":
      return readPullRequest(action, place, body);
    case "check_run":
    case "check_suite":
      return readRerequest(event, action, place, body, appId);
    default:
      return readComment(event, action, place, body, sender);
  }
}

function readPullRequest(action: string, place: Place, body: unknown): ReadWebhook {
  const { success, data } = pullRequestEvent.safeParse(body);
  if (!success) return { kind: "invalid" };
  if (!reviewedActions.has(action)) return ignored("nothing to review in this");
  if (action === "edited" && data.changes?.base === undefined) return ignored("only its text was edited");
  if (data.pull_request.state !== "open") return ignored("it is closed");
  return jobs({ kind: "review", ...place, number: data.pull_request.number });
}

function readRerequest(event: string, action: string, place: Place, body: unknown, appId: string): ReadWebhook {
  if (action !== "rerequested") return ignored("no review is asked for");
  const { success, data } = z.object({ [event]: run }).safeParse(body);
  const asked = data?.[event];
  if (!success || asked === undefined) return { kind: "invalid" };
  if (/^\d+$/.test(appId) && asked.app?.id !== Number(appId)) return ignored("it is another App's");
  // Pull requests from forks are not among them.
  const numbers = asked.pull_requests ?? [];
  if (numbers.length === 0) return jobs({ kind: "recheck", ...place, head: asked.head_sha });
  return jobs(...numbers.map(({ number }) => ({ kind: "review" as const, ...place, number })));
}

function readComment(
  event: string,
  action: string,
  place: Place,
  body: unknown,
  sender: z.infer<typeof user> | undefined,
): ReadWebhook {
  if (action !== "created") return ignored("only new comments are read");
  const schema = event === "issue_comment" ? issueCommentEvent : reviewCommentEvent;
  const { success, data } = schema.safeParse(body);
  if (!success) return { kind: "invalid" };
  if ("issue" in data && data.issue.pull_request === undefined) return ignored("it is no pull request");
  const { id, user: author, body: text } = data.comment;
  // Our own comments are a bot's, too.
  if (author === null || [author, sender].some((each) => each?.type === "Bot")) return ignored("a bot wrote it");
  const command = parseCommand(text ?? "");
  if (command === undefined) return ignored("it holds no command");
  return jobs({
    kind: "answer",
    ...place,
    number: "issue" in data ? data.issue.number : data.pull_request.number,
    commentId: id,
    on: "issue" in data ? "conversation" : "lines",
    author: author.login,
    command: command.kind === "ignore" ? withoutUndefined(command) : command,
    ...("issue" in data ? {} : linesOf(data.comment)),
  });
}

function linesOf({ path, line, start_line: start, side }: z.infer<typeof reviewCommentEvent>["comment"]): {
  lines?: { file: string; first: number; last: number };
} {
  if (typeof line !== "number" || side === "LEFT") return {};
  return { lines: { file: path, first: start ?? line, last: line } };
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}

function ignored(why: string): ReadWebhook {
  return { kind: "ignored", why };
}

/** Names and numbers become parts of addresses and paths: what is not a job's is none of GitHub's. */
function jobs(...all: readonly unknown[]): ReadWebhook {
  const read = z.array(jobSchema).safeParse(all);
  return read.success ? { kind: "jobs", jobs: read.data } : { kind: "invalid" };
}
