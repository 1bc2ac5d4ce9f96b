import { type FollowingCommands, followingCommand } from "../following-command.js";

const commands: FollowingCommands = {
  list: async () => (await import("./list.js")).frameworkListCommand,
  show: async () => (await import("./show.js")).frameworkShowCommand,
};

/** `lintel framework <command>`. */
export function frameworkCommand(args: readonly string[]): Promise<number> {
  return followingCommand("framework", "frameworks", commands, args);
}
