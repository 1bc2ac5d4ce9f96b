import { z } from "zod";

// What is used of Bitbucket's answers; the rest of them is left alone.
const account = z.object({ uuid: z.string() });

/** What is not there may be null, or not there at all. */
function absent<T>(schema: z.ZodType<T>) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** Makes the schema of a page of a list, which stands for what is on it. */
function pageOf<T>(item: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z.object({ values: z.array(item) }).transform(({ values }) => values);
}

/** `GET /user` */
export const userAnswer = account;

/** `GET /repositories/:workspace/:repository/pullrequests/:id` */
export const pullRequestAnswer = z.object({
  source: z.object({ commit: z.object({ hash: z.string() }).nullable() }),
  links: z.object({ html: z.object({ href: z.string() }) }),
});

const comment = z.object({
  id: z.number().int(),
  content: z.object({ raw: z.string() }),
  /** Absent where the account is gone. */
  user: absent(account),
  deleted: z.boolean().nullish(),
  parent: absent(z.object({ id: z.number().int() })),
  inline: absent(z.object({ path: z.string() })),
  resolution: absent(z.object({ user: absent(account) })),
});

/** A comment on a pull request. */
export type Comment = z.infer<typeof comment>;

/** `GET …/pullrequests/:id/comments` */
export const commentsAnswer = pageOf(comment);

/** `GET …/commit/:commit/reports/:report` */
export const reportAnswer = z.object({
  title: z.string(),
  details: z.string().nullish(),
  result: z.string().nullish(),
  report_type: z.string().nullish(),
});

/** `GET …/commit/:commit/reports/:report/annotations` */
export const annotationsAnswer = pageOf(
  z.object({
    external_id: z.string(),
    path: z.string().nullish(),
    line: z.number().nullish(),
    summary: z.string().nullish(),
    details: z.string().nullish(),
    severity: z.string().nullish(),
  }),
);

/** `GET …/commit/:commit/statuses/build/:key` */
export const buildStatusAnswer = z.object({
  state: z.string(),
  description: z.string().nullish(),
});
