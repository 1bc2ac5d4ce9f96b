import { type FollowingCommands, followingCommand } from "../following-command.js";

const commands: FollowingCommands = {
  list: async () => (await import("./list.js")).listCommand,
  new: async () => (await import("./new.js")).newCommand,
  lint: async () => (await import("./lint.js")).lintCommand,
  test: async () => (await import("./test.js")).testCommand,
  docs: async () => (await import("./docs.js")).docsCommand,
  import: async () => (await import("./import.js")).importCommand,
  schema: async () => (await import("./schema.js")).schemaCommand,
};

/** `lintel policy <command>`. */
export function policyCommand(args: readonly string[]): Promise<number> {
  return followingCommand("policy", "policies", commands, args);
}
