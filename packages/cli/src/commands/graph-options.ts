import type { CommandHelp } from "../command-line/help.js";
import { configurationOptions, scenarioOption } from "./configuration-options.js";
import { sourceDirectoryOption, variableOptions } from "./variable-options.js";

/** What `lintel graph --help` shows, and what its command line is checked against. */
export const graphHelp = {
  usage: "lintel graph <path…> [options]",
  summary:
    "Shows the graph that policies are evaluated over: resource instances, Kubernetes objects and what they belong to, with every reference between them. Of a plan it also shows what this does to each resource.",
  options: [
    {
      name: "format",
      short: "f",
      value: "FORMAT",
      choices: ["json", "dot", "mermaid"],
      help: "json (default), dot for Graphviz, or mermaid.",
    },
    ...variableOptions,
    scenarioOption,
    ...configurationOptions,
    sourceDirectoryOption,
    { name: "no-color", help: "No color in messages, which NO_COLOR=1 says as well." },
  ],
  examples: [
    ["lintel graph . --format dot | dot -Tsvg -o graph.svg", "a picture"],
    ["lintel graph tfplan", "what a plan creates, changes and destroys"],
    ["lintel graph infra deploy --format mermaid", "Terraform and Kubernetes, for a Markdown page"],
  ],
  notes: ["Exit codes: 0 the graph was read, 2 it could not be, or not all of it."],
} as const satisfies CommandHelp;
