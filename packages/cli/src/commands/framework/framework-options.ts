import type { CommandHelp } from "../../command-line/help.js";

const formatOption = {
  name: "format",
  short: "f",
  value: "FORMAT",
  choices: ["text", "json"],
  help: "text (default) or json.",
} as const;

/** What `lintel framework --help` shows. */
export const frameworkHelp: CommandHelp = {
  usage: "lintel framework <command> [options]",
  summary: "Shows the standards and benchmarks whose controls the policies judge.",
  commands: [
    ["list", "list the frameworks"],
    ["show", "show the controls of one, and what policies judge of each"],
  ],
  options: [],
  examples: [
    ["lintel framework list", "the frameworks there are"],
    ["lintel framework show soc2", "its controls, and which policies judge them"],
    ["lintel scan . --framework soc2", "run those policies"],
  ],
};

/** What `lintel framework list --help` shows, and what its command line is checked against. */
export const frameworkListHelp = {
  usage: "lintel framework list [options]",
  summary: "Lists the frameworks that Lintel knows.",
  options: [formatOption],
  examples: [["lintel framework list --format json", "for another program"]],
} as const satisfies CommandHelp;

/** What `lintel framework show --help` shows, and what its command line is checked against. */
export const frameworkShowHelp = {
  usage: "lintel framework show <framework> [options]",
  summary: "Shows the controls of a framework, and what policies judge of each.",
  options: [formatOption],
  examples: [["lintel framework show cis-aws-3.0.0", "which of its recommendations policies judge"]],
} as const satisfies CommandHelp;
