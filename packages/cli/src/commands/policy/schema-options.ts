import type { CommandHelp } from "../../command-line/help.js";

/** What `lintel policy schema --help` shows, and what its command line is checked against. */
export const schemaHelp = {
  usage: "lintel policy schema",
  summary: "Prints the JSON Schema of policy files, for editors.",
  options: [],
  examples: [
    ["lintel policy schema > policy.schema.json", "for an editor: # yaml-language-server: $schema=policy.schema.json"],
  ],
} as const satisfies CommandHelp;
