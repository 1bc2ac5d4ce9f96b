import { readFileSync } from "node:fs";
import type { Review, ReviewedRepository, ReviewRequest } from "@lintel/bot";
import { pathsFromScanRoot } from "@lintel/core/node";
import type { GivenOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { whyUnreadable } from "../../output/file-error.js";
import { dayOf } from "../day.js";

/** What is reviewed where the command line does not say. */
export interface ReviewDefaults {
  readonly base: string | undefined;
  readonly head: string;
}

/** Makes the review that a command line asks for. @throws UsageError where that is not possible. */
export async function makeReview(options: GivenOptions, defaults: ReviewDefaults): Promise<ReviewedRepository> {
  const { reviewRepository } = await import("@lintel/bot");
  return forPeople(async () => reviewRepository(await requestOf(options, defaults)));
}

/** Lets something be done, and puts what hinders it as people are told. @throws UsageError */
export async function forPeople<T>(action: () => Promise<T>): Promise<T> {
  const { ReviewError } = await import("@lintel/bot");
  const { GitError } = await import("@lintel/git");
  try {
    return await action();
  } catch (error) {
    if (error instanceof ReviewError) throw new UsageError(error.message, error.hint);
    if (error instanceof GitError) throw new UsageError(error.message);
    throw error;
  }
}

async function requestOf(options: GivenOptions, defaults: ReviewDefaults): Promise<ReviewRequest> {
  const { defaultBranch, repositoryDirectory } = await import("@lintel/git");
  const root = await repositoryDirectory(".");
  const base = options.last("base") ?? defaults.base ?? (await defaultBranch("."));
  if (base === undefined) throw new UsageError("Which branch the change goes to cannot be told.", "Write --base REF.");
  const plan = options.last("plan");
  return {
    repository: ".",
    base,
    head: options.last("head") ?? defaults.head,
    paths: options.positionals.length === 0 ? undefined : pathsFromScanRoot(root, options.positionals),
    plan: plan === undefined ? undefined : readInput(plan, "plan"),
    today: dayOf(options.last("today")),
  };
}

/** Reads a file that an option names. @throws UsageError where it cannot be read. */
export function readInput(file: string, what: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`The ${what} ${file} cannot be read.`, whyUnreadable(error, file));
  }
}

/** The exit code that tells a pipeline what came of a review. */
export function exitCodeOf({ conclusion }: Review): number {
  return { success: exitCodes.clean, failure: exitCodes.findings, neutral: exitCodes.failure }[conclusion];
}
