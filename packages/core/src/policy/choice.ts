import type { GraphNode } from "../graph/graph.js";
import type { ReportDiagnostic } from "../source/diagnostic.js";
import type { SourceRange } from "../source/source-file.js";
import { selectPolicies, type PresetChoice, type SelectablePolicy } from "./catalogue.js";
import type { Enforcement, Severity } from "./finding.js";
import type { Data } from "./policy.js";

/** How a policy is run. */
export interface PolicySettings {
  /** Undefined for the policy's own. */
  readonly severity: Severity | undefined;
  readonly enforcement: Enforcement;
  /** Values for its parameters, in place of their defaults. */
  readonly parameters: Readonly<Record<string, Data>>;
  /** Where these are written. */
  readonly parametersAt?: SourceRange | undefined;
}

/** Which policies are run at some places, and how. */
export interface PlaceChoice {
  /** How a policy is run; undefined where it is not. */
  readonly settingsOf: (policy: SelectablePolicy) => PolicySettings | undefined;
}

/** Which policies are run where. */
export interface PolicyChoice {
  /** What holds where nothing else is said. */
  readonly general: PlaceChoice;
  /** What holds for a node; one and the same object for all nodes for which it is the same. */
  readonly at: (node: GraphNode) => PlaceChoice;
}

/** Which policies are run, whatever they are run on. */
export interface SelectionOptions {
  readonly preset?: PresetChoice | undefined;
  /** Ids of policies that are on whatever their preset. Where they are given and no preset is, nothing else is on. */
  readonly mapped?: ReadonlySet<string> | undefined;
  readonly policy?: readonly string[] | undefined;
  readonly skipPolicy?: readonly string[] | undefined;
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, Data>>>> | undefined;
}

/** Makes the same choice everywhere. */
export function chooseEverywhere(
  policies: readonly SelectablePolicy[],
  options: SelectionOptions,
  report: ReportDiagnostic,
): PolicyChoice {
  const { mapped, policy: only, skipPolicy: skip, parameters } = options;
  const preset = options.preset ?? (mapped === undefined ? "recommended" : undefined);
  const selected = new Set(selectPolicies(policies, { preset, mapped, only, skip }, report));
  const plain: PolicySettings = { severity: undefined, enforcement: "soft-mandatory", parameters: {} };
  const general: PlaceChoice = {
    settingsOf: (policy) => {
      if (!selected.has(policy)) return undefined;
      const given = parameters?.[policy.entry.id];
      return given === undefined ? plain : { ...plain, parameters: given };
    },
  };
  return { general, at: () => general };
}
