import { aliasesOf, type Policy } from "@lintel/core";
import { policies as shipped } from "@lintel/policies";
import { answerCommand, type CommentedLines } from "../../commands/answer.js";
import type { CommentCommand } from "../../commands/parse-command.js";
import { HostError } from "../../host/code-host.js";
import type { AnswerJob } from "../job.js";
import { answerOnce, mayWrite, readPull } from "./github-pull.js";
import type { Outcome, Services } from "./services.js";

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
  const policies = await shipped.load(new Set(shipped.entries.map(({ id }) => id)));
  const body = await answerCommand(command, {
    findPolicy: (name) => Promise.resolve(policies.find((policy) => isCalled(policy, name))),
    policyNames: policies.flatMap((policy) => [policy.id, ...aliasesOf(policy)]),
    lines: await readLines(services, job, pull.head),
    author: job.author,
    suggestionFence: () => "suggestion",
  });
  signal.throwIfAborted();
  return { outcome: (await answerOnce(client, job, body)) ? "answered" : "answered-before" };
}

/** As it was before it was kept, where what is undefined is left out. */
function commandOf({ command }: AnswerJob): CommentCommand {
  return command.kind === "ignore" ? { ...command, until: command.until, reason: command.reason } : command;
}

function isCalled(policy: Policy, name: string): boolean {
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
