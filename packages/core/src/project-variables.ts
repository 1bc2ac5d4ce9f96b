import { describeOrigin, type Wish } from "./project/decision.js";
import type { VariableSettings } from "./project/run-settings.js";
import type { SourceOptions, VariableInput } from "./scan-options.js";
import { decodeSource } from "./source/decode.js";
import type { Diagnostic } from "./source/diagnostic.js";
import type { SourceHost } from "./source/host.js";
import { variableText } from "./variable-text.js";

/** The values that Terraform configurations are read with. */
export interface VariableValues {
  /** The scenario that they are those of. */
  readonly scenario: string | undefined;
  readonly variables: readonly VariableInput[];
  readonly workspace: string;
}

/** The values of a run, and those of each of its scenarios. */
export interface RunValues {
  readonly general: VariableValues;
  /** Empty where there are none. */
  readonly scenarios: readonly VariableValues[];
}

/** Collects the values for variables: those of the configuration, and over them those that the options give. */
export function valuesOf(options: SourceOptions, host: SourceHost): RunValues {
  const { project, scenarios: wanted, workspace } = options;
  const given = options.variables ?? [];
  if (project === undefined) {
    return { general: { scenario: undefined, variables: given, workspace: workspace ?? "default" }, scenarios: [] };
  }
  const { variables, scenarios } = project.run;
  const reader = new VariableReader(host, project.options.file?.readFile);
  const values = (settings: VariableSettings, scenario?: string): VariableValues => ({
    scenario,
    variables: [...reader.read(settings), ...given],
    workspace: workspace ?? settings.workspace.value ?? "default",
  });
  const chosen = scenarios.value.filter(({ name }) => wanted === undefined || wanted.includes(name));
  const all = chosen.map((scenario) => values(scenario.variables, scenario.name));
  const [only, second] = all;
  const isOnlyWanted = wanted !== undefined && second === undefined;
  const result = { general: (isOnlyWanted ? only : undefined) ?? values(variables), scenarios: all };
  project.complain(reader.problems);
  return result;
}

/** Reads files of variables, each once. */
class VariableReader {
  readonly problems: Diagnostic[] = [];
  readonly #texts = new Map<string, string | undefined>();

  constructor(
    readonly host: SourceHost,
    /** Reads what lies outside the scan root, which only a configuration that a flag names can lead to. */
    readonly readOutside: SourceHost["readFile"] | undefined,
  ) {}

  read({ files, values }: VariableSettings): readonly VariableInput[] {
    const inputs = files.flatMap((file): VariableInput[] => {
      const text = this.#text(file);
      return text === undefined ? [] : [{ kind: "file", path: file.value, text }];
    });
    for (const [name, decision] of values) {
      inputs.push({
        kind: "value",
        name,
        text: variableText(decision.value),
        origin: `configuration ${describeOrigin(decision.origin)}`,
      });
    }
    return inputs;
  }

  #text({ value: path, origin }: Wish<string>): string | undefined {
    if (this.#texts.has(path)) return this.#texts.get(path);
    const range = origin.kind === "file" ? origin.range : undefined;
    const complain = (why: string): void => {
      const message = `The variable file ${path} cannot be read. ${why}`;
      this.problems.push({ severity: "error", code: "configuration-invalid", message, range });
    };
    const isOutside = path.startsWith("../");
    const bytes = isOutside && this.readOutside !== undefined ? this.readOutside(path) : this.host.readFile(path);
    if (!bytes.ok) complain(bytes.error.message);
    const text = bytes.ok ? decodeSource(path, bytes.value, ({ message }) => complain(message))?.text : undefined;
    this.#texts.set(path, text);
    return text;
  }
}
