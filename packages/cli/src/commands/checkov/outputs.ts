import { statSync } from "node:fs";
import { extname, join } from "node:path";
import type { GivenOptions } from "../../command-line/options.js";
import { didYouMean } from "../../command-line/suggest.js";
import { UsageError } from "../../command-line/usage-error.js";
import { checkovFormats } from "./checkov-options.js";

/** A format of Checkov. */
export type CheckovFormat = (typeof checkovFormats)[number];

/** A report to write; to stdout where it has no file. */
export interface CheckovOutput {
  readonly format: CheckovFormat;
  readonly file: string | undefined;
}

const extensions: Readonly<Record<CheckovFormat, string>> = {
  cli: "results_cli.txt",
  json: "results_json.json",
  sarif: "results_sarif.sarif",
  junitxml: "results_junitxml.xml",
  csv: "results_csv.csv",
  github_failed_only: "results_github_failed_only.md",
  gitlab_sast: "results_gitlab_sast.json",
  cyclonedx_json: "results_cyclonedx.json",
};

/** Reads which reports are to be written where. @throws UsageError for a format that there is not, or files that do not fit. */
export function checkovOutputs(options: GivenOptions): readonly CheckovOutput[] {
  const named = options.list("output").map(formatNamed);
  const formats: readonly CheckovFormat[] = named.length === 0 ? ["cli"] : [...new Set(named)];
  const paths = options.list("output-file-path");
  const [first] = paths;
  if (first === undefined) return formats.map((format) => ({ format, file: undefined }));
  if (paths.length === 1 && (formats.length > 1 || isDirectory(first))) {
    return formats.map((format) => ({ format, file: join(first, extensions[format]) }));
  }
  if (paths.length !== formats.length) {
    throw new UsageError(
      `There are ${String(formats.length)} outputs and ${String(paths.length)} places for them.`,
      "Name a file for each --output, in their order, or one directory for all of them.",
    );
  }
  return formats.map((format, index) => ({ format, file: fileAt(paths[index]) }));
}

function fileAt(path: string | undefined): string | undefined {
  return path === "console" ? undefined : path;
}

function formatNamed(word: string): CheckovFormat {
  const format = checkovFormats.find((each) => each === word);
  if (format !== undefined) return format;
  const hint = didYouMean(word, checkovFormats) ?? `There are ${checkovFormats.join(", ")}.`;
  throw new UsageError(`There is no output ${JSON.stringify(word)}.`, hint);
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? extname(path) === "";
}
