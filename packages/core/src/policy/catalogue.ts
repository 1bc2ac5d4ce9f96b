import { isGlob, compileGlob } from "../graph/glob.js";
import type { ReportDiagnostic } from "../source/diagnostic.js";
import type { Severity } from "./finding.js";
import { nearest } from "./nearest.js";
import { aliasesOf, isAboutChanges, matchOf, type Category, type Policy, type Preset } from "./policy.js";

/** What is known of a policy before it is loaded: enough to select it. */
export interface PolicyEntry {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly preset: Preset;
  /** Globs of the node types that it is about. */
  readonly match: readonly string[];
  /** Names of the same policy in other tools. */
  readonly aliases: readonly string[];
  /** The other tools that have it too. */
  readonly tools?: readonly string[] | undefined;
  /** Whether its unknowns count like failures for the exit code. */
  readonly reportsUnknown: boolean;
  /** Whether it is about nothing but what plans change, so that it is not loaded where there is no plan. */
  readonly isAboutChanges?: boolean | undefined;
}

/** Many policies, loaded as far as they are needed. */
export interface PolicyCatalogue {
  readonly entries: readonly PolicyEntry[];
  /** Loads the policies of these ids, in the order of `entries`; ids that it does not have are left out. */
  load(ids: ReadonlySet<string>): Promise<readonly Policy[]>;
}

/** Which preset a scan runs; `all` is both. */
export type PresetChoice = Preset | "all";

/** Which of the policies at hand a scan runs. */
export interface PolicySelection {
  /** Undefined where none is on for its preset alone. */
  readonly preset: PresetChoice | undefined;
  /** Ids of policies that are on whatever their preset, as those are that a framework's controls ask for. */
  readonly mapped?: ReadonlySet<string> | undefined;
  /** Ids, aliases or globs of ids: these and no others, whatever their preset. Undefined for all of the preset. */
  readonly only?: readonly string[] | undefined;
  /** Ids, aliases or globs of ids that are left out. */
  readonly skip?: readonly string[] | undefined;
}

/** A policy that may be selected, with the way to get it. */
export interface SelectablePolicy {
  readonly entry: PolicyEntry;
  /** Brought by the user: on whatever the preset. */
  readonly isOwn: boolean;
  readonly source: PolicyCatalogue;
}

/** Makes a catalogue of policies that are at hand. */
export function catalogueOf(policies: readonly Policy[]): PolicyCatalogue {
  return {
    entries: policies.map(entryOf),
    load: (ids) => Promise.resolve(policies.filter(({ id }) => ids.has(id))),
  };
}

/** Returns what a catalogue tells of a policy. */
export function entryOf(policy: Policy): PolicyEntry {
  const { id, title, severity, category, preset } = policy;
  return {
    id,
    title,
    severity,
    category,
    preset,
    match: matchOf(policy),
    aliases: aliasesOf(policy),
    tools: Object.keys(policy.aliases),
    reportsUnknown: policy.onUnknown === "report",
    ...(policy.cases.every(isAboutChanges) ? { isAboutChanges: true } : {}),
  };
}

/** Selects policies; a name that means none is the error `unknown-policy`. */
export function selectPolicies(
  policies: readonly SelectablePolicy[],
  selection: PolicySelection,
  report: ReportDiagnostic,
): readonly SelectablePolicy[] {
  const names = new PolicyNames(policies);
  const skipped = names.resolve(selection.skip ?? [], report);
  if (selection.only !== undefined && selection.only.length > 0) {
    const wanted = names.resolve(selection.only, report);
    return policies.filter((policy) => wanted.has(policy) && !skipped.has(policy));
  }
  return policies.filter((policy) => {
    const { entry, isOwn } = policy;
    const isOfPreset = selection.preset === "all" || entry.preset === selection.preset;
    const isOn = isOwn || isOfPreset || selection.mapped?.has(entry.id) === true;
    return isOn && !skipped.has(policy);
  });
}

/** The ids and aliases under which policies may be named. */
export class PolicyNames {
  readonly #byName = new Map<string, SelectablePolicy[]>();

  constructor(readonly policies: readonly SelectablePolicy[]) {
    for (const policy of policies) {
      for (const name of [policy.entry.id, ...policy.entry.aliases]) {
        const named = this.#byName.get(name.toLowerCase());
        if (named === undefined) this.#byName.set(name.toLowerCase(), [policy]);
        else named.push(policy);
      }
    }
  }

  /** Returns the policies that some of the names mean; reports those that mean none. */
  resolve(names: readonly string[], report: ReportDiagnostic): ReadonlySet<SelectablePolicy> {
    const found = new Set<SelectablePolicy>();
    for (const name of names) {
      const policies = this.find(name);
      if (policies.length === 0) report(this.unknown(name));
      for (const policy of policies) found.add(policy);
    }
    return found;
  }

  /** Returns the policies that an id, an alias or a glob of ids means. */
  find(name: string): readonly SelectablePolicy[] {
    if (!isGlob(name)) return this.#byName.get(name.toLowerCase()) ?? [];
    const matches = compileGlob(name.toLowerCase());
    return this.policies.filter(({ entry }) => matches(entry.id.toLowerCase()));
  }

  /** What there is to say of a name that means none. */
  unknown(name: string): Parameters<ReportDiagnostic>[0] {
    const near = nearest(name, this.#byName.keys());
    const meant = this.#byName.get(near ?? "")?.[0]?.entry;
    const known = [meant?.id ?? "", ...(meant?.aliases ?? [])].find((each) => each.toLowerCase() === near);
    return {
      severity: "error",
      code: "unknown-policy",
      message: `There is no policy “${name}”.`,
      hint: known === undefined ? "See `lintel policy list`." : `Did you mean “${known}”?`,
    };
  }
}
