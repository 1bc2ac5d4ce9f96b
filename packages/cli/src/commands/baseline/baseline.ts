import { didYouMean } from "../../command-line/suggest.js";
import { UsageError } from "../../command-line/usage-error.js";
import { helpCommand } from "../help.js";

type Command = (args: readonly string[]) => Promise<number>;

/** Each loads its own code, as the commands of `lintel` do. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  create: async () => (await import("./change.js")).createCommand,
  update: async () => (await import("./change.js")).updateCommand,
  prune: async () => (await import("./change.js")).pruneCommand,
  merge: async () => (await import("./merge.js")).mergeCommand,
};

/** `lintel baseline <command>`. */
export async function baselineCommand(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--help" || name === "-h") return helpCommand(["baseline"]);
  const names = Object.keys(commands);
  if (name === undefined) {
    throw new UsageError(
      "Say what to do with a baseline.",
      `There are ${names.map((each) => `baseline ${each}`).join(", ")}.`,
    );
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    const hint = didYouMean(name, names) ?? "lintel baseline --help lists the commands.";
    throw new UsageError(`There is no command baseline ${name}.`, hint);
  }
  const command = await load();
  return command(rest);
}
