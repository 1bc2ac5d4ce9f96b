import type { CommandHelp } from "../command-line/help.js";
import { pluginOption } from "./plugin-option.js";

/** What `lintel explain --help` shows. */
export const explainHelp = {
  usage: "lintel explain <policy>",
  summary: "Explains a policy: what it asks for, why it matters, how to mend what it finds, and an example of both.",
  options: [pluginOption],
  examples: [
    ["lintel explain aws-security-group-ssh-open", "by its id"],
    ["lintel explain CKV_AWS_24", "by the id that another tool gives it"],
  ],
} as const satisfies CommandHelp;
