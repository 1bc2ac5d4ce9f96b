import type { Published, PublishTarget, ReviewToPublish } from "@lintel/bot";
import type { GivenOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { writeError, writeOut } from "../../output/streams.js";
import { exitCodeOf, forPeople, makeReview, readInput } from "./review-request.js";

/** What says how a review is made, which is done already where one is published that another step made. */
const ofMaking = ["base", "head", "plan", "today"];

/** `lintel review --publish HOST`: tells the pull request of a job's own what a review found. */
export async function publishCommand(name: string, options: GivenOptions): Promise<number> {
  const { publishingHosts, publishReview, publishTarget } = await import("@lintel/bot");
  const host = publishingHosts.find((each) => each === name);
  if (host === undefined)
    throw new UsageError(`There is no host ${name}.`, `Write one of ${publishingHosts.join(", ")}.`);
  refuseOthers(options);
  const onWait = (what: string): void => writeError(`lintel: ${what}\n`);
  return forPeople(async () => {
    const target = publishTarget(host, process.env, { hasCheck: !options.has("no-check"), onWait });
    const { review, project } = await reviewFor(target, options);
    const published = await publishReview(target, review, project);
    writeOut(`${describe(published)}\n`);
    for (const { comment, why } of published.refused) {
      writeError(`lintel: ${comment.file}:${comment.first} got no comment, and is in the summary alone. ${why}\n`);
    }
    for (const what of published.denied) writeError(`lintel: Not all of it could be told. ${what}\n`);
    return published.denied.length > 0 ? exitCodes.failure : exitCodeOf(review);
  });
}

function refuseOthers(options: GivenOptions): void {
  const [path] = options.has("from") ? options.positionals : [];
  if (path !== undefined) {
    throw new UsageError(
      `${path} cannot be reviewed where a review is published that is made already.`,
      "Leave it out.",
    );
  }
  const unwanted = ["format", "output", ...(options.has("from") ? ofMaking : [])].find((each) => options.has(each));
  if (unwanted === undefined) return;
  throw new UsageError(
    `--${unwanted} says nothing where ${options.has("from") ? "a review that is made already" : "a review"} is published.`,
    "Make the review in one step, with --format json --output FILE, and publish it in another, with --from FILE.",
  );
}

async function reviewFor(target: PublishTarget, options: GivenOptions): Promise<ReviewToPublish> {
  const { findBase, prepareArtifact, readArtifact } = await import("@lintel/bot");
  const file = options.last("from");
  if (file === undefined) {
    const base = options.last("base") ?? (await findBase(".", target));
    const { review, configuration } = await makeReview(options, { base, head: target.head });
    return { review, project: configuration.project };
  }
  const read = readArtifact(readInput(file, "review"));
  if ("problem" in read) throw new UsageError(`${file} is no review that can be published. ${read.problem}`);
  return prepareArtifact(".", target, read.review);
}

function describe({ posted, edited, resolved, reopened, postponed, refused }: Published): string {
  const done = [
    [posted, "posted"],
    [edited, "brought up to date"],
    [resolved, "resolved"],
    [reopened, "opened again"],
    [postponed + refused.length, "in the summary alone"],
  ] as const;
  const said = done.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]));
  return `Published. Comments: ${said.length === 0 ? "nothing to do" : said.join(", ")}.`;
}
