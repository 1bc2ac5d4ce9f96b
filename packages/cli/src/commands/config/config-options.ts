import type { CommandHelp } from "../../command-line/help.js";
import { configurationOptions } from "../configuration-options.js";
import { pluginOption } from "../plugin-option.js";
import { regoOptions } from "../rego-options.js";
import { scanHelp } from "../scan-options.js";

/** What `lintel config --help` shows. */
export const configHelp: CommandHelp = {
  usage: "lintel config <command> [options]",
  summary: "Explains and checks configurations: the lintel.yaml files around and below what is scanned.",
  commands: [
    ["explain", "say which line decides each setting that holds at a path"],
    ["validate", "list everything that is wrong with configurations"],
    ["schema", "print the JSON Schema of lintel.yaml"],
  ],
  options: [],
  examples: [
    ["lintel config explain infra/main.tf", "what holds for a file, and why"],
    ["lintel config validate .", "whether all configurations below a directory are valid"],
  ],
  notes: ["lintel config <command> --help says more about one of them."],
};

const ownPolicyOptions = [
  {
    name: "external-policies",
    value: "PATH",
    help: "Know the policies of a YAML file, or of all YAML files below a directory; may be repeated.",
  },
  pluginOption,
  ...regoOptions,
] as const;

/** Options of a scan that no setting of a configuration is like. */
const unexplained = new Set([
  "format",
  "output",
  "fix",
  "fix-needs-review",
  "fix-dry-run",
  "include-passed",
  "show-unknown",
  "show-suppressed",
  "allow-errors",
  "env-vars",
  "source-dir",
  "parser",
  "today",
  "quiet",
  "stats",
]);

/** What `lintel config explain --help` shows, and what its command line is checked against. */
export const explainConfigHelp = {
  usage: "lintel config explain <path> [options]",
  summary:
    "Says of each setting what its value at a path is, which line of which file, or which flag, decided that, and what it took the place of.",
  options: [
    { name: "address", value: "ADDRESS", help: "What holds for a resource or object there, by its address." },
    { name: "format", short: "f", value: "FORMAT", choices: ["text", "json"], help: "text (default) or json." },
    ...scanHelp.options.filter(({ name }) => !unexplained.has(name)),
  ],
  examples: [
    ["lintel config explain infra/legacy/main.tf", "what holds for the resources of a file"],
    ["lintel config explain infra --severity high", "what holds in a scan with this flag"],
    ["lintel config explain infra/main.tf --address module.old.aws_s3_bucket.logs", "of one of them"],
  ],
  notes: [
    "Settings that are the same for a whole scan (variables, scenarios, plugins, …) are those of a scan of the path alone.",
  ],
} as const satisfies CommandHelp;

/** What `lintel config validate --help` shows, and what its command line is checked against. */
export const validateHelp = {
  usage: "lintel config validate [path…] [options]",
  summary:
    "Lists everything that is wrong with the configurations around and below some paths, the working directory unless said. No policy is run.",
  options: [...ownPolicyOptions, ...configurationOptions],
  examples: [["lintel config validate", "all lintel.yaml that a scan of the working directory reads"]],
  notes: ["Exit codes: 0 all of them are valid, 2 one is not."],
} as const satisfies CommandHelp;

/** What `lintel config schema --help` shows, and what its command line is checked against. */
export const configSchemaHelp = {
  usage: "lintel config schema",
  summary: "Prints the JSON Schema of lintel.yaml, for editors.",
  options: [],
  examples: [
    ["lintel config schema > lintel.schema.json", "for an editor: # yaml-language-server: $schema=lintel.schema.json"],
  ],
} as const satisfies CommandHelp;
