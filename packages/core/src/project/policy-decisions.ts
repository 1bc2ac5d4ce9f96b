import type { Enforcement, Severity } from "../policy/finding.js";
import { severities } from "../policy/finding.js";
import type { PolicyNames, SelectablePolicy } from "../policy/catalogue.js";
import { isGlob } from "../graph/glob.js";
import type { Data } from "../policy/policy.js";
import { byDefault, overriding, type Decision, type Origin } from "./decision.js";
import type { Layer } from "./layers.js";
import type { WrittenPolicy, WrittenPolicySettings, WrittenScope } from "./settings.js";

/** How one policy is run at a place, and who decided it. */
export interface PolicyDecisions {
  readonly enabled: Decision<boolean>;
  readonly severity: Decision<Severity>;
  readonly enforcement: Decision<Enforcement>;
  readonly parameters: ReadonlyMap<string, Decision<Data>>;
  /** Who makes it hard-mandatory, with the file's place in the chain of files. */
  readonly hard: { readonly depth: number; readonly origin: Origin } | undefined;
}

/** An attempt to weaken what a file further up makes hard-mandatory. */
export interface Refusal {
  readonly policy: string;
  /** What was attempted, as a sentence goes on: `switched off`. */
  readonly attempt: string;
  readonly attemptedBy: Origin;
  readonly refusedBy: Origin;
}

/** Settings under one name, taken apart. */
export interface NamedSettings extends WrittenPolicySettings {
  readonly origin: Origin;
  readonly originOf: (name: keyof WrittenPolicySettings, parameter?: string) => Origin;
  /** Whether it names the policy, rather than having a glob match it. */
  readonly isExact: boolean;
}

/** Which presets are chosen, after each layer. */
export type InPreset = (policy: SelectablePolicy, preset: readonly string[]) => boolean;

/** What one scope says, by policy. */
export type SettingsByPolicy = ReadonlyMap<SelectablePolicy, readonly NamedSettings[]>;

/** The settings of the layers, by policy. */
export class LayeredPolicies {
  readonly #byPolicy: readonly SettingsByPolicy[];

  constructor(
    readonly layers: readonly Layer[],
    names: PolicyNames,
    readonly inPreset: InPreset,
    /** What scopes say of policies, for places that have scopes in common. */
    known = new Map<WrittenScope, SettingsByPolicy>(),
  ) {
    this.#byPolicy = layers.map((layer) => {
      let named = known.get(layer.scope);
      if (named === undefined) known.set(layer.scope, (named = namedIn(layer, names)));
      return named;
    });
  }

  /** The policies that any layer names. */
  get named(): ReadonlySet<SelectablePolicy> {
    return new Set(this.#byPolicy.flatMap((each) => [...each.keys()]));
  }

  /** Settles how a policy is run. */
  decide(
    policy: SelectablePolicy,
    preset: Decision<readonly string[]>,
    refuse: (refusal: Refusal) => void,
  ): PolicyDecisions {
    const fold = new PolicyFold(policy, refuse);
    let current: readonly string[] = [...(preset.overrode.at(-1)?.value ?? preset.value)];
    this.layers.forEach((layer, index) => {
      if (layer.scope.preset !== undefined && !layer.isOnlyHard) current = presetsOf(layer.scope.preset);
      for (const settings of this.#byPolicy[index]?.get(policy) ?? []) {
        const isOn = fold.isSaid ?? (policy.isOwn || this.inPreset(policy, current));
        fold.apply(settings, layer, isOn);
      }
    });
    return fold.decisions(policy.isOwn || this.inPreset(policy, preset.value), preset.origin);
  }
}

/** The presets of a setting, as a list. */
export function presetsOf(written: string | readonly string[]): readonly string[] {
  return typeof written === "string" ? [written] : written;
}

/** What a layer says of each policy: globs first, so that what names a policy has the last word. */
function namedIn(layer: Layer, names: PolicyNames): SettingsByPolicy {
  const found = new Map<SelectablePolicy, NamedSettings[]>();
  const entries = Object.entries(layer.scope.policies ?? {});
  for (const isExact of [false, true]) {
    for (const [name, written] of entries) {
      if (isGlob(name) === isExact) continue;
      const settings = settingsOf(name, written, layer, isExact);
      for (const policy of names.find(name)) {
        const known = found.get(policy);
        if (known === undefined) found.set(policy, [settings]);
        else known.push(settings);
      }
    }
  }
  return found;
}

function settingsOf(name: string, written: WrittenPolicy, layer: Layer, isExact: boolean): NamedSettings {
  const origin = layer.originOf(["policies", name]);
  const short = { origin, originOf: () => origin, isExact };
  if (written === true || written === "on") return { ...short, enabled: true };
  if (written === false || written === "off") return { ...short, enabled: false };
  if (typeof written === "string") return { ...short, severity: written };
  const originOf: NamedSettings["originOf"] = (setting, parameter) =>
    layer.originOf(["policies", name, setting, ...(parameter === undefined ? [] : [parameter])]);
  return { ...written, origin, originOf, isExact };
}

class PolicyFold {
  #enabled: Decision<boolean> | undefined;
  #severity: Decision<Severity>;
  #enforcement = byDefault<Enforcement>("soft-mandatory");
  readonly #parameters = new Map<string, Decision<Data>>();
  #hard: { readonly depth: number; readonly origin: Origin } | undefined;

  constructor(
    readonly policy: SelectablePolicy,
    readonly refuse: (refusal: Refusal) => void,
  ) {
    this.#severity = byDefault(policy.entry.severity);
  }

  /** Whether the policy was switched on or off so far. */
  get isSaid(): boolean | undefined {
    return this.#enabled?.value;
  }

  apply(settings: NamedSettings, layer: Layer, isOn: boolean): void {
    const isAttempt = this.#hard !== undefined && layer.depth > this.#hard.depth;
    const isHard = settings.enforcement === "hard-mandatory" && settings.enabled !== false;
    if (layer.isOnlyHard && !isHard) return;
    if (isAttempt) {
      this.#strengthen(settings);
      return;
    }
    // A policy that is named is meant to be run; a glob only tells about those that are run in any case.
    const enabled = settings.enabled ?? (settings.isExact ? true : undefined);
    if (enabled !== undefined) this.#enable(enabled, settings);
    const { severity, enforcement } = settings;
    if (severity !== undefined)
      this.#severity = overriding(this.#severity, { value: severity, origin: settings.originOf("severity") });
    if (enforcement !== undefined) {
      this.#enforcement = overriding(this.#enforcement, {
        value: enforcement,
        origin: settings.originOf("enforcement"),
      });
    }
    this.#set(settings);
    const staysOn = enabled ?? isOn;
    if (isHard && staysOn) this.#hard = { depth: layer.depth, origin: settings.originOf("enforcement") };
    else if (enabled === false || (enforcement !== undefined && !isHard)) this.#hard = undefined;
  }

  decisions(isInPreset: boolean, presetOrigin: Origin): PolicyDecisions {
    const enabled =
      this.#enabled ??
      (this.#hard === undefined
        ? { value: isInPreset, origin: presetOrigin, overrode: [] }
        : { value: true, origin: this.#hard.origin, overrode: [] });
    return {
      enabled,
      severity: this.#severity,
      enforcement: this.#enforcement,
      parameters: this.#parameters,
      hard: enabled.value ? this.#hard : undefined,
    };
  }

  #enable(value: boolean, { origin, originOf, enabled }: NamedSettings): void {
    const by = enabled === undefined ? origin : originOf("enabled");
    this.#enabled =
      this.#enabled === undefined
        ? { value, origin: by, overrode: [] }
        : overriding(this.#enabled, { value, origin: by });
  }

  #set({ parameters = {}, originOf }: NamedSettings): void {
    for (const [name, value] of Object.entries(parameters)) {
      const wish = { value, origin: originOf("parameters", name) };
      const known = this.#parameters.get(name);
      this.#parameters.set(name, known === undefined ? { ...wish, overrode: [] } : overriding(known, wish));
    }
  }

  /** Of what is said of a policy that is hard-mandatory further up, only a higher severity counts. */
  #strengthen(settings: NamedSettings): void {
    const { severity, enabled, enforcement, parameters, originOf } = settings;
    if (enabled === false) this.#refuse("be switched off", originOf("enabled"));
    if (enforcement !== undefined && enforcement !== "hard-mandatory") {
      this.#refuse(`be made ${enforcement}`, originOf("enforcement"));
    }
    if (parameters !== undefined) this.#refuse("be given other parameters", originOf("parameters"));
    if (severity === undefined) return;
    const isLower = severities.indexOf(severity) > severities.indexOf(this.#severity.value);
    if (isLower) this.#refuse(`have the severity ${severity}`, originOf("severity"));
    else this.#severity = overriding(this.#severity, { value: severity, origin: originOf("severity") });
  }

  #refuse(attempt: string, attemptedBy: Origin): void {
    if (this.#hard === undefined) return;
    this.refuse({ policy: this.policy.entry.id, attempt, attemptedBy, refusedBy: this.#hard.origin });
  }
}
