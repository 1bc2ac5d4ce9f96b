import type { PolicyNames, SelectablePolicy } from "../policy/catalogue.js";
import { nearest } from "../policy/nearest.js";
import { fitsParameter, type PolicyParameter, type PolicyPath } from "../policy/policy.js";
import type { Diagnostic } from "../source/diagnostic.js";
import type { MentioningFile } from "./configuration-file.js";
import type { WrittenScope } from "./settings.js";

type Parameters = Readonly<Record<string, PolicyParameter>>;

/** Returns the policies that configurations give parameters. */
export function parameterised(files: readonly MentioningFile[], names: PolicyNames): ReadonlySet<SelectablePolicy> {
  const given = files.flatMap(givenIn).map(({ name }) => name);
  return new Set(given.flatMap((name) => names.find(name)));
}

/** Lists the parameters in configurations that no policy of the name has, and values that they cannot have. */
export function checkParameters(
  files: readonly MentioningFile[],
  names: PolicyNames,
  known: ReadonlyMap<string, Parameters>,
): readonly Diagnostic[] {
  return files.flatMap((file) =>
    givenIn(file).flatMap(({ name, parameter, value, at }) => {
      const all = names.find(name).flatMap(({ entry }): readonly Parameters[] => {
        const own = known.get(entry.id);
        return own === undefined ? [] : [own];
      });
      const meant = all.flatMap((each): readonly PolicyParameter[] => {
        const own = Object.hasOwn(each, parameter) ? each[parameter] : undefined;
        return own === undefined ? [] : [own];
      });
      const range = file.rangeOf(at);
      if (all.length === 0) return [];
      if (meant.length === 0) return [unknownParameter(name, parameter, all, range)];
      const unfit = meant.find(({ type }) => !fitsParameter(value, type));
      if (unfit === undefined) return [];
      const message = `The parameter “${parameter}” of ${name} must be a ${unfit.type}, not ${JSON.stringify(value).slice(0, 100)}.`;
      return [{ severity: "error", code: "configuration-invalid", message, range }];
    }),
  );
}

function unknownParameter(
  name: string,
  parameter: string,
  all: readonly Parameters[],
  range: Diagnostic["range"],
): Diagnostic {
  const there = [...new Set(all.flatMap((each) => Object.keys(each)))];
  const near = nearest(parameter, there);
  const list = there.length === 0 ? "It has none." : `There are ${there.join(", ")}.`;
  return {
    severity: "error",
    code: "configuration-invalid",
    message: `${name} has no parameter “${parameter}”.`,
    hint: near === undefined ? list : `Did you mean “${near}”?`,
    range,
  };
}

interface GivenParameter {
  readonly name: string;
  readonly parameter: string;
  readonly value: unknown;
  readonly at: PolicyPath;
}

function givenIn({ settings }: MentioningFile): readonly GivenParameter[] {
  const scopes: readonly (readonly [PolicyPath, WrittenScope])[] = [
    [[], settings],
    ...(settings.overrides ?? []).map((scope, index) => [["overrides", index], scope] as const),
  ];
  return scopes.flatMap(([before, { policies = {} }]) =>
    Object.entries(policies).flatMap(([name, written]) =>
      Object.entries((typeof written === "object" ? written.parameters : undefined) ?? {}).map(
        ([parameter, value]) => ({
          name,
          parameter,
          value,
          at: [...before, "policies", name, "parameters", parameter],
        }),
      ),
    ),
  );
}
