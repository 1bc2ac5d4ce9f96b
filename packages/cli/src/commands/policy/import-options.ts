import type { CommandHelp } from "../../command-line/help.js";

/** What `lintel policy import --help` shows, and what its command line is checked against. */
export const importHelp: CommandHelp = {
  usage: "lintel policy import <path>… [options]",
  summary:
    "Translates policies for Checkov, YAML or JSON, into policies of Lintel’s own, and says where their meaning is odd.",
  options: [
    {
      name: "output",
      short: "o",
      value: "DIR",
      help: "Writes each policy to a file there, by its id. Default: all to stdout.",
    },
  ],
  examples: [
    ["lintel policy import checkov-policies --output policies", "policies/CKV2_ACME_1.yaml and so on"],
    ["lintel scan . --external-policies checkov-policies", "no translation is needed to run them"],
  ],
  notes: ["Files that are there already are left alone."],
};
