import { statSync } from "node:fs";
import type { SourceOptions } from "@lintel/core";
import { createNodeHost, findScanRoot, pathsFromScanRoot } from "@lintel/core/node";
import type { GivenOptions } from "../command-line/options.js";
import { UsageError } from "../command-line/usage-error.js";
import { readVariables, variableSettings } from "./variables.js";

/** What a command reads, and the scan root that its paths are relative to. */
export interface Sources {
  readonly root: string;
  readonly options: SourceOptions;
}

/**
 * Reads off a command line what is to be loaded, and with which values. @throws UsageError for what makes no sense, or cannot be
 * read.
 */
export function sourcesOf(paths: readonly string[], options: GivenOptions): Sources {
  if (paths.includes("")) {
    throw new UsageError(
      "A path is empty, as where a variable of the shell is not set.",
      "For the working directory, write a dot.",
    );
  }
  const sourceDirectory = options.last("source-dir");
  if (sourceDirectory !== undefined) requireDirectory(sourceDirectory);
  const root = findScanRoot(sourceDirectory === undefined ? paths : [...paths, sourceDirectory]);
  return {
    root,
    options: {
      host: createNodeHost(root),
      paths: pathsFromScanRoot(root, paths),
      variables: readVariables(variableSettings(options), root),
      environmentVariables: options.has("env-vars") ? process.env : {},
      workspace: options.last("workspace"),
      sourceDirectory: sourceDirectory === undefined ? undefined : pathsFromScanRoot(root, [sourceDirectory])[0],
    },
  };
}

function requireDirectory(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new UsageError(
    `There is no directory ${path}.`,
    "--source-dir names the root module that the plan was made from.",
  );
}
