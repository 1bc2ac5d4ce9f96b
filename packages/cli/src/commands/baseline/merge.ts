import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { mergeBaselines, writeBaseline } from "@lintel/core";
import { parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { writeReport } from "../../output/report-file.js";
import { writeOut } from "../../output/streams.js";
import { helpCommand } from "../help.js";
import { readBaselineFile } from "./baseline-file.js";
import { mergeHelp } from "./baseline-options.js";

/** `lintel baseline merge`. */
export async function mergeCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, mergeHelp.options);
  if (options.has("help")) return helpCommand(["baseline", "merge"]);
  const files = options.positionals;
  if (files.length < 2) {
    throw new UsageError("Name the baselines to merge.", "For example: lintel baseline merge a.json b.json -o c.json.");
  }
  const output = options.last("output");
  if (output !== undefined && !options.has("force")) refuseToOverwrite(output, files);
  const text = writeBaseline(mergeBaselines(files.map(readBaselineFile)));
  if (output === undefined) {
    writeOut(text);
    return exitCodes.clean;
  }
  const problem = writeReport(output, text);
  if (problem !== undefined) throw new UsageError(`The baseline cannot be written to ${output}.`, problem);
  return exitCodes.clean;
}

/** What goes into the outcome may give way to it. */
function refuseToOverwrite(output: string, files: readonly string[]): void {
  if (!existsSync(output) || files.some((file) => resolve(file) === resolve(output))) return;
  throw new UsageError(`${output} is there already.`, "--force overwrites it.");
}
