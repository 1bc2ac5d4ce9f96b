import type { CommandHelp } from "../command-line/help.js";
import { pluginOption } from "./plugin-option.js";

/** What `lintel explain --help` shows. */
export const explainHelp = {
  usage: "lintel explain <policy…> [options]",
  summary: "Explains a policy: what it asks for, why it matters, how to mend what it finds, and an example of both.",
  options: [
    {
      name: "external-policies",
      value: "PATH",
      help: "Know the policies of a YAML file, or of all YAML files below a directory, with their fixtures; may be repeated.",
    },
    pluginOption,
  ],
  examples: [
    ["lintel explain aws-security-group-ssh-open", "by its id"],
    ["lintel explain CKV_AWS_24", "by the id that another tool gives it"],
    ["lintel explain acme-bucket-owner --external-policies policies", "a policy of your own"],
  ],
} as const satisfies CommandHelp;
