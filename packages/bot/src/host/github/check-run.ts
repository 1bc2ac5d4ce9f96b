import { createHash } from "node:crypto";
import type { Annotation, Check } from "../../conversation/conversation.js";
import type { GitHubClient } from "./client.js";

/** What GitHub takes in one request. */
const annotationsAtOnce = 50;

interface CheckRun {
  readonly id: number;
  readonly status: string;
  readonly external_id: string | null;
  readonly output: { readonly annotations_count: number };
}

/** Where a check is published, and by which name. */
interface CheckPlace {
  readonly owner: string;
  readonly repo: string;
  readonly name: string;
  /** What is done before a check is published that is not there yet. */
  readonly atTheEnd?: (() => Promise<void>) | undefined;
}

/**
 * Publishes a check as a run that is known by what it says. One that says the same is left alone; one that was cut off in the middle is gone on with,
 * since GitHub only ever adds annotations; one that says something else is followed by a new one, which takes its place.
 */
export async function publishCheck(
  client: GitHubClient,
  { owner, repo, name, atTheEnd }: CheckPlace,
  check: Check,
  head: string,
): Promise<void> {
  const repository = { owner, repo };
  const identity = createHash("sha256")
    .update(JSON.stringify([name, head, check]))
    .digest("hex")
    .slice(0, 32);
  const { check_runs: runs } = await client.rest<{ check_runs: readonly CheckRun[] }>(
    "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
    { ...repository, ref: head, check_name: name, filter: "latest", per_page: 100 },
  );
  const known = runs.find(({ external_id }) => external_id === identity);
  if (known?.status === "completed") return;
  await atTheEnd?.();
  const run =
    known ??
    (await client.restOnce<CheckRun>("POST /repos/{owner}/{repo}/check-runs", {
      ...{ ...repository, name, head_sha: head, external_id: identity, status: "in_progress" },
    }));
  const update = "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}";
  const output = { title: check.title, summary: check.summary };
  const { annotations } = check;
  for (let at = known?.output.annotations_count ?? 0; at < annotations.length; at += annotationsAtOnce) {
    await client.restOnce(update, {
      ...{ ...repository, check_run_id: run.id },
      output: { ...output, annotations: annotations.slice(at, at + annotationsAtOnce).map(annotationOf) },
    });
  }
  await client.rest(update, {
    ...{ ...repository, check_run_id: run.id, status: "completed", conclusion: check.conclusion, output },
  });
}

function annotationOf({ file, first, last, level, title, message }: Annotation): Readonly<Record<string, unknown>> {
  return {
    path: file,
    start_line: first,
    end_line: last,
    annotation_level: level,
    title: title.slice(0, 255),
    message: message.slice(0, 10_000),
  };
}
