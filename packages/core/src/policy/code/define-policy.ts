import type { Severity } from "../finding.js";
import type { Category, Policy, PolicyParameter, Preset } from "../policy.js";
import type { PolicyContext, PolicyVerdict } from "./context.js";
import type { PolicyNode } from "./node.js";

/**
 * Judges one node. Gives back the verdicts that the context made: one, several, or nothing for a pass. It is called once for
 * each node, in a fixed order, and must depend on nothing but what it is given.
 */
export type EvaluateNode = (
  node: PolicyNode,
  context: PolicyContext,
) => PolicyVerdict | readonly PolicyVerdict[] | undefined;

/** What `definePolicy` takes: the metadata of a policy file, with a function in place of the conditions. */
export interface PolicyDefinition {
  /** Kebab-case. */
  readonly id: string;
  /** A short statement of the problem, without a full stop. */
  readonly title: string;
  readonly severity: Severity;
  readonly category: Category;
  /** `recommended` unless said otherwise. */
  readonly preset?: Preset | undefined;
  /** Why it matters, in one to three sentences. */
  readonly description: string;
  /** An imperative sentence that says how to mend it. */
  readonly remediation: string;
  /** Node types, globs allowed: `aws_s3_bucket`, `apps/*\/Deployment`, `pod`. */
  readonly match: string | readonly string[];
  /** Whether it judges what plans change, what they remove included, rather than what there will be. */
  readonly isAboutChanges?: boolean | undefined;
  readonly links?: readonly string[] | undefined;
  readonly controls?: Readonly<Record<string, readonly string[]>> | undefined;
  /** By tool: `{ checkov: ["CKV_AWS_24"] }`. */
  readonly aliases?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly parameters?: Readonly<Record<string, PolicyParameter>> | undefined;
  /** `report`: an unknown verdict counts like a failure for the exit code. */
  readonly onUnknown?: "report" | undefined;
  readonly evaluate: EvaluateNode;
}

/** A policy whose verdicts a function reaches. It can be given to `scan` like any other. */
export interface DefinedPolicy extends Policy {
  readonly isAboutChanges: boolean;
  readonly evaluate: EvaluateNode;
}

/**
 * Defines a policy in TypeScript or JavaScript, for what the policy language cannot say. Its metadata are checked when it is
 * loaded, by the schema that policy files are checked by.
 *
 * @example
 * ```ts
 * export default definePolicy({
 *   id: "acme-bucket-name",
 *   title: "A bucket is not named after its environment",
 *   severity: "low",
 *   category: "hygiene",
 *   description: "The name tells on call whose data it is.",
 *   remediation: "Begin the name with the environment.",
 *   match: "aws_s3_bucket",
 *   evaluate(node, context) {
 *     const bucket = node.attribute("bucket");
 *     if (bucket.status === "unknown") return context.unknown(bucket);
 *     if (/^(?:dev|prod)-/.test(bucket.text ?? "")) return context.pass();
 *     return context.fail(bucket, `${bucket.text ?? "No name"} begins with no environment.`);
 *   },
 * });
 * ```
 */
export function definePolicy(definition: PolicyDefinition): DefinedPolicy {
  const { match, preset, links, controls, aliases, isAboutChanges, ...others } = definition;
  return {
    ...others,
    preset: preset ?? "recommended",
    links: links ?? [],
    controls: controls ?? {},
    aliases: aliases ?? {},
    isAboutChanges: isAboutChanges ?? false,
    cases: [{ match: typeof match === "string" ? [match] : match }],
  };
}

/** Whether a policy is written as a function. */
export function isDefinedPolicy(policy: Policy): policy is DefinedPolicy {
  return "evaluate" in policy && typeof policy.evaluate === "function";
}
