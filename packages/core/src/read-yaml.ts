import type { Diagnostic } from "./source/diagnostic.js";
import { SourceFile } from "./source/source-file.js";

/** The data of a YAML text; undefined where there is something wrong with it. */
export interface ReadYaml {
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads what a person wrote as YAML, for programs that have a configuration of their own: one document, not too long and not too
 * deep, every key a name that occurs once.
 *
 * @param subject - what the text is, at the beginning of a sentence
 */
export async function readYaml(path: string, text: string, subject: string): Promise<ReadYaml> {
  const { readYamlValue } = await import("./policy/yaml-value.js");
  const { value, problems } = readYamlValue(new SourceFile(path, text), subject);
  return {
    value,
    diagnostics: problems.map(({ message, range }) => ({ severity: "error", code: "yaml-syntax", message, range })),
  };
}
