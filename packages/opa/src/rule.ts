import { categories, severities, type Category, type Severity } from "@lintel/core";

/** What a rule's name begins with: `deny` and `violation` forbid, `warn` warns. */
export type RuleKind = "deny" | "violation" | "warn";

/** What a rule is given as `input`: Lintel's graph, a plan's JSON, each Kubernetes object, or a list of all of them. */
export const regoInputs = ["graph", "plan", "manifests", "combined"] as const;
export type RegoInput = (typeof regoInputs)[number];

/** A rule of a package that says what is wrong. */
export interface RegoRule {
  /** As Rego writes it: `main`, `kubernetes.pods`. */
  readonly package: string;
  readonly name: string;
  readonly kind: RuleKind;
  /** What a compiled policy calls it: `main/deny`. */
  readonly entrypoint: string;
  /** The id of the policy that findings name: `rego.main.deny`. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly description: string;
  readonly remediation: string;
  /** Undefined where nothing tells. */
  readonly input: RegoInput | undefined;
}

const ruleName = /^(deny|violation|warn)(?:_[a-zA-Z0-9]+)*$/;

/** What a rule of this name says; undefined for names that mean nothing. */
export function ruleKindOf(name: string): RuleKind | undefined {
  const [, kind] = ruleName.exec(name) ?? [];
  return kind === "deny" || kind === "violation" || kind === "warn" ? kind : undefined;
}

/** What the comments of a package or of a rule declare, those of the rule first. */
export type Annotations = readonly Readonly<Record<string, unknown>>[];

/** Describes a rule by its name and by what its annotations say. */
export function describeRule(
  entrypoint: string,
  kind: RuleKind,
  annotations: Annotations,
  input: RegoInput | undefined,
): RegoRule {
  const at = entrypoint.lastIndexOf("/");
  const name = entrypoint.slice(at + 1);
  const inPackage = entrypoint.slice(0, at).replaceAll("/", ".");
  const custom = annotations.map((each) => recordOf(each["custom"]));
  return {
    package: inPackage,
    name,
    kind,
    entrypoint,
    id: `rego.${inPackage}.${name}`,
    title: firstText(annotations, "title") ?? titleOf(inPackage, name, kind),
    severity: firstOf(custom, (each) => severityOf(each["severity"])) ?? (kind === "warn" ? "medium" : "high"),
    category: firstOf(custom, (each) => categories.find((category) => category === each["category"])) ?? "hygiene",
    description: firstText(annotations, "description") ?? `A policy in Rego: data.${inPackage}.${name}.`,
    remediation: firstText(custom, "remediation") ?? "Change what the policy's message names.",
    input,
  };
}

/** The input that annotations ask for, or that the name of the package tells. */
export function declaredInput(packageName: string, annotations: Annotations): RegoInput | undefined {
  const asked = firstOf(annotations, (each) => inputNamed(recordOf(each["custom"])["input"]));
  if (asked !== undefined) return asked;
  const named = packageName.split(".").flatMap((segment) => inputNamed(segment) ?? []);
  return new Set(named).size === 1 ? named[0] : undefined;
}

const otherNames: Readonly<Record<string, RegoInput>> = {
  terraform: "plan",
  tfplan: "plan",
  kubernetes: "manifests",
  k8s: "manifests",
};

function inputNamed(name: unknown): RegoInput | undefined {
  if (typeof name !== "string") return undefined;
  return regoInputs.find((input) => input === name) ?? (Object.hasOwn(otherNames, name) ? otherNames[name] : undefined);
}

/** The severity that a word means, in the words of this tool and of others. */
export function severityOf(word: unknown): Severity | undefined {
  if (typeof word !== "string") return undefined;
  const lower = word.toLowerCase();
  const same: Readonly<Record<string, Severity>> = {
    error: "high",
    warning: "medium",
    note: "low",
    information: "info",
  };
  return severities.find((severity) => severity === lower) ?? (Object.hasOwn(same, lower) ? same[lower] : undefined);
}

function titleOf(inPackage: string, name: string, kind: RuleKind): string {
  const words = name.slice(kind.length + 1).replaceAll("_", " ");
  const says = kind === "warn" ? "Warned of" : "Denied";
  return words === "" ? `${says} by package ${inPackage}` : `${says} by package ${inPackage}: ${words}`;
}

function firstText(records: Annotations, name: string): string | undefined {
  return firstOf(records, (each) => {
    const text = each[name];
    return typeof text === "string" && text.trim() !== "" ? text.trim() : undefined;
  });
}

function firstOf<T, U>(items: readonly T[], read: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const found = read(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An object of JSON, or an empty one where there is something else. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

/** Whether a value parsed from JSON is an object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
