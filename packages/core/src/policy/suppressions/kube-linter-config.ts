import type { SourceFile } from "../../source/source-file.js";
import { rangeOf, readYamlValue } from "../yaml-value.js";
import { property, textsOf } from "./foreign-data.js";
import { belowDirectoryOf } from "./ignore-files.js";
import type { FoundSuppressions, SuppressionMistake, WrittenSuppression } from "./suppression.js";

/** Reads what a `.kube-linter.yaml` leaves out: `checks.exclude` and `checks.ignorePaths`. Its `customChecks` are counted as not covered. */
export function readKubeLinterConfig(file: SourceFile): FoundSuppressions {
  const { document, value, problems } = readYamlValue(file, "A configuration of kube-linter");
  if (problems.length > 0) {
    return { suppressions: [], mistakes: problems.map((problem) => ({ ...problem, isFatal: true })) };
  }
  const checks = property(value, "checks");
  const suppression = (
    names: WrittenSuppression["names"],
    at: readonly (string | number)[],
    globs?: readonly string[],
  ) => ({
    kind: "ignore-file" as const,
    tool: "kube-linter" as const,
    names,
    scope: { kind: "matching" as const, matches: belowDirectoryOf(file, globs) },
    range: rangeOf(document, file, at),
  });
  const excluded = textsOf(property(checks, "exclude")).map((name, index) =>
    suppression([name], ["checks", "exclude", index]),
  );
  const ignored = textsOf(property(checks, "ignorePaths")).map((path, index) =>
    suppression("all", ["checks", "ignorePaths", index], [path]),
  );
  const custom = namesOf(property(value, "customChecks")).map((name) => suppression([name], ["customChecks"], []));
  const mistakes = ["exclude", "ignorePaths"].flatMap((name): readonly SuppressionMistake[] => {
    const list = property(checks, name);
    if (list === undefined || list === null || Array.isArray(list)) return [];
    const message = `“checks.${name}” is no list, so that it suppresses nothing.`;
    return [{ message, isFatal: true, range: rangeOf(document, file, ["checks", name]) }];
  });
  return { suppressions: [...excluded, ...ignored, ...custom], mistakes };
}

function namesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? textsOf(value.map((each) => property(each, "name"))) : [];
}
