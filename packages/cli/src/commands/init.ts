import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseOptions } from "../command-line/options.js";
import { UsageError } from "../command-line/usage-error.js";
import { exitCodes } from "../exit-code.js";
import { writeReport } from "../output/report-file.js";
import { writeOut } from "../output/streams.js";
import { helpCommand } from "./help.js";
import { firstConfiguration } from "./first-configuration.js";
import { initHelp } from "./init-options.js";

const names = ["lintel.yaml", "lintel.yml"];

/** `lintel init`. */
export async function initCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, initHelp.options);
  if (options.has("help")) return helpCommand(["init"]);
  const [directory = ".", ...more] = options.positionals;
  if (more.length > 0) throw new UsageError("One directory at a time can have its first lintel.yaml.", "Name one.");
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`There is no directory ${directory}.`, "lintel init writes into one that is there.");
  }
  const found = names.map((name) => join(directory, name)).find((path) => existsSync(path));
  if (found !== undefined && !options.has("force")) {
    throw new UsageError(`There is a ${found} already.`, "--force writes over it.");
  }
  const file = found ?? join(directory, "lintel.yaml");
  const problem = writeReport(file, firstConfiguration);
  if (problem !== undefined) throw new UsageError(`${file} cannot be written.`, problem);
  writeOut(`${file} is written. lintel config explain . says what it comes to.\n`);
  return exitCodes.clean;
}
