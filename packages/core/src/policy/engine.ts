import type { PolicyEntry } from "./catalogue.js";
import type { Diagnostic } from "../source/diagnostic.js";
import type { Severity } from "./finding.js";
import type { Category } from "./policy.js";

/**
 * Policies in a language of their own, which something outside of core evaluates: it is given what was read as documents of
 * JSON, and answers with verdicts that become findings like any others.
 */
export interface PolicyEngine {
  /** The policies that it has; `--policy` and its like select among them. */
  readonly entries: readonly PolicyEntry[];
  /** Evaluates the policies of these ids. Never throws: what goes wrong is a diagnostic. */
  evaluate(documents: PolicyDocuments, selected: ReadonlySet<string>): Promise<EngineOutcome>;
}

/** What there is to judge. Documents are made when they are asked for. */
export interface PolicyDocuments {
  /** The whole graph as one document; undefined where nothing was read. */
  graph(): PolicyDocument | undefined;
  /** The JSON of each plan that was named, as Terraform printed it. */
  plans(): readonly PolicyDocument[];
  /** Each Kubernetes object. */
  manifests(): readonly PolicyDocument[];
}

/** One document. Sensitive values are `"(sensitive)"` in it. */
export interface PolicyDocument {
  /** The file that it comes from, relative to the scan root; the scan root for the graph. */
  readonly path: string;
  readonly value: unknown;
  /** How many values are left out because they are not known. */
  readonly unknownCount: number;
}

/** What an engine came to. */
export interface EngineOutcome {
  readonly verdicts: readonly EngineVerdict[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a finding says of the policy that made it. */
export interface EnginePolicy {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly description: string;
  readonly remediation: string;
}

/** That a policy is broken, and by what. */
export interface EngineVerdict {
  readonly policy: EnginePolicy;
  readonly message: string;
  readonly document: PolicyDocument;
  /** The address of what breaks it; without one, the document's own object, or what the message names. */
  readonly address?: string | undefined;
  /** The root module's directory, where several root modules have something at this address. */
  readonly root?: string | undefined;
  /** The attribute, as names and indices from the top of the thing. */
  readonly path?: readonly (string | number)[] | undefined;
  /** Why the policies themselves make an exception of it. */
  readonly exception?: string | undefined;
}
