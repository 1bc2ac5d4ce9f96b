import { checkConfiguration } from "@lintel/core";
import { parseOptions } from "../../command-line/options.js";
import { exitCodes } from "../../exit-code.js";
import { writeOut } from "../../output/streams.js";
import { configuredSourcesOf, tellProblems } from "../configuration.js";
import { helpCommand } from "../help.js";
import { validateHelp } from "./config-options.js";
import { policyOptions } from "./named-policies.js";

/** `lintel config validate`. */
export async function validateCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, validateHelp.options);
  if (options.has("help")) return helpCommand(["config", "validate"]);
  const paths = options.positionals.length === 0 ? ["."] : options.positionals;
  const sources = await configuredSourcesOf(paths, options);
  const { project, root } = sources;
  const policies = await policyOptions(options, sources);
  const code = await tellProblems(await checkConfiguration({ ...sources.options, ...policies, project }), root);
  if (code !== exitCodes.clean) return code;
  const { length } = project.files;
  const count = length === 1 ? "1 configuration is valid" : `${length} configurations are valid`;
  writeOut(length === 0 ? "There is no lintel.yaml.\n" : `${count}.\n`);
  return exitCodes.clean;
}
