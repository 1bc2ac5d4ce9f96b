import * as z from "zod";

/** The schema of a framework's file. Only the build reads such files, so that no scan waits for zod. */

const sentence = z.string().regex(/^\S.{9,}\.$/s, "This is a sentence, with a full stop.");

const control = z
  .strictObject({
    id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9().-]*$/, "An id has letters, digits, dots, hyphens and parentheses."),
    title: z.string().min(5).regex(/[^.]$/, "A title has no full stop."),
    coverage: z.enum(["full", "partial", "none"]),
    automatable: z.boolean().default(true),
    why: sentence.optional(),
  })
  .superRefine(({ coverage, automatable, why }, context) => {
    const complain = (message: string, path: string): void => {
      context.addIssue({ code: "custom", message, path: [path] });
    };
    if (!automatable && coverage !== "none") complain("What no file can tell is covered by no policy.", "automatable");
    if (!automatable && why === undefined) complain("What no file can tell says why.", "automatable");
    if (coverage === "full" && why !== undefined) complain("What is fully covered leaves nothing to say.", "why");
  });

/** The schema of the file of one framework. */
export const frameworkSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/, "An id is kebab-case, with dots in numbers of versions."),
  title: z.string().min(3),
  edition: z.string().min(1),
  publisher: z.string().min(2),
  link: z.url({ protocol: /^https$/ }),
  complete: z.boolean(),
  completeness: sentence,
  controls: z
    .array(control)
    .min(1)
    .superRefine((controls, context) => {
      const seen = new Set<string>();
      controls.forEach(({ id }, index) => {
        if (seen.has(id)) context.addIssue({ code: "custom", message: `${id} is listed twice.`, path: [index, "id"] });
        seen.add(id);
      });
    }),
});

/** A framework as its file tells it: without the policies, which name the controls themselves. */
export type DocumentedFramework = z.infer<typeof frameworkSchema>;
