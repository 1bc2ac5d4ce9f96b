import type { Data, PolicyPath } from "../policy/policy.js";
import { joinPath } from "../source/paths.js";
import { directoryOf } from "../source/paths.js";
import { pathFrom, type ConfigurationFile } from "./configuration-file.js";
import { byDefault, overriding, type Decision, type Origin, type Wish } from "./decision.js";
import type { WrittenReview, WrittenVariables } from "./settings.js";

/** Values for variables of root modules: the files first, the later one winning, and then what is given one by one. */
export interface VariableSettings {
  /** Paths relative to the scan root. */
  readonly files: readonly Wish<string>[];
  readonly values: ReadonlyMap<string, Decision<Data>>;
  readonly workspace: Decision<string | undefined>;
}

/** A set of values with a name, on top of those that hold for all. */
export interface ScenarioSettings {
  readonly name: string;
  readonly variables: VariableSettings;
  readonly origin: Origin;
}

/** What is the same for a whole run. */
export interface RunSettings {
  /** Paths relative to the scan root. */
  readonly externalPolicies: readonly Wish<string>[];
  /** Paths relative to the scan root, beginning with `./` or `../`, and names of packages. They are run. */
  readonly plugins: readonly Wish<string>[];
  readonly rego: readonly Wish<string>[];
  readonly requireCoverage: Decision<number | undefined>;
  readonly variables: VariableSettings;
  readonly scenarios: Decision<readonly ScenarioSettings[]>;
  readonly requireReason: Decision<boolean>;
  readonly requireOwner: Decision<boolean>;
  readonly maximumDays: Decision<number | undefined>;
  /** Where the baseline is, relative to the scan root. */
  readonly baselineFile: Decision<string | undefined>;
  readonly ratchet: Decision<boolean>;
  /** How pull requests are reviewed: all of it from one file. */
  readonly bot: Decision<WrittenReview>;
}

/** The settings that are the same for a whole run: in a file further down they have no effect. */
export const runSettingNames = [
  "externalPolicies",
  "plugins",
  "rego",
  "requireCoverage",
  "variables",
  "scenarios",
  "suppressions",
  "baseline",
  "bot",
] as const;

/** Settles what is the same for a whole run. The files are those around all that is scanned, the outermost first. */
export function settleRun(files: readonly ConfigurationFile[]): RunSettings {
  const counting = files.filter(({ isOnlyHard }) => !isOnlyHard);
  const paths = (name: "externalPolicies" | "rego"): readonly Wish<string>[] =>
    counting.flatMap((file) =>
      (file.settings[name] ?? []).map((path, index) => wish(file, [name, index], resolved(file, path))),
    );
  const plugins = counting.flatMap((file) =>
    (file.settings.plugins ?? []).map((name, index) => wish(file, ["plugins", index], pluginOf(file, name))),
  );
  const variables = variablesOf(
    counting.map((file) => ({ file, at: ["variables"], written: file.settings.variables })),
  );
  return {
    externalPolicies: paths("externalPolicies"),
    plugins,
    rego: paths("rego"),
    requireCoverage: settle<number | undefined>(counting, undefined, ({ settings }) => settings.requireCoverage, [
      "requireCoverage",
    ]),
    variables,
    scenarios: scenariosOf(counting, variables),
    requireReason: settle(counting, false, ({ settings }) => settings.suppressions?.requireReason, [
      "suppressions",
      "requireReason",
    ]),
    requireOwner: settle(counting, false, ({ settings }) => settings.suppressions?.requireOwner, [
      "suppressions",
      "requireOwner",
    ]),
    maximumDays: settle<number | undefined>(counting, undefined, ({ settings }) => settings.suppressions?.maximumDays, [
      "suppressions",
      "maximumDays",
    ]),
    baselineFile: settle<string | undefined>(
      counting,
      undefined,
      (file) => {
        const path = file.settings.baseline?.file;
        return path === undefined ? undefined : resolved(file, path);
      },
      ["baseline", "file"],
    ),
    bot: settle<WrittenReview>(counting, {}, ({ settings }) => settings.bot, ["bot"]),
    ratchet: settle(counting, false, ({ settings }) => settings.baseline?.ratchet, ["baseline", "ratchet"]),
  };
}

function wish<T>({ rangeOf }: ConfigurationFile, at: PolicyPath, value: T): Wish<T> {
  return { value, origin: { kind: "file", range: rangeOf(at) } };
}

/** A path relative to the scan root; with `..` in front only where its file was named by a flag and lies elsewhere. */
function resolved(file: ConfigurationFile, path: string): string {
  return pathFrom(file, path) ?? withoutDetours(joinPath(directoryOf(file.file.path), path));
}

/** `../ci/values.tfvars` of `../ci/./plans/../values.tfvars`. */
function withoutDetours(path: string): string {
  const names: string[] = [];
  for (const name of path.split("/")) {
    const [last] = names.slice(-1);
    if (name === ".." && last !== undefined && last !== "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return names.join("/");
}

/** What begins with a dot is a path, and so is what has the name of a module; anything else is a package. */
function pluginOf(file: ConfigurationFile, name: string): string {
  const isPath = /^\.{0,2}\//.test(name) || /\.[cm]?[jt]s$/.test(name);
  if (!isPath || name.startsWith("/")) return name;
  const path = resolved(file, name);
  return path.startsWith("..") ? path : `./${path}`;
}

/** The nearest file that says something decides. */
function settle<T>(
  files: readonly ConfigurationFile[],
  otherwise: T,
  read: (file: ConfigurationFile) => T | undefined,
  at: PolicyPath,
): Decision<T> {
  return files.reduce((decision, file) => {
    const value = read(file);
    return value === undefined ? decision : overriding(decision, wish(file, at, value));
  }, byDefault(otherwise));
}

interface WrittenAt {
  readonly file: ConfigurationFile;
  readonly at: PolicyPath;
  readonly written: WrittenVariables | undefined;
}

function variablesOf(places: readonly WrittenAt[], before?: VariableSettings): VariableSettings {
  const files = [...(before?.files ?? [])];
  const values = new Map(before?.values ?? []);
  let workspace = before?.workspace ?? byDefault<string | undefined>(undefined);
  for (const { file, at, written = {} } of places) {
    (written.varFiles ?? []).forEach((path, index) => {
      files.push(wish(file, [...at, "varFiles", index], resolved(file, path)));
    });
    for (const [name, value] of Object.entries(written.vars ?? {})) {
      const given = wish(file, [...at, "vars", name], value);
      const known = values.get(name);
      values.set(name, known === undefined ? { ...given, overrode: [] } : overriding(known, given));
    }
    if (written.workspace !== undefined) {
      workspace = overriding(workspace, wish(file, [...at, "workspace"], written.workspace));
    }
  }
  return { files, values, workspace };
}

function scenariosOf(
  files: readonly ConfigurationFile[],
  common: VariableSettings,
): Decision<readonly ScenarioSettings[]> {
  return settle<readonly ScenarioSettings[]>(
    files,
    [],
    (file) =>
      file.settings.scenarios?.map((written, index) => ({
        name: written.name,
        variables: variablesOf([{ file, at: ["scenarios", index], written }], common),
        origin: wish(file, ["scenarios", index, "name"], undefined).origin,
      })),
    ["scenarios"],
  );
}
