import * as z from "zod";
import { enforcements, severities } from "../policy/finding.js";
import type { Data } from "../policy/policy.js";
import { isDay } from "../policy/suppressions/suppression.js";

/**
 * The one schema of `lintel.yaml`. Only what reads such a file loads it, so that a scan without one waits for nothing.
 */

const data: z.ZodType<Data> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(data), z.record(z.string(), data)]),
);

const text = z.string().min(1);

const glob = text
  .max(1000)
  .refine((pattern) => pattern.split("{").length <= 6, "A glob has no more than five lists of alternatives")
  .refine((pattern) => !pattern.split("/").includes(".."), "A glob does not lead out of the directory of its file")
  .describe("A glob of paths, relative to the directory of this file; ** crosses directories");

const date = z.string().refine(isDay, "A date is written as 2030-01-31").describe("A day, as 2030-01-31");

const enforcement = z
  .enum(enforcements)
  .describe(
    "advisory is reported and never fails the run; soft-mandatory fails it and can be suppressed; hard-mandatory always fails it and can neither be suppressed nor weakened further down",
  );

const policySettings = z.strictObject({
  enabled: z
    .boolean()
    .optional()
    .describe("Whether the policy is run; true for one that is named by its id or an alias"),
  severity: z.enum(severities).optional(),
  enforcement: enforcement.optional(),
  parameters: z.record(z.string(), data).optional().describe("Values for the policy's parameters, by name"),
});

const word = z.enum(["on", "off", ...severities]);

const policies = z
  .record(z.string(), z.union([z.boolean(), word, policySettings]))
  .describe("Settings by id, alias or glob of ids: off, on, a severity, or a mapping");

const preset = z
  .union([text, z.array(text).min(1)])
  .describe("recommended, strict, all, the id of a compliance framework, or a list of these");

const variables = {
  varFiles: z
    .array(text)
    .optional()
    .describe("Files of values for variables, relative to this file; the later one wins"),
  vars: z.record(z.string(), data).optional().describe("Values for variables, over those of the files"),
  workspace: text.optional().describe("The value of terraform.workspace"),
};

const variableNames = Object.keys(variables);

const suppressionRules = z.strictObject({
  requireReason: z.boolean().optional(),
  requireOwner: z.boolean().optional(),
  maximumDays: z.int().min(1).optional().describe("How many days ahead a suppression may expire at most"),
});

const baseline = z.strictObject({
  file: text.optional().describe("Where the baseline is, relative to this file"),
  ratchet: z.boolean().optional().describe("Whether counts may only fall"),
});

const bot = z.strictObject({
  blockOn: z
    .array(z.enum(severities))
    .optional()
    .describe("Severities of new findings that keep a change from being merged; unless said, what fails a scan"),
  commentFrom: z
    .enum(severities)
    .optional()
    .describe("The lowest severity that gets a comment of its own; low unless said"),
  style: z
    .enum(["inline", "summary"])
    .optional()
    .describe("Comments on lines beside the summary, or the summary alone"),
  maximumComments: z.number().int().min(0).max(100).optional().describe("Comments in one run; 25 unless said"),
  mentionOwners: z.boolean().optional().describe("Mention the owners of affected files, rather than name them"),
  paths: z.array(glob).min(1).optional().describe("Tell only findings in files that one of these matches"),
});

const severity = z.enum(severities).describe("The lowest severity shown");
const failOn = z
  .enum([...severities, "none"])
  .describe("The lowest severity that fails the run; what is shown unless said");

const suppression = z
  .strictObject({
    policy: z.union([text, z.array(text).min(1)]).describe("Ids, aliases or globs of ids"),
    address: text
      .optional()
      .describe("The address of a resource or object, with or without instance keys; globs allowed"),
    path: glob.optional(),
    reason: text.optional(),
    owner: text.optional(),
    until: date.optional().describe("The last day on which it holds"),
  })
  .refine(
    ({ address, path }) => address !== undefined || path !== undefined,
    "A suppression needs “address” or “path”; to leave a policy out altogether, switch it off under “policies”",
  );

const override = z
  .strictObject({
    paths: z.array(glob).min(1).optional().describe("What lies in files that one of these matches"),
    addresses: z
      .array(text)
      .min(1)
      .optional()
      .describe("Resources and objects whose address one of these globs matches"),
    preset: preset.optional(),
    policies: policies.optional(),
    severity: severity.optional(),
    failOn: failOn.optional(),
  })
  .refine(
    ({ paths, addresses }) => paths !== undefined || addresses !== undefined,
    "An override needs “paths” or “addresses”",
  );

/** The schema of a `lintel.yaml`. */
export const configurationSchema = z
  .strictObject({
    version: z.literal(1),
    root: z
      .boolean()
      .optional()
      .describe("Take nothing over from files further up, except what is hard-mandatory there"),
    include: z.array(glob).min(1).optional().describe("Scan only what one of these matches"),
    exclude: z.array(glob).optional().describe("Leave out what one of these matches"),
    preset: preset.optional(),
    policies: policies.optional(),
    externalPolicies: z.array(text).optional().describe("Files and directories of policies, relative to this file"),
    plugins: z
      .array(text)
      .optional()
      .describe("JavaScript modules with policies, relative to this file, or installed packages. They are run"),
    rego: z.array(text).optional().describe("Policies in Rego, relative to this file"),
    failOn: failOn.optional(),
    severity: severity.optional(),
    requireCoverage: z.number().min(0).max(100).optional().describe("The percentage of verdicts that must be known"),
    variables: z.strictObject(variables).optional().describe("Values for the variables of Terraform's root modules"),
    scenarios: z
      .array(z.strictObject({ name: text, ...variables }))
      .min(1)
      .optional()
      .describe("Sets of values that are judged in one run, each on top of “variables”"),
    suppressions: suppressionRules.optional().describe("What every suppression must have"),
    suppress: z.array(suppression).optional().describe("Suppressions by address or path"),
    overrides: z.array(override).optional().describe("Other settings for some paths or addresses; later ones win"),
    baseline: baseline.optional(),
    bot: bot.optional().describe("How pull requests are reviewed"),
  })
  .describe("The configuration of Lintel: lintel.yaml");

const namesIn: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    variables: variableNames,
    scenarios: ["name", ...variableNames],
    suppressions: Object.keys(suppressionRules.shape),
    suppress: Object.keys(suppression.shape),
    overrides: Object.keys(override.shape),
    baseline: Object.keys(baseline.shape),
    bot: Object.keys(bot.shape),
  }),
);

/** The names that may stand at a place, for whoever misspelt one. */
export function namesAt(at: readonly (string | number)[]): readonly string[] {
  const [first, second, third] = at;
  if (first === undefined) return Object.keys(configurationSchema.shape);
  if (first === "policies" || (first === "overrides" && third === "policies")) return Object.keys(policySettings.shape);
  if (second === undefined) return namesIn.get(String(first)) ?? [];
  return typeof second === "number" && third === undefined ? (namesIn.get(String(first)) ?? []) : [];
}

/** The JSON Schema of a `lintel.yaml`, for editors. */
export function configurationJsonSchema(): unknown {
  return z.toJSONSchema(configurationSchema, { io: "input", unrepresentable: "any" });
}
