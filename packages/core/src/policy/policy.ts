import type { Severity } from "./finding.js";

/** Plain data, as YAML and JSON give it. */
export type Data = string | number | boolean | null | readonly Data[] | { readonly [name: string]: Data };

/** A mapping of data. */
export type DataMap = Readonly<Record<string, Data>>;

/** What a policy is about. */
export const categories = [
  "exposure",
  "encryption",
  "identity",
  "logging",
  "resilience",
  "supply-chain",
  "secrets",
  "isolation",
  "resources",
  "cost",
  "hygiene",
] as const;
export type Category = (typeof categories)[number];

/** Which runs a policy belongs to: `recommended` is the default, `strict` is for whoever asks for it. */
export const presets = ["recommended", "strict"] as const;
export type Preset = (typeof presets)[number];

/** The kinds of value that a parameter may have. */
export const parameterTypes = ["text", "number", "boolean", "list"] as const;

/** A value that a user's configuration may set, to tune a policy. */
export interface PolicyParameter {
  readonly type: (typeof parameterTypes)[number];
  readonly default: Data;
  readonly description: string;
}

/** Whether a parameter of a type can have a value. */
export function fitsParameter(value: unknown, type: PolicyParameter["type"]): boolean {
  if (type === "list") return Array.isArray(value);
  return typeof value === (type === "text" ? "string" : type);
}

/** What a policy iterates over: a path, or a path and the condition that narrows its elements. */
export type Each = string | { readonly path: string; readonly where: DataMap };

/** How a failure of a policy is mended, in paths relative to the thing at hand. At least one of its lists has something in it. */
export interface PolicyFix {
  /** Whether it can be made without anybody looking at it: it breaks nothing, replaces nothing and interrupts nothing. */
  readonly safe: boolean;
  /** Attributes by path and the values that they must have. Nested blocks on the way are added where they are missing. */
  readonly set?: DataMap | undefined;
  /** Attributes and nested blocks that must go. */
  readonly remove?: readonly string[] | undefined;
  /** Nested blocks that must come, each with its attributes. */
  readonly add?: readonly { readonly block: string; readonly with?: DataMap | undefined }[] | undefined;
}

/** One thing that a policy asks, of some node types. Most policies have one case, whose parts are written at the top. */
export interface PolicyCase {
  readonly match: readonly string[];
  readonly when?: DataMap | undefined;
  readonly each?: Each | undefined;
  /** Exactly one of `require` and `deny` is there. */
  readonly require?: DataMap | undefined;
  readonly deny?: DataMap | undefined;
  readonly message?: string | undefined;
  readonly fix?: PolicyFix | undefined;
}

/**
 * A policy as it is written, valid and with its lists filled in; plain data, so that it can be kept as JSON. Conditions stay
 * as written (see `policies/LANGUAGE.md`) until they are compiled.
 */
export interface Policy {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly preset: Preset;
  readonly description: string;
  readonly remediation: string;
  readonly cases: readonly PolicyCase[];
  readonly links: readonly string[];
  readonly controls: Readonly<Record<string, readonly string[]>>;
  /** By tool: `{ checkov: ["CKV_AWS_24"] }`. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  readonly parameters?: Readonly<Record<string, PolicyParameter>> | undefined;
  /** `report`: an unknown verdict counts like a failure for the exit code. */
  readonly onUnknown?: "report" | undefined;
  /** `absent`: a path through several blocks, without saying which, leads to nothing; otherwise it is a mistake of the policy. */
  readonly several?: "absent" | undefined;
}

/** Where in a policy something stands: keys and indices from its top. */
export type PolicyPath = readonly (string | number)[];

/** Something wrong with a policy. Thrown while one is compiled; whoever reads policies turns it into a diagnostic. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";

  constructor(
    message: string,
    /** Where in the policy. */
    readonly at: PolicyPath,
    readonly hint?: string | undefined,
    /** What else is wrong with the same policy. */
    readonly others: readonly PolicyError[] = [],
  ) {
    super(message);
  }
}

/** Whether data is a mapping. */
export function isDataMap(data: unknown): data is DataMap {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** Whether data is a list. `Array.isArray` does not narrow a read-only one. */
export function isDataList(data: unknown): data is readonly Data[] {
  return Array.isArray(data);
}

/** All aliases of a policy in one list, in the order in which they are written. */
export function aliasesOf(policy: Pick<Policy, "aliases">): readonly string[] {
  return Object.values(policy.aliases).flat();
}

/** The globs of all node types that a policy is about. */
export function matchOf(policy: Pick<Policy, "cases">): readonly string[] {
  return [...new Set(policy.cases.flatMap(({ match }) => match))];
}

/** Whether a case asks about changes, so that it is about what plans change, and about nothing else. */
export function isAboutChanges({ when, each, require, deny }: PolicyCase): boolean {
  const where = each === undefined || typeof each === "string" ? undefined : each.where;
  return [when, where, require, deny].some(mentionsChange);
}

const changedPath = /^\$(?:before|after)\./;

/** What is asked about another node, by way of `linked`, `exists` or `path`, is no matter. */
function mentionsChange(condition: Data | undefined): boolean {
  if (isDataList(condition)) return condition.some(mentionsChange);
  if (!isDataMap(condition)) return false;
  return Object.entries(condition).some(([name, part]) => {
    if (name === "change" || changedPath.test(name)) return true;
    if (["all", "any", "not"].includes(name)) return mentionsChange(part);
    return !["linked", "exists", "path"].includes(name) && comparesWithChange(part);
  });
}

/** Whether a matcher compares with what was or will be: `{ attribute: $before.size }`. */
function comparesWithChange(matcher: Data): boolean {
  if (isDataList(matcher)) return matcher.some(comparesWithChange);
  if (!isDataMap(matcher)) return false;
  const { attribute } = matcher;
  if (typeof attribute === "string" && changedPath.test(attribute)) return true;
  return Object.values(matcher).some(comparesWithChange);
}
