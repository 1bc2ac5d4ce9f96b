import type { Diagnostic } from "../source/diagnostic.js";
import type { SourceFile, SourceRange } from "../source/source-file.js";
import { describeIssues, type Problem } from "../policy/schema-issues.js";
import { rangeOf, readYamlValue } from "../policy/yaml-value.js";
import type { PolicyPath } from "../policy/policy.js";
import { pathFrom, type ConfigurationFile, type MentioningFile } from "./configuration-file.js";
import { bringsPolicies, mentionedNames } from "./mentioned-names.js";
import { configurationSchema, namesAt } from "./schema.js";
import type { WrittenConfiguration } from "./settings.js";

/** A configuration, or everything that is wrong with its text. */
export interface ParsedConfiguration {
  readonly configuration: Pick<ConfigurationFile, "file" | "settings" | "rangeOf"> | undefined;
  /** What one with mistakes says of policies and presets all the same. */
  readonly mentions?: MentioningFile | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const words = { subject: "The configuration", namesAt };

/** Parses and checks the text of a `lintel.yaml`. Paths in one that was not named by a flag must not lead above the scan root. */
export function parseConfiguration(file: SourceFile, isNamed: boolean): ParsedConfiguration {
  const { document, value, problems: unreadable } = readYamlValue(file, "A configuration");
  if (unreadable.length > 0) return rejected(unreadable.map(({ message, range }) => problem(message, range)));
  const place = (at: PolicyPath): SourceRange => rangeOf(document, file, at);
  const checked = configurationSchema.safeParse(value ?? {});
  const problems = checked.success
    ? findMistakes(checked.data, file, isNamed)
    : withoutEchoes(describeIssues(checked.error.issues, value ?? {}, words));
  if (checked.success && problems.length === 0) {
    return { configuration: { file, settings: checked.data, rangeOf: place }, diagnostics: [] };
  }
  const found = problems.map(({ message, at, hint }) => problem(message, place(at), hint));
  const sorted = found.sort((left, right) => (left.range?.start ?? 0) - (right.range?.start ?? 0));
  return {
    ...rejected(sorted),
    mentions: { settings: mentionedNames(value), rangeOf: place, bringsPolicies: bringsPolicies(value) },
  };
}

function rejected(diagnostics: readonly Diagnostic[]): ParsedConfiguration {
  return { configuration: undefined, diagnostics };
}

function problem(message: string, range: SourceRange, hint?: string): Diagnostic {
  return { severity: "error", code: "configuration-invalid", message, range, hint };
}

/** Where a name is misspelt it is no news that another one is missing. */
function withoutEchoes(problems: readonly Problem[]): readonly Problem[] {
  const misspelt = problems.filter(({ kind }) => kind === "unknown-name").map(({ at }) => at.slice(0, -1).join("\n"));
  return problems.filter(({ at, kind }) => kind === "unknown-name" || !misspelt.includes(at.join("\n")));
}

/** What no schema can tell. */
function findMistakes(settings: WrittenConfiguration, file: SourceFile, isNamed: boolean): readonly Problem[] {
  return [...repeatedScenarios(settings), ...(isNamed ? [] : leadingOut(settings, file))];
}

function repeatedScenarios({ scenarios = [] }: WrittenConfiguration): readonly Problem[] {
  const names = new Set<string>();
  return scenarios.flatMap(({ name }, index) => {
    const isNew = !names.has(name);
    names.add(name);
    return isNew ? [] : [{ message: `There are two scenarios “${name}”.`, at: ["scenarios", index, "name"] }];
  });
}

/** Paths above the scan root, where nothing is read. */
function leadingOut(settings: WrittenConfiguration, file: SourceFile): readonly Problem[] {
  const { externalPolicies = [], plugins = [], rego = [], variables, scenarios = [], baseline } = settings;
  const lists: readonly (readonly [PolicyPath, readonly string[]])[] = [
    [["externalPolicies"], externalPolicies],
    [["plugins"], plugins.filter((name) => /^\.{0,2}\//.test(name))],
    [["rego"], rego],
    [["variables", "varFiles"], variables?.varFiles ?? []],
    ...scenarios.map(({ varFiles = [] }, index) => [["scenarios", index, "varFiles"], varFiles] as const),
  ];
  const paths = lists.flatMap(([at, list]) => list.map((path, index) => ({ path, at: [...at, index] as PolicyPath })));
  if (baseline?.file !== undefined) paths.push({ path: baseline.file, at: ["baseline", "file"] });
  return paths
    .filter(({ path }) => pathFrom({ file }, path) === undefined)
    .map(({ path, at }) => ({ message: `“${path}” lies outside the scan root, where nothing is read.`, at }));
}
