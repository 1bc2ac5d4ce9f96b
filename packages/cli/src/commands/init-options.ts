import type { CommandHelp } from "../command-line/help.js";

/** What `lintel init --help` shows, and what its command line is checked against. */
export const initHelp = {
  usage: "lintel init [directory] [options]",
  summary: "Writes a first lintel.yaml with comments, to be filled in. It changes nothing about a scan until it is.",
  options: [{ name: "force", help: "Write it over one that is there." }],
  examples: [["lintel init", "a lintel.yaml in the working directory"]],
  notes: ["Exit codes: 0 it is written, 2 it is not."],
} as const satisfies CommandHelp;
