import type { ReviewedRepository } from "@lintel/bot";
import { parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { writeReport } from "../../output/report-file.js";
import { writeError, writeOut } from "../../output/streams.js";
import { exitCodeOf, makeReview } from "./review-request.js";
import { reviewHelp } from "./review-options.js";

/** `lintel review`. */
export async function reviewCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, reviewHelp.options);
  if (options.has("help")) return (await import("../help.js")).helpCommand(["review"]);
  const host = options.last("publish");
  if (host !== undefined) return (await import("./publish.js")).publishCommand(host, options);
  for (const name of ["from", "no-check"]) {
    if (options.has(name))
      throw new UsageError(`--${name} is for reviews that are published.`, "Write --publish HOST.");
  }
  const reviewed = await makeReview(options, { base: undefined, head: "HEAD" });
  const text = await show(reviewed, options.last("format") ?? "markdown");
  const file = options.last("output");
  if (file === undefined) writeOut(text);
  const problem = file === undefined ? undefined : writeReport(file, text);
  if (problem === undefined) return exitCodeOf(reviewed.review);
  writeError(`lintel: The review cannot be written to ${file ?? "stdout"}. ${problem}\n`);
  return exitCodes.failure;
}

async function show({ review, configuration }: ReviewedRepository, format: string): Promise<string> {
  const { conversationOptions, writeArtifact, writeConversation, writeTranscript } = await import("@lintel/bot");
  if (format === "json") return writeArtifact(review);
  const manners = { suggestionFence: () => "suggestion", linkTo: undefined, hasCommands: false };
  return writeTranscript(writeConversation(review, conversationOptions(configuration.project, manners)));
}
