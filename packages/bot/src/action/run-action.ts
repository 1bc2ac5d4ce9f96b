import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GitError } from "@lintel/git";
import { loadReporter } from "@lintel/reporters";
import { readArtifact, writeArtifact } from "../artifact/artifact.js";
import { conversationOptions } from "../conversation/options.js";
import { headline } from "../conversation/summary.js";
import { writeTranscript } from "../conversation/transcript.js";
import { writeConversation } from "../conversation/write-conversation.js";
import { ReviewError } from "../engine/review-error.js";
import { reviewRepository, type ReviewedRepository } from "../engine/review-repository.js";
import { HostError } from "../host/code-host.js";
import type { Published } from "../publish/publish.js";
import type { Review } from "../review/review.js";
import { findBase, prepareArtifact, publishReview } from "../shells/publish-review.js";
import { isFromFork, readEvent, type PullRequestEvent } from "./events.js";
import { readInputs, type ActionInputs } from "./inputs.js";
import { findPullRequest, pullRequestTarget } from "./pull-request-target.js";
import { command } from "./workflow-command.js";

/** The variables of a step. */
export type StepEnvironment = Readonly<Record<string, string | undefined>>;

/** The page of a run holds a megabyte. */
const longestPage = 900_000;

/**
 * Runs a step of the Action, and returns its exit code. On pull requests of the repository's own branches it reviews and publishes; on those from forks, whose
 * workflows get no token that may write, it scans and leaves the review as a file, which a workflow that runs afterwards publishes.
 */
export async function runAction(environment: StepEnvironment, write: (line: string) => void): Promise<number> {
  try {
    const inputs = readInputs(environment);
    if (inputs.token !== undefined) write(command("add-mask", inputs.token));
    const { review, published } = await reviewOf(inputs, environment, write);
    const denied = published?.denied ?? [];
    for (const what of denied) write(command("error", `Lintel could not say all of it. ${what}`));
    output(environment, "conclusion", review.conclusion);
    write(command(review.conclusion === "failure" ? "error" : "notice", `Lintel: ${headline(review)}`));
    for (const why of published?.threadsLeft ?? []) {
      write(
        command("warning", `Lintel could not resolve a thread: the token needs the permission contents: write. ${why}`),
      );
    }
    if (denied.length > 0) return 2;
    return review.conclusion === "failure" && inputs.fails ? 1 : 0;
  } catch (error) {
    const isTold = error instanceof ReviewError || error instanceof GitError || error instanceof HostError;
    if (!isTold) throw error;
    const hint = error instanceof ReviewError && error.hint !== undefined ? ` ${error.hint}` : "";
    write(command("error", `Lintel could not review this. ${error.message}${hint}`));
    return 2;
  }
}

/** A review, and what was done at GitHub, where it was published. */
interface Reviewed {
  readonly review: Review;
  readonly published?: Published;
}

async function reviewOf(
  inputs: ActionInputs,
  environment: StepEnvironment,
  write: (line: string) => void,
): Promise<Reviewed> {
  const event = readEvent(environment["GITHUB_EVENT_PATH"] ?? "");
  if (event.kind === "workflow-run") {
    if (inputs.mode === "scan" || inputs.mode === "review") throw wrongEvent(inputs.mode);
    return publishArtifact(inputs, environment, await findPullRequest(event.run, inputs, environment));
  }
  const { pullRequest } = event;
  const mode = inputs.mode === "auto" ? (isFromFork(pullRequest) ? "scan" : "review") : inputs.mode;
  if (mode === "publish") return publishArtifact(inputs, environment, pullRequest);
  const reviewed = await scan(inputs, environment, pullRequest);
  const { review, configuration } = reviewed;
  showOnPage(reviewed, environment);
  if (inputs.sarif !== undefined) await writeSarif(reviewed, join(workspaceOf(environment), inputs.sarif));
  if (mode === "scan") {
    writeFileSync(join(workspaceOf(environment), inputs.artifact), writeArtifact(review));
    output(environment, "artifact", inputs.artifact);
    write(command("notice", `Lintel leaves its review in ${inputs.artifact}, for a workflow with a token to publish.`));
    return { review };
  }
  const target = pullRequestTarget(pullRequest, inputs, environment);
  return { review, published: await publishReview(target, review, configuration.project) };
}

function wrongEvent(mode: string): ReviewError {
  return new ReviewError(
    `The mode ${mode} needs a pull request.`,
    "After a workflow_run there is only publishing to do.",
  );
}

async function scan(
  { paths, plan }: ActionInputs,
  environment: StepEnvironment,
  { base, head }: PullRequestEvent,
): Promise<ReviewedRepository> {
  const repository = workspaceOf(environment);
  return reviewRepository({
    repository,
    base: await findBase(repository, { bases: [`refs/remotes/origin/${base.ref}`, base.sha] }),
    head: head.sha,
    paths,
    plan: plan === undefined ? undefined : readPlan(join(repository, plan)),
    today: new Date().toISOString().slice(0, 10),
  });
}

function readPlan(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new ReviewError(`The plan ${file} cannot be read.`, "terraform show -json writes one.");
  }
}

/** The file comes from a run that a fork may have altered: what it says is checked, and that it is about this commit. */
async function publishArtifact(
  inputs: ActionInputs,
  environment: StepEnvironment,
  pullRequest: PullRequestEvent,
): Promise<Reviewed> {
  const workspace = workspaceOf(environment);
  const read = readArtifact(readText(join(workspace, inputs.artifact)));
  if ("problem" in read)
    throw new ReviewError(`${inputs.artifact} is no review that can be published. ${read.problem}`);
  if (read.review.head !== pullRequest.head.sha) {
    throw new ReviewError(`${inputs.artifact} is the review of another commit than the pull request is at.`);
  }
  const target = pullRequestTarget(pullRequest, inputs, environment);
  const { review, project } = await prepareArtifact(workspace, target, read.review);
  return { review, published: await publishReview(target, review, project) };
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new ReviewError(`${file} cannot be read.`, "A step before this one downloads it.");
  }
}

function workspaceOf(environment: StepEnvironment): string {
  return environment["GITHUB_WORKSPACE"] ?? ".";
}

function showOnPage({ review, configuration: { project } }: ReviewedRepository, environment: StepEnvironment): void {
  const page = environment["GITHUB_STEP_SUMMARY"];
  if (page === undefined) return;
  const manners = { suggestionFence: undefined, linkTo: undefined, hasCommands: false };
  const conversation = writeConversation(review, conversationOptions(project, manners));
  appendFileSync(page, writeTranscript(conversation).slice(0, longestPage));
}

/** For code scanning, which shows what is new by itself. */
async function writeSarif({ result }: ReviewedRepository, file: string): Promise<void> {
  const report = await loadReporter("sarif");
  writeFileSync(file, report(result));
}

function output(environment: StepEnvironment, name: string, value: string): void {
  const file = environment["GITHUB_OUTPUT"];
  if (file !== undefined) appendFileSync(file, `${name}=${value.replace(/[\r\n]/g, " ")}\n`);
}
