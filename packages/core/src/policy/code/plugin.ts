import { describeIssues } from "../schema-issues.js";
import { definedPolicySchema, policySchema } from "../schema.js";
import type { Policy } from "../policy.js";
import { policyVocabulary } from "../vocabulary.js";
import { definePolicy, isDefinedPolicy, type DefinedPolicy, type PolicyDefinition } from "./define-policy.js";

/** The policies that a module exports, and a sentence about each thing that is wrong with it. */
export interface PluginPolicies {
  readonly policies: readonly Policy[];
  readonly problems: readonly string[];
}

/**
 * Takes the policies out of a module that was imported: its default export or `policies`, which is a policy, a list of them, or
 * an object with `policies`. A policy is what `definePolicy` returns or takes, or what a policy file holds, as an object.
 */
export function policiesOfModule(module: object): PluginPolicies {
  const exported = listOf(exportOf(module));
  if (exported === undefined || exported.length === 0) {
    return {
      policies: [],
      problems: ["It exports no policies: its default export is to be a policy or a list of them."],
    };
  }
  const policies: Policy[] = [];
  const problems: string[] = [];
  exported.forEach((each, index) => {
    const checked = checkExported(each);
    if (typeof checked !== "string" && "policy" in checked) policies.push(checked.policy);
    else {
      const name = nameOf(each) ?? `policy ${String(index + 1)}`;
      problems.push(...checked.problems.map((problem) => `${name}: ${problem}`));
    }
  });
  return { policies, problems };
}

/** Checks the metadata of a policy that is written as a function; a sentence about each thing that is wrong. */
export function problemsOfDefinition(policy: DefinedPolicy): readonly string[] {
  const { cases, several, ...others } = policy;
  const written = { ...others, ...(several === undefined ? {} : { several }), match: cases[0]?.match };
  const checked = definedPolicySchema.safeParse(written);
  return checked.success ? [] : describeProblems(checked.error.issues, written);
}

type Issues = Parameters<typeof describeIssues>[0];

function describeProblems(issues: Issues, value: unknown): readonly string[] {
  return describeIssues(issues, value, policyVocabulary).map(({ message, hint }) =>
    hint === undefined ? message : `${message} ${hint}`,
  );
}

/** What CommonJS exports is the default; what was compiled from an ES module has its default in that. */
function exportOf(module: object): unknown {
  const own = "default" in module ? module.default : "policies" in module ? module.policies : undefined;
  const isCompiled = typeof own === "object" && own !== null && "__esModule" in own && "default" in own;
  return isCompiled ? own.default : own;
}

function listOf(exported: unknown): readonly unknown[] | undefined {
  if (Array.isArray(exported)) return exported as readonly unknown[];
  if (typeof exported !== "object" || exported === null) return undefined;
  return "policies" in exported && Array.isArray(exported.policies)
    ? (exported.policies as readonly unknown[])
    : [exported];
}

function nameOf(exported: unknown): string | undefined {
  return typeof exported === "object" && exported !== null && "id" in exported && typeof exported.id === "string"
    ? exported.id
    : undefined;
}

function checkExported(exported: unknown): { readonly policy: Policy } | { readonly problems: readonly string[] } {
  if (typeof exported !== "object" || exported === null) return { problems: ["This is no policy."] };
  if ("evaluate" in exported) {
    // Whatever it lacks, the schema says.
    const policy = "cases" in exported ? (exported as DefinedPolicy) : definePolicy(exported as PolicyDefinition);
    if (!isDefinedPolicy(policy)) return { problems: ["“evaluate” must be a function."] };
    const problems = problemsOfDefinition(policy);
    return problems.length === 0 ? { policy } : { problems };
  }
  const checked = policySchema.safeParse(exported);
  return checked.success ? { policy: checked.data } : { problems: describeProblems(checked.error.issues, exported) };
}
