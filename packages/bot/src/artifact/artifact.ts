import { z } from "zod";
import type { Review } from "../review/review.js";

/** The version of what is handed from the step that scans to the one that publishes. */
export const artifactVersion = 1;

/** What one step hands to the next: a review, as data. */
export interface Artifact {
  readonly version: typeof artifactVersion;
  readonly review: Review;
}

/** Larger texts are not even parsed. */
const maximumBytes = 32 * 1024 * 1024;

// The step that scans may have been tampered with: sizes are bounded, paths stay inside the repository, and nothing that is not known is let through.
const text = z.string().max(20_000);
const word = z.string().max(2_000);
const commit = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "A commit is 40 or 64 hexadecimal digits");
const count = z.number().int().min(0).max(1e9);
const line = z.number().int().min(1).max(1e8);
const many = <T extends z.ZodType>(each: T) => z.array(each).max(20_000);
const file = word.refine(
  (path) => path !== "" && !path.startsWith("/") && !/[\0\\]/.test(path) && !path.split("/").includes(".."),
  "A file lies inside the repository",
);

const severity = z.enum(["critical", "high", "medium", "low", "info"]);
const reason = z.enum([
  "no-value",
  "known-after-apply",
  "data-source",
  "module-not-loaded",
  "function-not-pure",
  "unknown-count",
  "error",
]);
const position = z.strictObject({ line, column: line });
const location = z.strictObject({ file, start: position, end: position });
const noted = z.strictObject({ location, message: text });
const scenarios = z.strictObject({ fails: many(word), passes: many(word), unknown: many(word) });

const fingerprint = z.string().regex(/^[\w:.#/-]{1,200}$/, "A fingerprint is a word");

const finding = z.strictObject({
  policy: word,
  aliases: many(word),
  severity,
  category: word,
  status: z.enum(["fail", "unknown", "suppressed", "pass"]),
  title: text,
  message: text,
  description: text,
  remediation: text,
  resource: z.strictObject({ address: word, type: word, instances: many(word) }),
  location,
  related: many(noted),
  trace: many(noted),
  fix: z.strictObject({ safe: z.boolean(), edits: many(z.strictObject({ location, text })) }).nullable(),
  suppression: z
    .strictObject({
      kind: word,
      tool: word.nullish(),
      reason: text.nullable(),
      owner: word.nullable(),
      until: word.nullable(),
      location: location.nullable(),
    })
    .nullable(),
  controls: z.record(word, many(word)),
  enforcement: z.enum(["advisory", "soft-mandatory", "hard-mandatory"]).optional(),
  scenarios: scenarios.optional(),
  baselineState: z.enum(["new", "unchanged"]).optional(),
  path: many(word).optional(),
  reason: reason.nullable(),
  expected: text.nullable(),
  actual: text.nullable(),
  excerpt: z.strictObject({ firstLine: line, lines: many(text) }).nullable(),
  fingerprint,
});

const placement = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("lines"),
    file,
    side: z.enum(["head", "base"]),
    first: line,
    last: line,
    role: text.optional(),
  }),
  z.strictObject({ kind: z.literal("file"), file }),
  z.strictObject({ kind: z.literal("summary") }),
]);

const owner = z
  .string()
  .max(200)
  .regex(/^@{1,2}[\w./-]+$|^[^\s@<>]+@[^\s@<>]+$/, "An owner is a name or an address");

const reviewed = z.strictObject({
  finding,
  placement,
  owners: z.array(owner).max(100),
  isBlocking: z.boolean(),
  suggestion: z.strictObject({ file, first: line, last: line, lines: many(text) }).optional(),
});

const planned = z.strictObject({
  counts: z.record(word, count),
  losses: many(
    z.strictObject({ address: word, action: z.enum(["delete", "replace", "forget"]), forcedBy: many(word) }),
  ),
  drift: many(z.strictObject({ address: word, action: word, attributes: many(word) })),
});

const counted = z.record(word, count);

const review = z.strictObject({
  base: commit,
  head: commit,
  added: many(reviewed),
  suppressedNow: many(finding),
  unknownNow: many(reviewed),
  fixed: many(finding),
  unchanged: z.array(fingerprint).max(1_000_000),
  diagnostics: many(
    z.strictObject({
      severity: z.enum(["error", "warning", "info"]),
      code: word,
      message: text,
      hint: text.nullable(),
      location: location.nullable(),
    }),
  ),
  notReviewed: many(z.strictObject({ what: text, location: location.optional() })),
  planned: planned.optional(),
  summary: z.strictObject({
    files: count,
    resources: count,
    policies: count,
    failed: count,
    passed: count,
    unknown: count,
    suppressed: count,
    skipped: counted,
    unknownReasons: z.partialRecord(reason, count),
  }),
  coverage: z
    .strictObject({
      filesFound: count,
      filesParsed: count,
      filesSkipped: counted,
      moduleCalls: count,
      modulesNotLoaded: count,
      resources: count,
      verdictsKnown: count,
      verdicts: count,
      unknownReasons: z.partialRecord(reason, count),
      policiesWithoutTarget: many(word),
    })
    .optional(),
  conclusion: z.enum(["success", "failure", "neutral"]),
});

const artifact = z.strictObject({ version: z.literal(artifactVersion), review });

/** Writes a review for the step that publishes it. */
export function writeArtifact(made: Review): string {
  return `${JSON.stringify({ version: artifactVersion, review: made })}\n`;
}

/** What came of reading an artifact: a review, or what is wrong with it. */
export type ReadArtifact = { readonly review: Review } | { readonly problem: string };

/**
 * Reads what the step that scans wrote. It is not believed: what does not follow the schema is refused as a whole, and whoever publishes it
 * compares its commits with what the host says.
 */
export function readArtifact(content: string): ReadArtifact {
  if (content.length > maximumBytes) return { problem: "It is larger than any review." };
  let data: unknown;
  try {
    data = JSON.parse(content);
  } catch {
    return { problem: "It is no JSON." };
  }
  const read = artifact.safeParse(data);
  if (read.success) return { review: withAllNames(read.data.review) };
  const [issue] = read.error.issues;
  return { problem: `At ${issue?.path.join(".") ?? "its top"}: ${issue?.message ?? "it is no review"}.` };
}

/** The JSON Schema of an artifact. */
export function artifactJsonSchema(): unknown {
  return z.toJSONSchema(artifact, { io: "input", unrepresentable: "any" });
}

/** JSON leaves out what is undefined. */
function withAllNames({
  added,
  unknownNow,
  notReviewed,
  planned: plan,
  coverage,
  ...rest
}: z.infer<typeof review>): Review {
  return {
    ...rest,
    added: added.map(reviewedFinding),
    unknownNow: unknownNow.map(reviewedFinding),
    notReviewed: notReviewed.map(({ what, location: at }) => ({ what, location: at })),
    planned: plan,
    coverage,
  };
}

function reviewedFinding({ placement: place, suggestion, ...rest }: z.infer<typeof reviewed>): Review["added"][number] {
  return {
    ...rest,
    placement: place.kind === "lines" ? { ...place, role: place.role } : place,
    suggestion,
  };
}
