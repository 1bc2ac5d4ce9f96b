import { type FollowingCommands, followingCommand } from "../following-command.js";

const commands: FollowingCommands = {
  create: async () => (await import("./change.js")).createCommand,
  update: async () => (await import("./change.js")).updateCommand,
  prune: async () => (await import("./change.js")).pruneCommand,
  merge: async () => (await import("./merge.js")).mergeCommand,
};

/** `lintel baseline <command>`. */
export function baselineCommand(args: readonly string[]): Promise<number> {
  return followingCommand("baseline", "a baseline", commands, args);
}
