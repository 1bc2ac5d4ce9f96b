import type { CommandHelp } from "../../command-line/help.js";

/** The formats that tflint has. */
export const tflintFormats = ["default", "json", "checkstyle", "junit", "compact", "sarif"] as const;

/** Which modules are looked into. */
export const callModuleTypes = ["all", "local", "none"] as const;

/** What `lintel tflint --help` shows: the options of tflint 0.64. */
export const tflintHelp = {
  usage: "lintel tflint [options]",
  summary:
    "Takes the command line of tflint 0.64, and gives its outputs and exit codes, with the policies of Lintel. A link named tflint to the lintel binary does the same.",
  options: [
    { name: "version", short: "v", help: "Show the version." },
    { name: "init", help: "Do nothing: there is no plugin to install." },
    { name: "langserver", help: "Refused: this is no language server." },
    { name: "format", short: "f", value: "FORMAT", choices: tflintFormats, help: `${tflintFormats.join(", ")}.` },
    {
      name: "config",
      short: "c",
      value: "FILE",
      help: "The configuration, relative to each directory that is inspected. Default: .tflint.hcl.",
    },
    { name: "ignore-module", value: "SOURCE", help: "Do not look into modules of this source; may be repeated." },
    { name: "enable-rule", value: "RULE", help: "Run this rule too, by tflint's name or the id of a policy." },
    { name: "disable-rule", value: "RULE", help: "Do not run this rule; may be repeated." },
    { name: "only", value: "RULE", help: "Run this rule and no others; may be repeated." },
    { name: "enable-plugin", value: "PLUGIN", help: "Has no effect: all policies are part of Lintel." },
    { name: "var-file", value: "FILE", help: "Values for variables; may be repeated." },
    { name: "var", value: "NAME=VALUE", help: "A value for a variable; may be repeated." },
    {
      name: "call-module-type",
      value: "TYPE",
      choices: callModuleTypes,
      help: "Which called modules are looked into: all, local (default), none.",
    },
    { name: "chdir", value: "DIRECTORY", help: "Inspect this directory in place of the working directory." },
    { name: "recursive", help: "Inspect each directory below it as well." },
    { name: "filter", value: "FILE", help: "Only issues in these files, by names or globs; may be repeated." },
    { name: "force", help: "Exit with 0 even if issues were found." },
    {
      name: "minimum-failure-severity",
      value: "SEVERITY",
      choices: ["error", "warning", "notice"],
      help: "The lowest severity that makes the exit code 2.",
    },
    { name: "color", help: "Color whatever the output goes to." },
    { name: "no-color", help: "No color." },
    { name: "fix", help: "Mend what can be mended safely in the files themselves." },
    { name: "no-parallel-runners", help: "Has no effect." },
    { name: "max-workers", value: "N", help: "Has no effect." },
    { name: "act-as-bundled-plugin", help: "Refused: this is no plugin." },
  ],
  examples: [
    ["lintel tflint", "inspect the working directory"],
    ["lintel tflint --chdir infra --recursive -f compact", "every directory below infra, a line for each issue"],
    ["lintel tflint --only terraform_required_version", "one rule, by tflint's name for it"],
    ["lintel tflint -f checkstyle --minimum-failure-severity error", "as a hook may call it"],
    ['ln -s "$(command -v lintel)" /usr/local/bin/tflint', "answer to the name tflint"],
  ],
  notes: ["Exit codes: 0 no issues, 1 it could not be done, 2 issues."],
} as const satisfies CommandHelp;
