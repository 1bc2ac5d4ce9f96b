import type { CommandHelp } from "../../command-line/help.js";

/** What `lintel policy --help` shows. */
export const policyHelp: CommandHelp = {
  usage: "lintel policy <command> [options]",
  summary: "Lists the policies that Lintel ships, and helps to write policies.",
  commands: [
    ["list", "list the policies that Lintel ships"],
    ["test", "run policies against their annotated fixtures"],
  ],
  options: [],
  examples: [
    ["lintel policy list", "the policies there are"],
    ["lintel policy test policies --mutate", "what the fixtures below a directory do not test"],
  ],
  notes: ["lintel policy <command> --help says more about one of them."],
};
