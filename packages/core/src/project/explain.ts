import type { SelectablePolicy } from "../policy/catalogue.js";
import { PolicyNames, type PresetChoice } from "../policy/catalogue.js";
import { locate } from "../policy/assemble.js";
import type { Location, Severity } from "../policy/finding.js";
import type { Data } from "../policy/policy.js";
import { compareCodePoints } from "../source/code-points.js";
import { decidePreset, inPresetOf, type PolicyKnowledge } from "./choose.js";
import { overriding, type Decision, type Origin, type Wish } from "./decision.js";
import type { Place } from "./layers.js";
import { LayeredPolicies, type Refusal } from "./policy-decisions.js";
import type { Project } from "./project.js";
import type { VariableSettings } from "./run-settings.js";
import type { FailOn } from "./settings.js";

/** A value, and who wanted it: a place in a file, a flag, or nobody. */
export interface ExplainedValue {
  readonly value: unknown;
  /** Null where it is the default, or what a flag says. */
  readonly decidedBy: Location | null;
  /** The flag of the command line that says so; null where none does. */
  readonly flag: string | null;
}

/** A setting, and what its value took the place of, the nearest first. */
export interface ExplainedSetting extends ExplainedValue {
  readonly name: string;
  readonly overrode: readonly ExplainedValue[];
}

/** How a policy is run at a place. */
export interface ExplainedPolicy {
  readonly id: string;
  readonly settings: readonly ExplainedSetting[];
  /** What was attempted to no avail, since a file makes it hard-mandatory. */
  readonly refused: readonly { readonly attempt: string; readonly at: Location | null; readonly flag: string | null }[];
}

/** What configurations say of a place. */
export interface Explanation {
  readonly path: string;
  readonly addresses: readonly string[];
  /** The configurations that count there, the outermost first. */
  readonly files: readonly { readonly file: string; readonly isOnlyHard: boolean }[];
  /** Who leaves the place out of the scan; null where nobody does. */
  readonly excludedBy: Location | null;
  readonly settings: readonly ExplainedSetting[];
  /** Those that a configuration names, in the order of their ids. */
  readonly policies: readonly ExplainedPolicy[];
}

/** What a command line says, which beats what any file does. */
export interface ExplainedFlags {
  readonly preset?: PresetChoice | undefined;
  /** The policies of the frameworks that are asked for. */
  readonly mapped?: ReadonlySet<string> | undefined;
  readonly policy?: readonly string[] | undefined;
  readonly skipPolicy?: readonly string[] | undefined;
  readonly severity?: Severity | undefined;
  readonly failOn?: FailOn | undefined;
  readonly externalPolicies?: readonly string[] | undefined;
  readonly plugins?: readonly string[] | undefined;
  readonly rego?: readonly string[] | undefined;
  readonly requireCoverage?: number | undefined;
  readonly varFiles?: readonly string[] | undefined;
  /** Names of variables that are given a value. */
  readonly vars?: readonly string[] | undefined;
  readonly workspace?: string | undefined;
  readonly scenarios?: readonly string[] | undefined;
  readonly baselineFile?: string | undefined;
  readonly ratchet?: boolean | undefined;
}

/** Says of each setting what its value at a place is, who decided it, and what it took the place of. */
export function explainPlace(
  project: Project,
  place: Place,
  { policies, presets }: { readonly policies: readonly SelectablePolicy[]; readonly presets: PolicyKnowledge },
  flags: ExplainedFlags,
): Explanation {
  const { layers } = project.at(place);
  const excluded = project.exclusionOf(place);
  const preset = decidePreset(layers, flags);
  const thresholds = project.thresholdsAt(place);
  const names = new PolicyNames(policies);
  const layered = new LayeredPolicies(layers, names, inPresetOf(presets, flags));
  const selected = selectedBy(flags, names);
  const mentioned = new Set([...layered.named, ...(selected.only ?? []), ...selected.skipped]);
  const named = [...mentioned].sort((left, right) => compareCodePoints(left.entry.id, right.entry.id));
  return {
    path: place.path,
    addresses: place.addresses ?? [],
    files: project.filesAbout(place).map(({ file, isOnlyHard }) => ({ file: file.path, isOnlyHard })),
    excludedBy: excluded === undefined ? null : placeOf(excluded),
    settings: [
      setting("preset", preset),
      setting("severity", flagged(thresholds.severity, "--severity", flags.severity)),
      setting("failOn", flagged(thresholds.failOn, "--fail-on", flags.failOn)),
      ...runSettings(project, flags),
    ],
    policies: named.map((policy) => explainPolicy(layered, policy, { preset, selected })),
  };
}

/** The policies that a command line names. */
interface SelectedPolicies {
  readonly only: ReadonlySet<SelectablePolicy> | undefined;
  readonly skipped: ReadonlySet<SelectablePolicy>;
}

function selectedBy({ policy = [], skipPolicy = [] }: ExplainedFlags, names: PolicyNames): SelectedPolicies {
  const meant = (written: readonly string[]): ReadonlySet<SelectablePolicy> =>
    new Set(written.flatMap((name) => names.find(name)));
  return { only: policy.length === 0 ? undefined : meant(policy), skipped: meant(skipPolicy) };
}

function explainPolicy(
  layered: LayeredPolicies,
  policy: SelectablePolicy,
  { preset, selected }: { readonly preset: Decision<readonly string[]>; readonly selected: SelectedPolicies },
): ExplainedPolicy {
  const refused: Pick<Refusal, "attempt" | "attemptedBy">[] = [];
  const decided = layered.decide(policy, preset, (each) => refused.push(each));
  const { severity, enforcement, parameters, hard } = decided;
  let enabled = decided.enabled;
  const select = (name: string, value: boolean, attempt: string): void => {
    const attemptedBy: Origin = { kind: "flag", name };
    if (!value && hard !== undefined) refused.push({ attempt, attemptedBy });
    else enabled = overriding(enabled, { value, origin: attemptedBy });
  };
  const { only, skipped } = selected;
  if (only !== undefined) select("--policy", only.has(policy), "be left out");
  if (skipped.has(policy)) select("--skip-policy", false, "be skipped");
  return {
    id: policy.entry.id,
    settings: [
      setting("enabled", enabled),
      setting("severity", severity),
      setting("enforcement", enforcement),
      ...[...parameters].map(([name, decision]) => setting(`parameters.${name}`, decision)),
    ],
    refused: refused.map(({ attempt, attemptedBy }) => ({
      attempt,
      at: placeOf(attemptedBy),
      flag: flagOf(attemptedBy),
    })),
  };
}

/** What a flag says in place of what files do; nothing where it is not given. */
function flagged<T>(decision: Decision<T>, name: string, value: T | undefined): Decision<T> {
  return value === undefined ? decision : overriding(decision, { value, origin: { kind: "flag", name } });
}

function given(name: string, values: readonly string[] = []): readonly Wish<string>[] {
  return values.map((value) => ({ value, origin: { kind: "flag", name } }));
}

function runSettings({ run }: Project, flags: ExplainedFlags): readonly ExplainedSetting[] {
  const { externalPolicies, plugins, rego, scenarios } = run;
  const names = { ...scenarios, value: scenarios.value.map(({ name }) => name), overrode: [] };
  return [
    ...listed("externalPolicies", [...externalPolicies, ...given("--external-policies", flags.externalPolicies)]),
    ...listed("plugins", [...plugins, ...given("--plugin", flags.plugins)]),
    ...listed("rego", [...rego, ...given("--rego", flags.rego)]),
    setting("requireCoverage", flagged(run.requireCoverage, "--require-coverage", flags.requireCoverage)),
    ...variableSettings("variables", withGiven(run.variables, flags)),
    setting("scenarios", flagged<readonly string[]>(names, "--scenario", flags.scenarios)),
    setting("suppressions.requireReason", run.requireReason),
    setting("suppressions.requireOwner", run.requireOwner),
    setting("suppressions.maximumDays", run.maximumDays),
    setting("baseline.file", flagged(run.baselineFile, "--baseline", flags.baselineFile)),
    setting("baseline.ratchet", flagged(run.ratchet, "--ratchet", flags.ratchet)),
    ...Object.entries(run.bot.value).map(([name, value]: [string, unknown]) =>
      setting(`bot.${name}`, { ...run.bot, value, overrode: [] }),
    ),
  ];
}

/** Values of a command line are over those of files. */
function withGiven({ files, values, workspace }: VariableSettings, flags: ExplainedFlags): VariableSettings {
  const all = new Map(values);
  for (const name of flags.vars ?? []) {
    const wish: Wish<Data> = { value: null, origin: { kind: "flag", name: "--var" } };
    const known = all.get(name);
    all.set(name, known === undefined ? { ...wish, overrode: [] } : overriding(known, wish));
  }
  return {
    files: [...files, ...given("--var-file", flags.varFiles)],
    values: all,
    workspace: flagged(workspace, "--workspace", flags.workspace),
  };
}

/** Values of variables may be secrets: only their names are told. */
function variableSettings(name: string, { files, values, workspace }: VariableSettings): readonly ExplainedSetting[] {
  return [
    ...listed(`${name}.varFiles`, files),
    ...[...values].map(([variable, decision]) => ({
      ...setting(`${name}.vars.${variable}`, { ...decision, value: "(not shown)" }),
      overrode: decision.overrode.map(({ origin }) => valueOf({ value: "(not shown)", origin })),
    })),
    setting(`${name}.workspace`, workspace),
  ];
}

function listed(name: string, wishes: readonly Wish<string>[]): readonly ExplainedSetting[] {
  return wishes.map((wish) => ({ name, ...valueOf(wish), overrode: [] }));
}

function setting(name: string, decision: Decision<unknown>): ExplainedSetting {
  return { name, ...valueOf(decision), overrode: decision.overrode.map(valueOf) };
}

function valueOf({ value, origin }: Wish<unknown>): ExplainedValue {
  return { value: value ?? null, decidedBy: placeOf(origin), flag: flagOf(origin) };
}

function flagOf(origin: Origin): string | null {
  return origin.kind === "flag" ? origin.name : null;
}

function placeOf(origin: Origin): Location | null {
  return origin.kind === "file" ? locate(origin.range) : null;
}
