import { readFileSync } from "node:fs";
import type { Review, ReviewedRepository, ReviewRequest } from "@lintel/bot";
import { pathsFromScanRoot } from "@lintel/core/node";
import { type GivenOptions, parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { whyUnreadable } from "../../output/file-error.js";
import { writeReport } from "../../output/report-file.js";
import { writeError, writeOut } from "../../output/streams.js";
import { dayOf } from "../day.js";
import { reviewHelp } from "./review-options.js";

/** `lintel review`. */
export async function reviewCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, reviewHelp.options);
  if (options.has("help")) return (await import("../help.js")).helpCommand(["review"]);
  const reviewed = await review(options);
  const text = await show(reviewed, options.last("format") ?? "markdown");
  const file = options.last("output");
  if (file === undefined) writeOut(text);
  const problem = file === undefined ? undefined : writeReport(file, text);
  if (problem === undefined) return exitCodeOf(reviewed.review);
  writeError(`lintel: The review cannot be written to ${file ?? "stdout"}. ${problem}\n`);
  return exitCodes.failure;
}

async function review(options: GivenOptions): Promise<ReviewedRepository> {
  const { reviewRepository, ReviewError } = await import("@lintel/bot");
  const { GitError } = await import("@lintel/git");
  try {
    return await reviewRepository(await requestOf(options));
  } catch (error) {
    if (error instanceof ReviewError) throw new UsageError(error.message, error.hint);
    if (error instanceof GitError) throw new UsageError(error.message);
    throw error;
  }
}

async function requestOf(options: GivenOptions): Promise<ReviewRequest> {
  const { defaultBranch, repositoryRoot } = await import("@lintel/git");
  const root = await repositoryRoot(".");
  const base = options.last("base") ?? (await defaultBranch("."));
  if (base === undefined) throw new UsageError("Which branch the change goes to cannot be told.", "Write --base REF.");
  const plan = options.last("plan");
  return {
    repository: ".",
    base,
    head: options.last("head") ?? "HEAD",
    paths: options.positionals.length === 0 ? undefined : pathsFromScanRoot(root, options.positionals),
    plan: plan === undefined ? undefined : readPlan(plan),
    today: dayOf(options.last("today")),
  };
}

function readPlan(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`The plan ${file} cannot be read.`, whyUnreadable(error, file));
  }
}

async function show({ review, configuration }: ReviewedRepository, format: string): Promise<string> {
  const { conversationOptions, writeArtifact, writeConversation, writeTranscript } = await import("@lintel/bot");
  if (format === "json") return writeArtifact(review);
  const manners = { suggestionFence: () => "suggestion", linkTo: undefined };
  return writeTranscript(writeConversation(review, conversationOptions(configuration.project, manners)));
}

function exitCodeOf({ conclusion }: Review): number {
  return { success: exitCodes.clean, failure: exitCodes.findings, neutral: exitCodes.failure }[conclusion];
}
