import {
  compareScans,
  openSession,
  scan,
  version,
  type Finding,
  type ScanOptions,
  type ScanResult,
  type SessionScan,
} from "@lintel/core";
import { createTreeHost, mergeBase, repositoryDirectory, resolveCommit, type TreeHost } from "@lintel/git";
import { policies as shipped } from "@lintel/policies";
import type { ChangeSet } from "../change/change-set.js";
import { readChangeSet } from "../change/diff.js";
import { codeOwnersPaths, noOwners, readCodeOwners, type CodeOwners } from "../review/code-owners.js";
import { makeReview } from "../review/make-review.js";
import { readPlannedChanges } from "../review/planned-changes.js";
import type { NotReviewed, Review } from "../review/review.js";
import { readBaseConfiguration, refuse, type BaseConfiguration } from "./base-configuration.js";
import { blockingOf, toldBy } from "./blocking.js";
import type { KeptRecord, RecordCache } from "./record-cache.js";
import { ReviewError } from "./review-error.js";

/** What to review. */
export interface ReviewRequest {
  /** A directory inside the clone. Its working tree is not looked at, so it may be a bare one. */
  readonly repository: string;
  /** The branch that the change goes to, or a commit of it. */
  readonly base: string;
  /** The change's own branch or commit. */
  readonly head: string;
  /** What is scanned, relative to the top of the repository; everything unless given. */
  readonly paths?: readonly string[] | undefined;
  /** The text of a plan, as `terraform show -json` prints it. */
  readonly plan?: string | undefined;
  /** The day that dates are compared with, `YYYY-MM-DD`. */
  readonly today: string;
  readonly cache?: RecordCache | undefined;
  /** What else could not be reviewed, or is to be known of the change: `It conflicts with main.` */
  readonly notes?: readonly string[] | undefined;
}

/** A review, and how the base's configuration wants it told. */
export interface ReviewedRepository {
  readonly review: Review;
  readonly configuration: BaseConfiguration;
  /** The scan of the head, in which findings say whether they are new: for reports beside the review. */
  readonly result: ScanResult;
}

/** What is compared: two commits, and the files of each. */
interface Revisions {
  readonly change: ChangeSet;
  readonly before: TreeHost;
  readonly after: TreeHost;
}

/**
 * Reviews what a branch changes since it left the other one. Both sides are scanned whole, with the configuration of the branch that
 * the change goes to. @throws GitError and ReviewError, with sentences for people, where that is not possible.
 */
export async function reviewRepository(request: ReviewRequest): Promise<ReviewedRepository> {
  const root = await repositoryDirectory(request.repository);
  const tip = await resolveCommit(root, request.base);
  const head = await resolveCommit(root, request.head);
  const base = await mergeBase(root, tip, head);
  const change = await readChangeSet(root, base, head);
  const before = await createTreeHost(root, base);
  const after = await createTreeHost(root, head, { sharing: before });
  const configured = tip === base ? before : await createTreeHost(root, tip, { sharing: before });
  const paths = request.paths ?? [""];
  const configuration = await readBaseConfiguration(configured, paths);
  const options: ScanOptions = { paths, today: request.today, ...configuration.options };
  const revisions = { change, before, after };
  const { record, later } = await scanBoth(revisions, options, request.cache, `${configured.tree} ${request.today}`);
  const { project } = configuration;
  refuse(project);
  const comparison = compareScans(record, later);
  const review = await makeReview({
    change,
    compared: {
      before: record,
      comparison: onlyTold(comparison, toldBy(project)),
      loadPolicies: async (ids) => [...(await shipped.load(new Set(ids))), ...configuration.ownPolicies],
      passesBefore: (policy) => scan({ ...options, host: before, policy, includePassed: true }),
    },
    owners: readOwners(configured),
    planned: request.plan === undefined ? undefined : await readPlan(request.plan),
    notReviewed: [...configuration.notes, ...notReviewed(revisions, request.notes ?? [])],
    readBase: (file) => textOf(before, file),
    readHead: (file) => textOf(after, file),
    isBlocking: blockingOf(project),
  });
  return { review, configuration, result: comparison.result };
}

/** Scans what was there before, unless that is known, and then what the change can affect. */
async function scanBoth(
  { change, before, after }: Revisions,
  options: ScanOptions,
  cache: RecordCache | undefined,
  configurationKey: string,
): Promise<{ readonly record: KeptRecord; readonly later: SessionScan }> {
  const key = [version, before.tree, configurationKey, ...options.paths].join(" ");
  const known = cache?.get(key);
  if (known !== undefined) {
    const { scan: later } = await openSession({ ...options, host: after });
    return { record: known, later };
  }
  const session = await openSession({ ...options, host: before });
  const record = { ...session.scan.record, diagnostics: session.scan.result.diagnostics };
  cache?.set(key, record);
  const touched = change.files.flatMap(({ path, previousPath }) => [
    path,
    ...(previousPath === undefined ? [] : [previousPath]),
  ]);
  return { record, later: await session.update(touched, after) };
}

function onlyTold(
  comparison: ReturnType<typeof compareScans>,
  isWanted: (finding: Finding) => boolean,
): ReturnType<typeof compareScans> {
  return {
    ...comparison,
    added: comparison.added.filter(isWanted),
    nowUnknown: comparison.nowUnknown.filter(isWanted),
  };
}

/** Reads who owns the files of a commit, as its own CODEOWNERS says. */
export function readOwners(host: TreeHost): CodeOwners {
  for (const path of codeOwnersPaths) {
    const text = textOf(host, path);
    if (text !== undefined) return readCodeOwners(text);
  }
  return noOwners;
}

function textOf(host: TreeHost, path: string): string | undefined {
  const bytes = host.readFile(path);
  return bytes.ok ? new TextDecoder().decode(bytes.value) : undefined;
}

/** A plan comes from a pipeline that the change may have altered: it is read, and nothing else. */
async function readPlan(text: string): Promise<Review["planned"]> {
  const planned = await readPlannedChanges(text);
  if (planned === undefined) throw new ReviewError("The plan is not what terraform show -json prints.");
  return planned;
}

/** What the comparison of two commits cannot tell of a change. */
function notReviewed({ change, after, before }: Revisions, notes: readonly string[]): readonly NotReviewed[] {
  const submodules = new Set([...before.submodules, ...after.submodules]);
  const altered = change.files.filter(({ path }) => submodules.has(path)).map(({ path }) => path);
  const said = notes.map((what) => ({ what, location: undefined }));
  if (altered.length === 0) return said;
  const what = `What changes in submodules is not in this repository and was not reviewed: ${altered.join(", ")}.`;
  return [...said, { what, location: undefined }];
}
