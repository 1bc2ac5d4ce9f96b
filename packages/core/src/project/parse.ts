import type { Diagnostic } from "../source/diagnostic.js";
import type { SourceFile, SourceRange } from "../source/source-file.js";
import { nearest } from "../policy/nearest.js";
import { describeIssues, type Problem } from "../policy/schema-issues.js";
import { rangeOf, readYamlValue } from "../policy/yaml-value.js";
import type { PolicyPath } from "../policy/policy.js";
import { pathFrom, type ConfigurationFile, type MentioningFile } from "./configuration-file.js";
import { bringsPolicies, mentionedNames, mentionedValues } from "./mentioned-names.js";
import { configurationSchema, namesAt } from "./schema.js";
import type { WrittenValues } from "./settings.js";

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
  const read = readYamlValue(file, "A configuration");
  const unreadable = read.problems.map(({ message, range }) => problem(message, range));
  if (unreadable.length > 0 && read.withLastOfKeys === undefined) return rejected(unreadable);
  const { document, value = read.withLastOfKeys } = read;
  const place = (at: PolicyPath): SourceRange => rangeOf(document, file, at);
  const checked = configurationSchema.safeParse(value ?? {});
  const problems = [
    ...(checked.success ? [] : withoutEchoes(describeIssues(checked.error.issues, value ?? {}, words))),
    ...findMistakes(checked.success ? checked.data : mentionedValues(value), file, isNamed),
  ];
  if (checked.success && problems.length + unreadable.length === 0) {
    return { configuration: { file, settings: checked.data, rangeOf: place }, diagnostics: [] };
  }
  const found = problems.map(({ message, at, hint }) => problem(message, place(at), hint));
  const sorted = [...unreadable, ...found].sort((left, right) => (left.range?.start ?? 0) - (right.range?.start ?? 0));
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

/** Where a name is misspelt it is no news that this very name is missing, or that the whole makes no sense. */
function withoutEchoes(problems: readonly Problem[]): readonly Problem[] {
  const misspelt = problems.filter(({ kind }) => kind === "unknown-name").map(({ at }) => at);
  const isWithin = (at: PolicyPath, name: PolicyPath): boolean => at.join("\n") === name.slice(0, -1).join("\n");
  const isMeant = (at: PolicyPath, name: PolicyPath): boolean =>
    isWithin(at.slice(0, -1), name) && nearest(String(name.at(-1)), [String(at.at(-1))]) !== undefined;
  return problems.filter(({ at, kind }) => {
    if (kind === "unknown-name") return true;
    return !misspelt.some((name) => (kind === "missing" ? isMeant(at, name) : isWithin(at, name)));
  });
}

/** What no schema can tell. */
function findMistakes(settings: WrittenValues, file: SourceFile, isNamed: boolean): readonly Problem[] {
  return [...repeatedScenarios(settings), ...(isNamed ? [] : leadingOut(settings, file))];
}

function repeatedScenarios({ scenarios = [] }: WrittenValues): readonly Problem[] {
  const names = new Set<string>();
  return scenarios.flatMap(({ name }, index) => {
    if (name === undefined) return [];
    const isNew = !names.has(name);
    names.add(name);
    return isNew ? [] : [{ message: `There are two scenarios “${name}”.`, at: ["scenarios", index, "name"] }];
  });
}

/** Paths above the scan root, where nothing is read. */
function leadingOut(settings: WrittenValues, file: SourceFile): readonly Problem[] {
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
