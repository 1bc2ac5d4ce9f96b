import type { CommandHelp } from "../../command-line/help.js";

/** What `lintel policy --help` shows. */
export const policyHelp: CommandHelp = {
  usage: "lintel policy <command> [options]",
  summary: "Lists the policies that Lintel ships, and helps to write policies.",
  commands: [
    ["list", "list the policies that Lintel ships"],
    ["new", "write a policy and its fixture, to be filled in"],
    ["lint", "say what is likely not meant in policies"],
    ["test", "run policies against their annotated fixtures"],
    ["docs", "write a page for each policy"],
    ["import", "translate policies for Checkov"],
    ["schema", "print the JSON Schema of policy files"],
  ],
  options: [],
  examples: [
    ["lintel policy list", "the policies there are"],
    ["lintel policy test policies --mutate", "what the fixtures below a directory do not test"],
  ],
  notes: ["lintel policy <command> --help says more about one of them."],
};
