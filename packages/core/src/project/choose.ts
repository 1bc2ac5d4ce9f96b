import type { GraphNode } from "../graph/graph.js";
import { PolicyNames, type PresetChoice, type SelectablePolicy } from "../policy/catalogue.js";
import type { PlaceChoice, PolicyChoice, PolicySettings } from "../policy/choice.js";
import { presets as plainPresets, type Data, type PolicyParameter } from "../policy/policy.js";
import type { Diagnostic, ReportDiagnostic } from "../source/diagnostic.js";
import { checkNames } from "./check-names.js";
import { checkParameters } from "./check-parameters.js";
import { byDefault, describeOrigin, overriding, type Decision, type Origin } from "./decision.js";
import type { Layer, Place } from "./layers.js";
import {
  LayeredPolicies,
  presetsOf,
  type InPreset,
  type PolicyDecisions,
  type Refusal,
  type SettingsByPolicy,
} from "./policy-decisions.js";
import type { PlaceLayers, Project } from "./project.js";
import type { WrittenScope } from "./settings.js";

/** What there is to know of policies beyond their entries: the presets that are compliance frameworks, and parameters. */
export interface PolicyKnowledge {
  /** The ids of all that there are. */
  readonly names: readonly string[];
  /** The ids of the policies of those that a configuration names. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
  /** The parameters of the policies that a configuration gives some, by id. */
  readonly parameters: ReadonlyMap<string, Readonly<Record<string, PolicyParameter>>>;
}

/** What whoever starts the scan says of policies, which beats what any file does. */
export interface ChoiceFlags {
  readonly preset?: PresetChoice | undefined;
  readonly mapped?: ReadonlySet<string> | undefined;
  readonly policy?: readonly string[] | undefined;
  readonly skipPolicy?: readonly string[] | undefined;
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, Data>>>> | undefined;
  /** Takes what there is to say of the flags, and of attempts to weaken what is hard-mandatory. */
  readonly report: ReportDiagnostic;
}

/** Chooses the policies of every place of a project, and lists the names in its files that mean nothing. */
export function choosePolicies(
  project: Project,
  policies: readonly SelectablePolicy[],
  presets: PolicyKnowledge,
  flags: ChoiceFlags,
): { readonly choice: PolicyChoice; readonly problems: readonly Diagnostic[] } {
  const names = new PolicyNames(policies);
  const problems = [
    ...checkNames(project.mentions, names, [...plainPresets, "all", ...presets.names]),
    ...checkParameters(project.mentions, names, presets.parameters),
  ];
  // Each node is asked about several times.
  const known = new WeakMap<GraphNode, PlaceChoice>();
  const choices = new Choices(names, inPresetOf(presets, flags), flags);
  return {
    problems,
    choice: {
      // Whatever is left out of the scan, the scan as a whole is not.
      general: choices.at({ ...project.at(project.generalPlace), excluded: undefined }),
      at: (node) => {
        let choice = known.get(node);
        if (choice === undefined) known.set(node, (choice = choices.at(project.at(placeOf(node)))));
        return choice;
      },
    },
  };
}

/** The place of a node: the file that it is written in, and its addresses. */
function placeOf({ address, blockAddress, range }: GraphNode): Place {
  return { path: range.file.path, addresses: address === blockAddress ? [address] : [address, blockAddress] };
}

/** Tells which policies belong to a preset. */
export function inPresetOf({ ids }: PolicyKnowledge, { mapped }: Pick<ChoiceFlags, "mapped">): InPreset {
  return ({ entry }, chosen) =>
    chosen.some((preset) => preset === "all" || preset === entry.preset || ids.get(preset)?.has(entry.id) === true) ||
    mapped?.has(entry.id) === true;
}

/** The preset of a place. */
export function decidePreset(
  layers: readonly Layer[],
  flags: Pick<ChoiceFlags, "preset" | "mapped">,
): Decision<readonly string[]> {
  let preset = byDefault<readonly string[]>(["recommended"]);
  for (const { scope, originOf, isOnlyHard } of layers) {
    if (scope.preset === undefined || isOnlyHard) continue;
    preset = overriding(preset, { value: presetsOf(scope.preset), origin: originOf(["preset"]) });
  }
  if (flags.preset !== undefined) {
    return overriding(preset, { value: [flags.preset], origin: { kind: "flag", name: "--preset" } });
  }
  if (flags.mapped === undefined) return preset;
  return overriding(preset, { value: [], origin: { kind: "flag", name: "--framework" } });
}

class Choices {
  readonly #choices = new Map<PlaceLayers, PlaceChoice>();
  readonly #only: ReadonlySet<SelectablePolicy> | undefined;
  readonly #skipped: ReadonlySet<SelectablePolicy>;
  readonly #refused = new Set<string>();
  readonly #named = new Map<WrittenScope, SettingsByPolicy>();

  constructor(
    readonly names: PolicyNames,
    readonly inPreset: InPreset,
    readonly flags: ChoiceFlags,
  ) {
    const { policy: only = [], skipPolicy: skip = [], report } = flags;
    this.#only = only.length === 0 ? undefined : names.resolve(only, report);
    this.#skipped = names.resolve(skip, report);
  }

  at(place: PlaceLayers): PlaceChoice {
    let choice = this.#choices.get(place);
    if (choice === undefined) this.#choices.set(place, (choice = this.#make(place)));
    return choice;
  }

  #make(place: PlaceLayers): PlaceChoice {
    const layered = new LayeredPolicies(place.layers, this.names, this.inPreset, this.#named);
    const preset = decidePreset(place.layers, this.flags);
    const known = new Map<SelectablePolicy, PolicySettings | undefined>();
    return {
      settingsOf: (policy) => {
        if (known.has(policy)) return known.get(policy);
        const decided = layered.decide(policy, preset, this.#refuse);
        const settings = this.#isOn(policy, decided, place) ? this.#settings(policy, decided) : undefined;
        known.set(policy, settings);
        return settings;
      },
    };
  }

  /** Whether a policy is run after all, be it because nobody may leave it out. */
  #isOn(policy: SelectablePolicy, decided: PolicyDecisions, { excluded }: PlaceLayers): boolean {
    const { hard } = decided;
    const isExcluded = excluded !== undefined && (hard === undefined || hard.depth >= excluded.depth);
    if (isExcluded) return false;
    const keeps = (attempt: string, attemptedBy: Origin): boolean => {
      if (hard === undefined) return false;
      this.#refuse({ policy: policy.entry.id, attempt, attemptedBy, refusedBy: hard.origin });
      return true;
    };
    if (excluded !== undefined) keeps("be excluded", excluded.origin);
    if (this.#skipped.has(policy)) return keeps("be skipped", { kind: "flag", name: "--skip-policy" });
    if (this.#only === undefined) return decided.enabled.value;
    return this.#only.has(policy) || keeps("be left out", { kind: "flag", name: "--policy" });
  }

  #settings(policy: SelectablePolicy, { severity, enforcement, parameters, hard }: PolicyDecisions): PolicySettings {
    const own = Object.fromEntries([...parameters].map(([name, { value }]) => [name, value]));
    const [first] = parameters.values();
    const given = this.flags.parameters?.[policy.entry.id];
    const isRefused = given !== undefined && hard !== undefined;
    if (isRefused) {
      const attemptedBy: Origin = { kind: "flag", name: "parameters" };
      this.#refuse({
        policy: policy.entry.id,
        attempt: "be given other parameters",
        attemptedBy,
        refusedBy: hard.origin,
      });
    }
    return {
      severity: severity.origin.kind === "default" ? undefined : severity.value,
      enforcement: enforcement.value,
      parameters: isRefused ? own : { ...own, ...given },
      parametersAt: first?.origin.kind === "file" ? first.origin.range : undefined,
    };
  }

  readonly #refuse = ({ policy, attempt, attemptedBy, refusedBy }: Refusal): void => {
    const place = attemptedBy.kind === "file" ? attemptedBy.range : undefined;
    const key = `${policy}\n${attempt}\n${place?.file.path ?? ""}:${String(place?.start)}`;
    if (this.#refused.has(key)) return;
    this.#refused.add(key);
    const how = attemptedBy.kind === "flag" ? `by ${attemptedBy.name}` : "here";
    this.flags.report({
      severity: "warning",
      code: "configuration-refused",
      message: `The policy ${policy} cannot ${attempt} ${how}: ${describeOrigin(refusedBy)} makes it hard-mandatory.`,
      range: place,
    });
  };
}
