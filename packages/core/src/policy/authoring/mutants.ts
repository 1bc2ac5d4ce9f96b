import { type DataMap, type Each, type Policy, type PolicyCase, type PolicyPath } from "../policy.js";
import { mutateCondition } from "./condition-mutants.js";
import { changeLiteral } from "./literal-mutants.js";
import { shorterLists, withElement, within, type Change } from "./mutant.js";

/** A policy with one small change, which its fixture should notice. */
export interface Mutant {
  /** Where in the policy. */
  readonly at: PolicyPath;
  /** What was done there. */
  readonly what: string;
  readonly policy: Policy;
}

/** Returns every policy that differs from this one in one small change to its types, conditions or parameters' defaults. */
export function mutantsOf(policy: Policy): readonly Mutant[] {
  const { cases } = policy;
  const shorter =
    cases.length < 2
      ? []
      : cases.map((_case, index) => ({
          at: ["cases", index],
          what: "the case is left out",
          changed: cases.filter((_other, other) => other !== index),
        }));
  const changes: readonly Change<readonly PolicyCase[]>[] = [
    ...shorter,
    ...cases.flatMap((each, index) =>
      within(mutateCase(each, ["cases", index]), (changed) => withElement(cases, index, changed)),
    ),
  ];
  return [
    ...changes.map(({ at, what, changed }) => ({ at, what, policy: { ...policy, cases: changed } })),
    ...Object.entries(policy.parameters ?? {}).flatMap(([name, parameter]) =>
      changeLiteral(parameter.default, ["parameters", name, "default"]).map(({ at, what, changed }) => ({
        at,
        what,
        policy: { ...policy, parameters: { ...policy.parameters, [name]: { ...parameter, default: changed } } },
      })),
    ),
  ];
}

function mutateCase(source: PolicyCase, at: PolicyPath): readonly Change<PolicyCase>[] {
  const { match, when, each, require, deny } = source;
  const ask = (name: "when" | "require" | "deny", condition: DataMap | undefined): readonly Change<PolicyCase>[] =>
    condition === undefined
      ? []
      : within(mutateCondition(condition, [...at, name]), (changed) => ({ ...source, [name]: changed }));
  const isDeny = deny !== undefined;
  return [
    ...within(shorterLists(match, [...at, "match"]), (changed) => ({ ...source, match: changed })),
    ...ask("when", when),
    ...(each === undefined
      ? []
      : [
          { at: [...at, "each"], what: "“each” is left out", changed: { ...source, each: undefined } },
          ...within(mutateEach(each, [...at, "each"]), (changed) => ({ ...source, each: changed })),
        ]),
    {
      at: [...at, isDeny ? "deny" : "require"],
      what: isDeny ? "“deny” becomes “require”" : "“require” becomes “deny”",
      changed: { ...source, require: deny, deny: require },
    },
    ...ask("require", require),
    ...ask("deny", deny),
  ];
}

function mutateEach(each: Each, at: PolicyPath): readonly Change<Each>[] {
  if (typeof each === "string") return [];
  return within(mutateCondition(each.where, [...at, "where"]), (changed) => ({ ...each, where: changed }));
}
