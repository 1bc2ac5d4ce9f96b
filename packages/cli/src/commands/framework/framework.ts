import { didYouMean } from "../../command-line/suggest.js";
import { UsageError } from "../../command-line/usage-error.js";
import { helpCommand } from "../help.js";

type Command = (args: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  list: async () => (await import("./list.js")).frameworkListCommand,
  show: async () => (await import("./show.js")).frameworkShowCommand,
};

/** `lintel framework <command>`. */
export async function frameworkCommand(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--help" || name === "-h") return helpCommand(["framework"]);
  if (name === undefined) {
    throw new UsageError("Say what to do with frameworks.", "There are framework list and framework show.");
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    const hint = didYouMean(name, Object.keys(commands)) ?? "lintel framework --help lists the commands.";
    throw new UsageError(`There is no command framework ${name}.`, hint);
  }
  const command = await load();
  return command(rest);
}
