import * as z from "zod";
import { operatorNames } from "./condition.js";
import { severities } from "./finding.js";
import { categories, parameterTypes, presets, type Data, type DataMap, type Policy } from "./policy.js";

/**
 * The one schema of what a person writes as a policy. Nothing else imports zod, and this module is only loaded where policies
 * are read as YAML: the shipped ones were checked when they were built.
 */

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const data: z.ZodType<Data> = z.lazy(() => z.union([scalar, z.array(data), z.record(z.string(), data)]));

const oneOrMoreTexts = z.union([z.string(), z.array(z.string()).min(1)]);

const literal = data.describe(
  "A literal, { parameter: name } for the value of a parameter, or { attribute: path } for that of another attribute",
);

const parameter = z.strictObject({ parameter: z.string() });
const attribute = z
  .strictObject({ attribute: z.string() })
  .describe("The value of another attribute; $. starts at the node, $outer. at the node that a link was asked of");

const matcher: z.ZodType<Data> = z.lazy(() =>
  z
    .union([scalar, matcherMap])
    .describe("A literal means equals, null means absent; a mapping of operators must hold as a whole"),
);

const condition: z.ZodType<DataMap> = z.lazy(() => conditionMap);

const textOrOperand = z.union([z.string(), parameter, attribute]);
const numberOrOperand = z.union([z.number(), parameter, attribute]);
const scalarOrOperand = z.union([z.number(), z.string(), parameter, attribute]);
const textOrParameter = z.union([z.string(), parameter]);
const textsOrOperand = z.union([z.string(), z.array(textOrOperand).min(1), parameter, attribute]);
const port = z.union([z.int().min(0).max(65535), parameter, attribute]);
const countArgument = z.union([z.int().min(0), parameter]);

const policyDocument = z.strictObject({
  allows: condition.optional().describe("Some Allow statement for which the condition holds"),
  denies: condition.optional().describe("Some Deny statement for which the condition holds"),
  statement: condition.optional().describe("Some statement for which the condition holds"),
});

const version = z.strictObject({
  pinned: z.boolean().optional().describe("A constraint with an upper bound"),
  exact: z.boolean().optional().describe("A constraint that admits one version"),
  valid: z.boolean().optional().describe("A version constraint at all"),
  admits: textOrOperand.optional().describe("A constraint that admits this version"),
  lessThan: textOrOperand.optional(),
  atMost: textOrOperand.optional(),
  greaterThan: textOrOperand.optional(),
  atLeast: textOrOperand.optional(),
});

const date = z.strictObject({
  valid: z.boolean().optional().describe("A date at all"),
  before: textOrOperand.optional().describe("Before this date, or “today”"),
  after: textOrOperand.optional().describe("After this date, or “today”"),
  olderThan: textOrOperand.optional().describe("Longer ago than this: 90d, 12w, 6m, 1y"),
  within: textOrOperand.optional().describe("From today on in no more than this: 30d"),
});

const operators = {
  equals: literal.optional(),
  in: z.union([z.array(data), parameter, attribute]).optional(),
  present: z.boolean().optional(),
  empty: z.boolean().optional(),
  literal: z.boolean().optional(),
  ignoreCase: textsOrOperand.optional(),
  parameter: z.string().optional(),
  not: matcher.optional(),
  all: z.array(matcher).min(1).optional(),
  or: z.array(matcher).min(1).optional(),
  lessThan: scalarOrOperand.optional(),
  atMost: scalarOrOperand.optional(),
  greaterThan: scalarOrOperand.optional(),
  atLeast: scalarOrOperand.optional(),
  startsWith: textOrOperand.optional(),
  endsWith: textOrOperand.optional(),
  contains: literal.optional(),
  matches: textOrParameter.optional(),
  glob: textOrParameter.optional(),
  length: matcher.optional(),
  keys: matcher.optional(),
  any: matcher.optional(),
  entries: z
    .strictObject({ key: matcher.optional(), value: matcher.optional() })
    .optional()
    .describe("A map with an entry whose key and value match"),
  every: matcher.optional(),
  none: matcher.optional(),
  where: condition.optional(),
  cidr: z
    .union([
      z.literal("public"),
      z.strictObject({
        within: textsOrOperand.optional(),
        overlaps: textsOrOperand.optional(),
        broaderThan: numberOrOperand.optional(),
      }),
    ])
    .optional(),
  policyDocument: policyDocument.optional(),
  covers: textsOrOperand.optional().describe("In an IAM statement: patterns that cover one of these, or “all”"),
  json: matcher.optional().describe("What a JSON text stands for"),
  version: version.optional(),
  date: date.optional().describe("A date as YYYY-MM-DD or RFC 3339"),
  secret: z.boolean().optional(),
  kind: oneOrMoreTexts.optional().describe("text, number, boolean, list, map or block"),
  known: z.boolean().optional().describe("Whether the value is told at all"),
  subsetOf: z
    .union([z.array(data), parameter])
    .optional()
    .describe("Nothing but these"),
  intersects: z
    .union([z.array(data), parameter])
    .optional()
    .describe("Some of these"),
  mentions: literal.optional().describe("A part, element or key anywhere in the value"),
  words: matcher.optional().describe("The number of words of a text"),
  rangeIncludes: z
    .union([z.number(), z.string(), z.array(z.union([z.number(), z.string()])), parameter])
    .optional()
    .describe("A range of numbers includes one of these"),
  default: data.optional().describe("What the provider does when the attribute is absent"),
} satisfies Record<string, z.ZodType>;

const matcherMap = z
  .strictObject(operators)
  .describe(`Operators: ${operatorNames.join(", ")}`) as unknown as z.ZodType<DataMap>;

const conditionEntries = {
  all: z.array(condition).optional().describe("All hold; with nothing in it, always true"),
  any: z.array(condition).optional().describe("At least one holds"),
  not: condition.optional(),
  path: z
    .strictObject({
      from: oneOrMoreTexts.optional().describe("Node types that a way leads from, to this node"),
      to: oneOrMoreTexts.optional().describe("Node types that a way leads to, from this node"),
      via: z
        .array(
          z.strictObject({
            from: oneOrMoreTexts.optional().describe("Node types that refer to the node before"),
            to: oneOrMoreTexts.optional().describe("Node types that the node before refers to"),
            by: oneOrMoreTexts.optional().describe("The attribute that makes the connection; any unless said"),
            equals: oneOrMoreTexts.optional(),
            where: condition.optional(),
            repeat: z.boolean().optional().describe("Whether it may be gone any number of times"),
            optional: z.boolean().optional().describe("Whether it may be left out"),
          }),
        )
        .min(1)
        .optional()
        .describe("The hops, one after another; any number of any references unless said"),
      where: condition.optional().describe("Asked of the node at the end"),
    })
    .optional()
    .describe("Some node can be reached over several hops"),
  change: z
    .strictObject({
      action: matcher.optional().describe("create, update, delete, replace, forget, read or no-op"),
      attributes: matcher.optional().describe("The names of the attributes that change"),
      replacing: matcher.optional().describe("The paths of the attributes that force a replacement"),
      before: condition.optional().describe("What it is before"),
      after: condition.optional().describe("What it will be"),
    })
    .optional()
    .describe("What a plan does to the node"),
  exists: z
    .strictObject({
      type: oneOrMoreTexts.describe("Node types that are looked for in the same root module or cluster"),
      where: condition.optional(),
    })
    .optional(),
  linked: z
    .strictObject({
      from: oneOrMoreTexts.optional().describe("Node types that refer to this node"),
      to: oneOrMoreTexts.optional().describe("Node types that this node refers to"),
      by: oneOrMoreTexts.describe("The attribute that makes the connection"),
      equals: oneOrMoreTexts
        .optional()
        .describe("Join by equal values, without a reference: the attribute at the other end of the connection"),
      where: condition.optional(),
      atLeast: countArgument.optional().describe("How many nodes at least; 1 unless said"),
      atMost: countArgument.optional(),
      exactly: countArgument.optional(),
    })
    .optional(),
  connected: z
    .strictObject({
      to: oneOrMoreTexts.describe("Node types at the other end of a reference in either direction"),
      where: condition.optional(),
    })
    .optional(),
  select: z.record(z.string(), matcher).optional().describe("JSONPaths with matchers of the list of what they lead to"),
  ports: z
    .strictObject({
      covers: z.union([z.literal("all"), port, z.array(port)]).optional(),
      within: z.union([z.array(port), parameter, attribute]).optional(),
    })
    .optional(),
};

const conditionMap = z
  .object(conditionEntries)
  .catchall(matcher)
  .describe("Attribute paths with matchers; all must hold") as unknown as z.ZodType<DataMap>;

const sentence = z.string().min(1);

const match = z.union([z.string().transform((type) => [type]), z.array(z.string()).min(1)]);

const fix = z
  .strictObject({
    safe: z
      .boolean()
      .describe("Whether it breaks, replaces and interrupts nothing, so that nobody has to look at it first"),
    set: z
      .record(z.string(), literal)
      .optional()
      .describe("Attributes by path and the values they must have; missing nested blocks on the way are added"),
    remove: z.array(z.string()).min(1).optional().describe("Attributes and nested blocks that must go"),
    add: z
      .array(z.strictObject({ block: z.string(), with: z.record(z.string(), literal).optional() }))
      .min(1)
      .optional()
      .describe("Nested blocks that must come, with their attributes"),
  })
  .describe("How a failure is mended, in paths relative to the thing at hand");

const caseParts = {
  when: condition.optional().describe("Narrows the nodes: the policy is about those for which this holds"),
  each: z
    .union([z.string(), z.strictObject({ path: z.string(), where: condition })])
    .optional()
    .describe("A path to nested blocks or elements: one verdict for each"),
  require: condition.optional().describe("Must hold"),
  deny: condition.optional().describe("Must not hold"),
  message: sentence.optional().describe("What a finding says; the title otherwise"),
  fix: fix.optional(),
};

const caseSchema = z.strictObject({ match, ...caseParts });

const writtenPolicy = z
  .strictObject({
    id: z
      .string()
      .regex(
        /^(?:[a-z0-9]+(?:-[a-z0-9]+)*|(?=.*[A-Z_])[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*)$/,
        "An id is kebab-case: lower-case letters and digits, with hyphens between. Those of other tools may have upper-case letters, _ and .",
      ),
    title: sentence.describe("A short statement of the problem, without a full stop"),
    severity: z.enum(severities),
    category: z.enum(categories),
    preset: z.enum(presets).default("recommended"),
    description: sentence.describe("Why it matters, in one to three sentences"),
    remediation: sentence.describe("An imperative sentence that says how to mend it"),
    match: match.optional().describe("Node types, globs allowed"),
    ...caseParts,
    cases: z
      .array(caseSchema)
      .min(1)
      .optional()
      .describe("In place of match and what follows: several, each with its own types"),
    links: z.array(z.url({ protocol: /^https$/ })).default([]),
    controls: z.record(z.string(), z.array(z.union([z.string(), z.number().transform(String)]))).default({}),
    aliases: z.record(z.string(), z.array(z.string())).default({}),
    parameters: z
      .record(z.string(), z.strictObject({ type: z.enum(parameterTypes), default: data, description: sentence }))
      .optional(),
    onUnknown: z.literal("report").optional(),
    several: z
      .literal("absent")
      .optional()
      .describe("What a path through several blocks leads to: nothing. Otherwise it is a mistake of the policy"),
  })
  .describe("A Lintel policy");

/** The schema of a policy whose verdicts a function reaches: the metadata of a policy file, and the types that it is about. */
export const definedPolicySchema = writtenPolicy
  .omit({ when: true, each: true, require: true, deny: true, message: true, fix: true, cases: true, several: true })
  .extend({
    match,
    isAboutChanges: z.boolean().optional(),
    evaluate: z.custom((value) => typeof value === "function", "“evaluate” must be a function."),
  });

const topNames = ["match", "when", "each", "require", "deny"] as const;

/** The schema of a policy file. What it gives has its parts in cases, wherever they were written. */
export const policySchema = writtenPolicy.transform((written, context): Policy => {
  const { match: types, when, each, require, deny, message, fix, cases, ...metadata } = written;
  const given = topNames.filter((name) => written[name] !== undefined);
  const complain = (text: string, path: string[]): never => {
    context.addIssue({ code: "custom", message: text, path });
    return z.NEVER;
  };
  if (cases !== undefined) {
    const [name] = given;
    if (name !== undefined) return complain("A policy with “cases” has its conditions there and nowhere else.", [name]);
    return {
      ...metadata,
      cases: cases.map((one) => ({
        ...one,
        ...(message !== undefined && one.message === undefined ? { message } : {}),
        ...(fix !== undefined && one.fix === undefined ? { fix } : {}),
      })),
    };
  }
  if (types === undefined) return complain("A policy needs “match”, or “cases”.", []);
  return { ...metadata, cases: [{ match: types, when, each, require, deny, message, fix }] };
});

/** The names that may stand at the top of a policy file. */
export const topLevelNames: readonly string[] = Object.keys(writtenPolicy.shape);

/** The names that may stand in a case. */
export const caseNames: readonly string[] = Object.keys(caseSchema.shape);

/** The JSON Schema of a policy file, for editors. */
export function policyJsonSchema(): unknown {
  return z.toJSONSchema(policySchema, { io: "input", unrepresentable: "any" });
}
