import type { CommandHelp } from "../command-line/help.js";

/** What `lintel version --help` shows. */
export const versionHelp = {
  usage: "lintel version",
  summary: "Shows the version of Lintel.",
  options: [],
  examples: [["lintel version", "the same as lintel --version"]],
} as const satisfies CommandHelp;
