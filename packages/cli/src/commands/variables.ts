import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { VariableInput } from "@lintel/core";
import { pathsFromScanRoot } from "@lintel/core/node";
import type { GivenOptions } from "../command-line/options.js";
import { UsageError } from "../command-line/usage-error.js";
import { whyUnreadable } from "../output/file-error.js";

/** A value for Terraform's variables, as it stood on the command line: the later one wins. */
type VariableSetting =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "value"; readonly name: string; readonly text: string };

/** Reads `--var` and `--var-file` off a command line. @throws UsageError for one that makes no sense. */
export function variableSettings(options: GivenOptions): readonly VariableSetting[] {
  return options.inOrder.flatMap(({ name, value }): VariableSetting[] => {
    if (name === "var-file") return [{ kind: "file", path: value }];
    if (name !== "var") return [];
    const equals = value.indexOf("=");
    // A value may be a secret: the message does not repeat it.
    if (equals <= 0) throw new UsageError("A --var gives no value.", "Write --var NAME=VALUE.");
    return [{ kind: "value", name: value.slice(0, equals).trim(), text: value.slice(equals + 1) }];
  });
}

/**
 * Reads the files that give values to variables. They may lie anywhere: they were named. @throws UsageError for one that
 * cannot be read.
 */
export function readVariables(settings: readonly VariableSetting[], root: string): VariableInput[] {
  return settings.map((setting) => {
    if (setting.kind === "value") return setting;
    const [path = setting.path] = pathsFromScanRoot(root, [setting.path]);
    return { kind: "file", path, text: readVariableFile(setting.path) };
  });
}

function readVariableFile(path: string): string {
  try {
    return readFileSync(resolve(path), "utf8");
  } catch (error) {
    throw new UsageError(`The variable file ${path} cannot be read.`, whyUnreadable(error, path));
  }
}
