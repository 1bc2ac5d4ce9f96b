import type { PolicyNames } from "../policy/catalogue.js";
import { nearest } from "../policy/nearest.js";
import type { PolicyPath } from "../policy/policy.js";
import type { Diagnostic } from "../source/diagnostic.js";
import type { MentioningFile } from "./configuration-file.js";
import type { WrittenScope } from "./settings.js";

/** Lists the names of policies and presets in configurations that mean nothing. */
export function checkNames(
  files: readonly MentioningFile[],
  names: PolicyNames,
  presets: readonly string[],
): readonly Diagnostic[] {
  return files.flatMap((file) => {
    const { settings } = file;
    const scopes: readonly (readonly [PolicyPath, WrittenScope])[] = [
      [[], settings],
      ...(settings.overrides ?? []).map((scope, index) => [["overrides", index], scope] as const),
    ];
    const mentioned = [
      ...scopes.flatMap(([at, scope]) => policiesIn(scope, at)),
      ...(settings.suppress ?? [])
        .flatMap(({ policy }, index) => listed(policy, ["suppress", index, "policy"]))
        .filter(({ name }) => name !== "all"),
    ];
    const unknownPolicies = mentioned
      .filter(({ name }) => names.find(name).length === 0)
      .map(({ name, at }) => invalid(file, at, names.unknown(name)));
    const unknownPresets = scopes
      .flatMap(([at, { preset }]) => (preset === undefined ? [] : listed(preset, [...at, "preset"])))
      .filter(({ name }) => !presets.includes(name))
      .map(({ name, at }) => invalid(file, at, unknownPreset(name, presets)));
    return [...unknownPolicies, ...unknownPresets].sort(
      (left, right) => (left.range?.start ?? 0) - (right.range?.start ?? 0),
    );
  });
}

interface Mentioned {
  readonly name: string;
  readonly at: PolicyPath;
}

function policiesIn({ policies = {} }: WrittenScope, at: PolicyPath): readonly Mentioned[] {
  return Object.keys(policies).map((name) => ({ name, at: [...at, "policies", name] }));
}

function listed(written: string | readonly string[], at: PolicyPath): readonly Mentioned[] {
  if (typeof written === "string") return [{ name: written, at }];
  return written.map((name, index) => ({ name, at: [...at, index] }));
}

type Said = Pick<Diagnostic, "message" | "hint">;

function unknownPreset(name: string, presets: readonly string[]): Said {
  const near = nearest(name, presets);
  return {
    message: `There is no preset “${name}”.`,
    hint: near === undefined ? `There are ${presets.join(", ")}.` : `Did you mean “${near}”?`,
  };
}

function invalid({ rangeOf }: MentioningFile, at: PolicyPath, { message, hint }: Said): Diagnostic {
  return { severity: "error", code: "configuration-invalid", message, hint, range: rangeOf(at) };
}
