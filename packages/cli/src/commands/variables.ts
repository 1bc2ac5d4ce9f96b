import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { VariableInput } from "@lintel/core";
import { pathsFromScanRoot } from "@lintel/core/node";
import { UsageError } from "../command-line/usage-error.js";
import { reasonOf } from "../output/file-error.js";
import type { VariableSetting } from "./scan-settings.js";

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
    throw new UsageError(`The variable file ${path} cannot be read.`, reasonOf(error, path));
  }
}
