import type { CommandHelp } from "../../command-line/help.js";

/** What `lintel policy lint --help` shows, and what its command line is checked against. */
export const lintHelp = {
  usage: "lintel policy lint [paths...] [options]",
  summary:
    "Says what is wrong with policies, and what is likely not meant: types and attributes that no provider has, placeholders, repetitions, unused parameters. Takes policy files and directories; the working directory where none is given.",
  options: [
    { name: "policy", short: "p", value: "ID", help: "Only these policies: ids, or globs of ids. Can be repeated." },
    { name: "format", short: "f", value: "FORMAT", choices: ["text", "json"], help: "text (default) or json." },
  ],
  examples: [["lintel policy lint policies", "every policy below a directory"]],
  notes: [
    "Types are known of the AWS, Google and Azure providers, attributes of the types that the shipped policies read.",
    "Exit codes: 0 nothing to say, 1 something likely not meant, 2 an invalid policy, 3 no policy there.",
  ],
} as const satisfies CommandHelp;
