import { configurationJsonSchema } from "@lintel/core";
import { parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { writeOut } from "../../output/streams.js";
import { type FollowingCommands, followingCommand } from "../following-command.js";
import { helpCommand } from "../help.js";
import { configSchemaHelp } from "./config-options.js";

const commands: FollowingCommands = {
  explain: async () => (await import("./explain.js")).explainConfigCommand,
  validate: async () => (await import("./validate.js")).validateCommand,
  schema: () => Promise.resolve(schemaCommand),
};

/** `lintel config <command>`. */
export function configCommand(args: readonly string[]): Promise<number> {
  return followingCommand("config", "the configuration", commands, args);
}

/** `lintel config schema`. */
async function schemaCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, configSchemaHelp.options);
  if (options.has("help")) return helpCommand(["config", "schema"]);
  const [word] = options.positionals;
  if (word !== undefined) {
    throw new UsageError(`config schema takes no ${JSON.stringify(word)}.`, "It prints to stdout.");
  }
  writeOut(`${JSON.stringify(await configurationJsonSchema(), null, 2)}\n`);
  return exitCodes.clean;
}
