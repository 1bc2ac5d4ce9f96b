import { didYouMean } from "../command-line/suggest.js";
import { UsageError } from "../command-line/usage-error.js";
import { helpCommand } from "./help.js";

type Command = (args: readonly string[]) => Promise<number>;

/** What may follow the name of a command; each loads its own code, as the commands of `lintel` do. */
export type FollowingCommands = Readonly<Record<string, () => Promise<Command>>>;

/**
 * Runs the command that follows another's name: `lintel policy list`.
 *
 * @param first - the name of the other
 * @param subject - what both are about, for whoever names none: `policies`
 * @throws UsageError where none is named, or one that is not there
 */
export async function followingCommand(
  first: string,
  subject: string,
  commands: FollowingCommands,
  args: readonly string[],
): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--help" || name === "-h") return helpCommand([first]);
  const names = Object.keys(commands);
  if (name === undefined) {
    const list = `There are ${names.map((each) => `${first} ${each}`).join(", ")}.`;
    throw new UsageError(`Say what to do with ${subject}.`, list);
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    const hint = didYouMean(name, names) ?? `lintel ${first} --help lists the commands.`;
    throw new UsageError(`There is no command ${first} ${name}.`, hint);
  }
  return (await load())(rest);
}
