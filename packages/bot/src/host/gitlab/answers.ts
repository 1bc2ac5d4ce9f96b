import { z } from "zod";

// What is used of GitLab's answers; the rest of them is left alone.
const id = z.number().int();
const user = z.object({ id });

/** `GET /user` */
export const userAnswer = user;

/** `GET /projects/:id/merge_requests/:iid` */
export const mergeRequestAnswer = z.object({
  sha: z.string(),
  /** Null until GitLab has worked out the diff. */
  diff_refs: z.object({ base_sha: z.string(), head_sha: z.string(), start_sha: z.string() }).nullable(),
  source_branch: z.string(),
  source_project_id: id.nullable(),
  web_url: z.string(),
  head_pipeline: z.object({ id, sha: z.string(), project_id: id.optional() }).nullish(),
});

/** One of `GET /projects/:id/merge_requests/:iid/diffs` */
const fileDiff = z.object({
  old_path: z.string(),
  new_path: z.string(),
  diff: z.string(),
  too_large: z.boolean().nullish(),
  collapsed: z.boolean().nullish(),
});

/** `GET /projects/:id/merge_requests/:iid/diffs` */
export const diffsAnswer = z.array(fileDiff);

/** What GitLab says of one file. */
export type FileDiff = z.infer<typeof fileDiff>;

const note = z.object({
  id,
  body: z.string(),
  system: z.boolean(),
  author: user,
  resolvable: z.boolean(),
  resolved: z.boolean().optional(),
  resolved_by: user.nullish(),
});

const discussion = z.object({ id: z.string(), notes: z.array(note) });

/** `GET /projects/:id/merge_requests/:iid/discussions` */
export const discussionsAnswer = z.array(discussion);

/** A discussion: notes that answer one another, or a note alone. */
export type Discussion = z.infer<typeof discussion>;

/** `GET /projects/:id/repository/commits/:sha/statuses` */
export const statusesAnswer = z.array(
  z.object({ id, name: z.string(), status: z.string(), description: z.string().nullish(), author: user.nullish() }),
);
