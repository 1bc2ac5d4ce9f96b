import type { SelectablePolicy } from "../policy/catalogue.js";
import { PolicyNames } from "../policy/catalogue.js";
import { locate } from "../policy/assemble.js";
import type { Location } from "../policy/finding.js";
import { compareCodePoints } from "../source/code-points.js";
import { decidePreset, inPresetOf, type PolicyKnowledge } from "./choose.js";
import type { Decision, Origin, Wish } from "./decision.js";
import type { Place } from "./layers.js";
import { LayeredPolicies, type Refusal } from "./policy-decisions.js";
import type { Project } from "./project.js";
import type { VariableSettings } from "./run-settings.js";

/** A value, and who wanted it: a place in a file, or nobody. */
export interface ExplainedValue {
  readonly value: unknown;
  /** Null where it is the default. */
  readonly decidedBy: Location | null;
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
  /** What was attempted to no avail, since a file further up makes it hard-mandatory. */
  readonly refused: readonly { readonly attempt: string; readonly at: Location | null }[];
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

/** Says of each setting what its value at a place is, who decided it, and what it took the place of. */
export function explainPlace(
  project: Project,
  place: Place,
  policies: readonly SelectablePolicy[],
  presets: PolicyKnowledge,
): Explanation {
  const { layers } = project.at(place);
  const excluded = project.exclusionOf(place);
  const preset = decidePreset(layers, {});
  const thresholds = project.thresholdsAt(place);
  const layered = new LayeredPolicies(layers, new PolicyNames(policies), inPresetOf(presets, {}));
  const named = [...layered.named].sort((left, right) => compareCodePoints(left.entry.id, right.entry.id));
  return {
    path: place.path,
    addresses: place.addresses ?? [],
    files: project.filesAbout(place).map(({ file, isOnlyHard }) => ({ file: file.path, isOnlyHard })),
    excludedBy: excluded === undefined ? null : placeOf(excluded),
    settings: [
      setting("preset", preset),
      setting("severity", thresholds.severity),
      setting("failOn", thresholds.failOn),
      ...runSettings(project),
    ],
    policies: named.map((policy) => explainPolicy(layered, policy, preset)),
  };
}

function explainPolicy(
  layered: LayeredPolicies,
  policy: SelectablePolicy,
  preset: Decision<readonly string[]>,
): ExplainedPolicy {
  const refused: Refusal[] = [];
  const { enabled, severity, enforcement, parameters } = layered.decide(policy, preset, (each) => refused.push(each));
  return {
    id: policy.entry.id,
    settings: [
      setting("enabled", enabled),
      setting("severity", severity),
      setting("enforcement", enforcement),
      ...[...parameters].map(([name, decision]) => setting(`parameters.${name}`, decision)),
    ],
    refused: refused.map(({ attempt, attemptedBy }) => ({ attempt, at: placeOf(attemptedBy) })),
  };
}

function runSettings({ run }: Project): readonly ExplainedSetting[] {
  const { externalPolicies, plugins, rego, scenarios } = run;
  return [
    ...listed("externalPolicies", externalPolicies),
    ...listed("plugins", plugins),
    ...listed("rego", rego),
    setting("requireCoverage", run.requireCoverage),
    ...variableSettings("variables", run.variables),
    setting("scenarios", { ...scenarios, value: scenarios.value.map(({ name }) => name), overrode: [] }),
    setting("suppressions.requireReason", run.requireReason),
    setting("suppressions.requireOwner", run.requireOwner),
    setting("suppressions.maximumDays", run.maximumDays),
    setting("baseline.file", run.baselineFile),
    setting("baseline.ratchet", run.ratchet),
  ];
}

/** Values of variables may be secrets: only their names are told. */
function variableSettings(name: string, { files, values, workspace }: VariableSettings): readonly ExplainedSetting[] {
  return [
    ...listed(`${name}.varFiles`, files),
    ...[...values].map(([variable, decision]) => ({
      ...setting(`${name}.vars.${variable}`, { ...decision, value: "(not shown)" }),
      overrode: decision.overrode.map(({ origin }) => ({ value: "(not shown)", decidedBy: placeOf(origin) })),
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
  return { value: value ?? null, decidedBy: placeOf(origin) };
}

function placeOf(origin: Origin): Location | null {
  return origin.kind === "file" ? locate(origin.range) : null;
}
