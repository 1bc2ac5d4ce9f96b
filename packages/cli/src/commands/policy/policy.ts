import { didYouMean } from "../../command-line/suggest.js";
import { UsageError } from "../../command-line/usage-error.js";
import { helpCommand } from "../help.js";

type Command = (args: readonly string[]) => Promise<number>;

/** Each loads its own code, as the commands of `lintel` do. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  list: async () => (await import("./list.js")).listCommand,
  new: async () => (await import("./new.js")).newCommand,
  lint: async () => (await import("./lint.js")).lintCommand,
  test: async () => (await import("./test.js")).testCommand,
  docs: async () => (await import("./docs.js")).docsCommand,
  import: async () => (await import("./import.js")).importCommand,
  schema: async () => (await import("./schema.js")).schemaCommand,
};

/** `lintel policy <command>`. */
export async function policyCommand(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--help" || name === "-h") return helpCommand(["policy"]);
  const names = Object.keys(commands);
  if (name === undefined) {
    throw new UsageError(
      "Say what to do with policies.",
      `There are ${names.map((each) => `policy ${each}`).join(", ")}.`,
    );
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    const hint = didYouMean(name, names) ?? "lintel policy --help lists the commands.";
    throw new UsageError(`There is no command policy ${name}.`, hint);
  }
  const command = await load();
  return command(rest);
}
