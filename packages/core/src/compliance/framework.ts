import type { Coverage } from "../policy/framework-result.js";
import type { DocumentedFramework } from "./schema.js";

/** A control of a framework, and the policies that judge it. */
export interface FrameworkControl {
  /** As the standard numbers it; where it has no numbers, a name of ours. */
  readonly id: string;
  /** What it asks for, in our own words. */
  readonly title: string;
  readonly coverage: Coverage;
  /** False where no file that Lintel reads could tell whether the control is met. */
  readonly isAutomatable: boolean;
  /** Why it cannot be judged at all, or what of it is not judged. */
  readonly why: string | null;
  /** Ids of the policies that judge it, sorted. */
  readonly policies: readonly string[];
}

/** A standard, benchmark or regulation, as far as Lintel knows its controls. */
export interface Framework {
  readonly id: string;
  readonly title: string;
  readonly edition: string;
  readonly publisher: string;
  readonly link: string;
  /** Whether every control of the edition is listed. */
  readonly isComplete: boolean;
  /** What the list holds, and why it ends there. */
  readonly completeness: string;
  readonly controls: readonly FrameworkControl[];
}

/** What is known of a framework before it is loaded. */
export interface FrameworkEntry {
  readonly id: string;
  readonly title: string;
  readonly edition: string;
  readonly publisher: string;
  readonly controls: number;
}

/** The frameworks at hand, each loaded when it is asked for. */
export interface FrameworkCatalogue {
  entries(): Promise<readonly FrameworkEntry[]>;
  /** Loads a framework; undefined where there is none of this id. */
  load(id: string): Promise<Framework | undefined>;
}

/** What is needed of a policy to know which controls it judges. */
export interface MappedPolicy {
  readonly id: string;
  /** Framework to ids of controls. */
  readonly controls: Readonly<Record<string, readonly string[]>>;
}

/** Joins the file of a framework with the policies that name its controls. */
export function bindFramework(document: DocumentedFramework, policies: readonly MappedPolicy[]): Framework {
  const { complete, controls, ...rest } = document;
  const bound = controls.map(({ id, title, coverage, automatable, why }) => ({
    id,
    title,
    coverage,
    isAutomatable: automatable,
    why: why ?? null,
    policies: [],
  }));
  return withPolicies({ ...rest, isComplete: complete, controls: bound }, policies);
}

/**
 * Adds policies of one's own to a framework. One that has the id of a policy that was there takes its place, as it does in a
 * scan. What they say of controls that the framework does not have says nothing.
 */
export function withPolicies(framework: Framework, policies: readonly MappedPolicy[]): Framework {
  if (policies.length === 0) return framework;
  const replaced = new Set(policies.map(({ id }) => id));
  const judges = new Map<string, string[]>();
  for (const { id, controls } of policies) {
    for (const control of Object.hasOwn(controls, framework.id) ? (controls[framework.id] ?? []) : []) {
      const known = judges.get(control);
      if (known === undefined) judges.set(control, [id]);
      else known.push(id);
    }
  }
  return {
    ...framework,
    controls: framework.controls.map((control) => {
      const kept = control.policies.filter((id) => !replaced.has(id));
      return { ...control, policies: [...new Set([...kept, ...(judges.get(control.id) ?? [])])].sort() };
    }),
  };
}

/** Returns the ids of all policies that judge a control of these frameworks: what `--framework` and a preset of that name run. */
export function policiesOf(frameworks: readonly Framework[]): ReadonlySet<string> {
  return new Set(frameworks.flatMap(({ controls }) => controls.flatMap(({ policies }) => policies)));
}

/** Returns what a catalogue tells of a framework. */
export function frameworkEntryOf({ id, title, edition, publisher, controls }: Framework): FrameworkEntry {
  return { id, title, edition, publisher, controls: controls.length };
}
