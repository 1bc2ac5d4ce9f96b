import { z } from "zod";

const repository = {
  installation: z.number(),
  owner: z.string().regex(/^[A-Za-z0-9][\w.-]{0,99}$/),
  repo: z.string().regex(/^(?!\.{1,2}$)[\w.-]{1,100}$/),
  /** The webhook that it came with, for the log. */
  delivery: z.string().max(100),
};

const number = z.number().int().positive();

const command = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("explain"), policy: z.string() }),
  z.object({
    kind: z.literal("ignore"),
    policy: z.string(),
    until: z.string().optional(),
    reason: z.string().optional(),
  }),
  z.object({ kind: z.literal("rescan") }),
  z.object({ kind: z.literal("unknown"), problem: z.string() }),
]);

const commentedLines = z.object({ file: z.string(), first: z.number(), last: z.number() });

/** What a job in Redis must look like: another version may have put it there. */
export const jobSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("review"), ...repository, number }),
  z.object({
    kind: z.literal("answer"),
    ...repository,
    number,
    commentId: z.number(),
    /** Whether the comment stands below the pull request or on its lines. */
    on: z.enum(["conversation", "lines"]),
    author: z.string().max(100),
    command,
    lines: commentedLines.optional(),
  }),
  z.object({ kind: z.literal("recheck"), ...repository, head: z.string().regex(/^[0-9a-f]{40,64}$/) }),
]);

/** Something to do. It says only where to look: what there is to do is read there, when it is done. */
export type Job = z.infer<typeof jobSchema>;

/** A review of a pull request. */
export type ReviewJob = Extract<Job, { kind: "review" }>;

/** An answer to a command. */
export type AnswerJob = Extract<Job, { kind: "answer" }>;

/** A wish to review whatever has a commit as its head. */
export type RecheckJob = Extract<Job, { kind: "recheck" }>;

/** Two jobs of the same key are never done at the same time, and one that waits stands for all that come. */
export function jobKey(job: Job): string {
  const place = `${job.owner}/${job.repo}`.toLowerCase();
  switch (job.kind) {
    case "review":
      return `review ${place} ${job.number}`;
    case "answer":
      return `answer ${place} ${job.on} ${job.commentId}`;
    case "recheck":
      return `recheck ${place} ${job.head}`;
  }
}
