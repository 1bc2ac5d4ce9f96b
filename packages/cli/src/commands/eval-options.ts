import type { CommandHelp } from "../command-line/help.js";
import { configurationOptions, scenarioOption } from "./configuration-options.js";
import { sourceDirectoryOption, variableOptions } from "./variable-options.js";

/** What `lintel eval --help` shows, and what its command line is checked against. */
export const evalHelp = {
  usage: "lintel eval <path> [address[.attribute]] [options]",
  summary:
    "Evaluates a Terraform configuration as terraform plan would, and shows the value of a variable, local, output, provider or resource with the way to the line it comes from. Of a plan or a state it shows the values that this tells. Without an address it shows all of them.",
  options: [
    {
      name: "format",
      short: "f",
      value: "FORMAT",
      choices: ["text", "json"],
      help: "text (default) or json; json without an address is one object of all locals, outputs and resources.",
    },
    ...variableOptions,
    scenarioOption,
    ...configurationOptions,
    sourceDirectoryOption,
    { name: "no-color", help: "No color, which NO_COLOR=1 says as well." },
  ],
  examples: [
    ["lintel eval infra aws_subnet.a[0].cidr_block", "an attribute, and where it comes from"],
    ["lintel eval infra 'module.net[\"x\"].local.zones' --var-file prod.tfvars", "a local in a module"],
    ["lintel eval infra module.net.zones", "an output of every instance of a module"],
    ["lintel eval tfplan aws_db_instance.main", "what a plan will set, and the lines that say so"],
    ["lintel eval infra --format json", "every value, for another program"],
  ],
  notes: [
    "An address without instance keys names all instances, module.a all outputs of the module, and module.a.y its output y; in JSON these are lists.",
    "What cannot be known before apply is shown as unknown, with the reason; what is sensitive is not shown.",
    "Exit codes: 0 it was evaluated, 2 it could not be (usage, unreadable or unparsable files, no such address).",
  ],
} as const satisfies CommandHelp;
