import type { CommandHelp } from "../../command-line/help.js";

/** What `lintel policy list --help` shows, and what its command line is checked against. */
export const listHelp = {
  usage: "lintel policy list [options]",
  summary: "Lists the policies that Lintel ships.",
  options: [
    { name: "format", short: "f", value: "FORMAT", choices: ["text", "json"], help: "text (default) or json." },
    {
      name: "preset",
      value: "PRESET",
      choices: ["recommended", "strict", "all"],
      help: "Only those of a preset. Default: all.",
    },
    { name: "provider", value: "PROVIDER", help: "Only those of a provider: aws, kubernetes, terraform, …" },
  ],
  examples: [
    ["lintel policy list --preset recommended", "what a scan looks for unless told otherwise"],
    ["lintel policy list --provider kubernetes --format json", "for another program"],
  ],
} as const satisfies CommandHelp;
