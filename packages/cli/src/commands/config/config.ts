import { configurationJsonSchema } from "@lintel/core";
import { parseOptions } from "../../command-line/options.js";
import { didYouMean } from "../../command-line/suggest.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { writeOut } from "../../output/streams.js";
import { helpCommand } from "../help.js";
import { configSchemaHelp } from "./config-options.js";

type Command = (args: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  explain: async () => (await import("./explain.js")).explainConfigCommand,
  validate: async () => (await import("./validate.js")).validateCommand,
  schema: () => Promise.resolve(schemaCommand),
};

/** `lintel config <command>`. */
export async function configCommand(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--help" || name === "-h") return helpCommand(["config"]);
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load !== undefined) return (await load())(rest);
  const names = Object.keys(commands);
  const list = `There are ${names.map((each) => `config ${each}`).join(", ")}.`;
  if (name === undefined) throw new UsageError("Say what to do with the configuration.", list);
  throw new UsageError(`There is no command config ${name}.`, didYouMean(name, names) ?? list);
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
