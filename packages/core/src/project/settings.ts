import type { Enforcement, Severity } from "../policy/finding.js";
import type { Data } from "../policy/policy.js";

/** The lowest severity that fails the run. */
export type FailOn = Severity | "none";

/** What a file says of the policies that a name means. */
export interface WrittenPolicySettings {
  readonly enabled?: boolean | undefined;
  readonly severity?: Severity | undefined;
  readonly enforcement?: Enforcement | undefined;
  readonly parameters?: Readonly<Record<string, Data>> | undefined;
}

/** Settings of one policy as they are written: `off`, `on`, a severity, or several. */
export type WrittenPolicy = boolean | "on" | "off" | Severity | WrittenPolicySettings;

/** Values for variables of Terraform's root modules. */
export interface WrittenVariables {
  readonly varFiles?: readonly string[] | undefined;
  readonly vars?: Readonly<Record<string, Data>> | undefined;
  readonly workspace?: string | undefined;
}

/** A set of values for variables, with a name. */
export interface WrittenScenario extends WrittenVariables {
  readonly name: string;
}

/** A suppression by address or path. */
export interface WrittenSuppression {
  readonly policy: string | readonly string[];
  readonly address?: string | undefined;
  readonly path?: string | undefined;
  readonly reason?: string | undefined;
  readonly owner?: string | undefined;
  readonly until?: string | undefined;
}

/** What may differ from place to place. */
export interface WrittenScope {
  readonly preset?: string | readonly string[] | undefined;
  readonly policies?: Readonly<Record<string, WrittenPolicy>> | undefined;
  readonly severity?: Severity | undefined;
  readonly failOn?: FailOn | undefined;
}

/** Other settings for some paths or addresses. */
export interface WrittenOverride extends WrittenScope {
  readonly paths?: readonly string[] | undefined;
  readonly addresses?: readonly string[] | undefined;
}

/** How pull requests are reviewed. */
export interface WrittenReview {
  /** Severities of new findings that keep a change from being merged; where it is left out, whatever fails a scan. */
  readonly blockOn?: readonly Severity[] | undefined;
  /** The lowest severity that gets a comment of its own. */
  readonly commentFrom?: Severity | undefined;
  /** Comments on lines and a summary, or the summary alone. */
  readonly style?: "inline" | "summary" | undefined;
  readonly maximumComments?: number | undefined;
  /** Whether owners of affected files are mentioned, or only named. */
  readonly mentionOwners?: boolean | undefined;
  /** Globs of files whose findings are told; all unless given. */
  readonly paths?: readonly string[] | undefined;
}

/** What every suppression must have. */
export interface WrittenSuppressionRules {
  readonly requireReason?: boolean | undefined;
  readonly requireOwner?: boolean | undefined;
  readonly maximumDays?: number | undefined;
}

/** The parts of a `lintel.yaml` that name policies and presets. */
export interface WrittenMentions extends WrittenScope {
  readonly suppress?: readonly Pick<WrittenSuppression, "policy">[] | undefined;
  readonly overrides?: readonly WrittenScope[] | undefined;
}

/** The parts of a `lintel.yaml` that no schema can check in full: names that must differ, and paths. */
export interface WrittenValues {
  readonly externalPolicies?: readonly string[] | undefined;
  readonly plugins?: readonly string[] | undefined;
  readonly rego?: readonly string[] | undefined;
  readonly variables?: Pick<WrittenVariables, "varFiles"> | undefined;
  readonly scenarios?:
    readonly { readonly name?: string | undefined; readonly varFiles?: readonly string[] | undefined }[] | undefined;
  readonly baseline?: { readonly file?: string | undefined } | undefined;
}

/** A `lintel.yaml` as it is written, valid. */
export interface WrittenConfiguration extends WrittenScope {
  readonly version: 1;
  readonly root?: boolean | undefined;
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly externalPolicies?: readonly string[] | undefined;
  readonly plugins?: readonly string[] | undefined;
  readonly rego?: readonly string[] | undefined;
  readonly requireCoverage?: number | undefined;
  readonly variables?: WrittenVariables | undefined;
  readonly scenarios?: readonly WrittenScenario[] | undefined;
  readonly suppressions?: WrittenSuppressionRules | undefined;
  readonly suppress?: readonly WrittenSuppression[] | undefined;
  readonly overrides?: readonly WrittenOverride[] | undefined;
  readonly baseline?: { readonly file?: string | undefined; readonly ratchet?: boolean | undefined } | undefined;
  readonly bot?: WrittenReview | undefined;
}
