import { aliasesOf } from "@lintel/core";
import { policies as shipped } from "@lintel/policies";
import { answerCommand, type CommentedLines, type ExplainablePolicy } from "../../commands/answer.js";
import type { CommentCommand } from "../../commands/parse-command.js";
import { prose } from "../../conversation/markdown.js";
import { HostError } from "../../host/code-host.js";
import type { AnswerJob } from "../job.js";
import { answerOnce, mayWrite, readPull, type PullRequest } from "./github-pull.js";
import type { Outcome, Services } from "./services.js";
import { withChange } from "./with-change.js";

/** Obeys a command, if whoever gave it may write to the repository; whoever may not is not even answered. */
export async function doAnswer(services: Services, job: AnswerJob, signal: AbortSignal): Promise<Outcome> {
  const client = services.connect(await services.tokens.forPublishing(job));
  if (!(await mayWrite(client, job, job.author))) return { outcome: "not-allowed" };
  const pull = await readPull(client, job, job.number);
  if (pull === undefined) return { outcome: "gone" };
  const command = commandOf(job);
  if (command.kind === "rescan") {
    const { installation, owner, repo, delivery, number } = job;
    await services.enqueue({ kind: "review", installation, owner, repo, delivery, number });
    return { outcome: "rescan" };
  }
  const { policies, problem } = await findPolicies(services, job, pull, signal);
  const answer = await answerCommand(command, {
    findPolicy: (name) => Promise.resolve(policies.find((policy) => isCalled(policy, name))),
    policyNames: policies.flatMap((policy) => [policy.id, ...aliasesOf(policy)]),
    lines: await readLines(services, job, pull.head),
    author: job.author,
    suggestionFence: () => "suggestion",
  });
  signal.throwIfAborted();
  const body = problem === undefined ? answer : `${answer} ${prose(problem)}`;
  return { outcome: (await answerOnce(client, job, body)) ? "answered" : "answered-before" };
}

/** Those that come with Lintel; and those that the base names, if it is none of these that is asked for. */
async function findPolicies(
  services: Services,
  job: AnswerJob,
  pull: PullRequest,
  signal: AbortSignal,
): Promise<{ readonly policies: readonly ExplainablePolicy[]; readonly problem?: string }> {
  const policies = await shipped.load(new Set(shipped.entries.map(({ id }) => id)));
  const { command } = job;
  if (command.kind !== "explain" && command.kind !== "ignore") return { policies };
  if (policies.some((policy) => isCalled(policy, command.policy))) return { policies };
  const reply = await withChange(services, job, pull, signal, ({ repository, base }) =>
    services.reviewers.readPolicies({ repository, base }, signal),
  );
  if (reply.kind === "broken") throw new Error(reply.message);
  if (reply.kind === "not-reviewed") return { policies, problem: reply.why };
  return { policies: [...policies, ...reply.policies] };
}

/** As it was before it was kept, where what is undefined is left out. */
function commandOf({ command }: AnswerJob): CommentCommand {
  return command.kind === "ignore" ? { ...command, until: command.until, reason: command.reason } : command;
}

function isCalled(policy: ExplainablePolicy, name: string): boolean {
  const wanted = name.toLowerCase();
  return [policy.id, ...aliasesOf(policy)].some((each) => each.toLowerCase() === wanted);
}

const mostLines = 100;

/** The lines that the comment stands on, as they are in the head. */
async function readLines(services: Services, job: AnswerJob, head: string): Promise<CommentedLines | undefined> {
  const { lines, owner, repo } = job;
  if (lines === undefined || lines.last - lines.first >= mostLines || job.command.kind !== "ignore") return undefined;
  const { file, first, last } = lines;
  const client = services.connect(await services.tokens.forReading(job));
  try {
    const found = await client.rest<{ type?: string; encoding?: string; content?: string }>(
      "GET /repos/{owner}/{repo}/contents/{path}",
      { owner, repo, path: file, ref: head },
    );
    if (found.type !== "file" || found.encoding !== "base64") return undefined;
    const text = Buffer.from(found.content ?? "", "base64").toString("utf8");
    return { file, lines: text.split(/\r?\n/).slice(first - 1, last) };
  } catch (error) {
    if (error instanceof HostError && error.status === 404) return undefined;
    throw error;
  }
}
