import type { CommandHelp } from "../../command-line/help.js";

/** What `lintel policy docs --help` shows, and what its command line is checked against. */
export const docsHelp = {
  usage: "lintel policy docs [paths...] --output DIR",
  summary:
    "Writes a Markdown page for each policy, from the policy and its fixture, with what Lintel prints of an example that fails, and an index. Takes policy files and directories; the working directory where none is given.",
  options: [
    {
      name: "output",
      short: "o",
      value: "DIR",
      help: "Where the pages go; what was there under the same names is replaced.",
    },
    { name: "policy", short: "p", value: "ID", help: "Only these policies: ids, or globs of ids. Can be repeated." },
  ],
  examples: [
    ["lintel policy docs policies --output docs/policies", "docs/policies/index.md and a page for each policy"],
  ],
} as const satisfies CommandHelp;
