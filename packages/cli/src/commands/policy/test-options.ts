import type { CommandHelp } from "../../command-line/help.js";
import { pluginOption } from "../plugin-option.js";

/** What `lintel policy test --help` shows, and what its command line is checked against. */
export const testHelp = {
  usage: "lintel policy test [paths...] [options]",
  summary:
    "Runs policies against their annotated fixtures: each verdict must be where a comment says, and no other. Takes policy files and directories; the working directory where none is given.",
  options: [
    { name: "policy", short: "p", value: "ID", help: "Only these policies: ids, or globs of ids. Can be repeated." },
    pluginOption,
    {
      name: "mutate",
      help: "Change each policy in small ways, and list the changes that its fixture does not notice.",
    },
    { name: "format", short: "f", value: "FORMAT", choices: ["text", "json"], help: "text (default) or json." },
  ],
  examples: [
    ["lintel policy test policies", "every policy below a directory"],
    ["lintel policy test --plugin ./policies/backups.mjs", "the policies of a module, whose fixtures lie beside it"],
    ["lintel policy test policies --policy 'aws-s3-*' --mutate", "what the fixtures of some policies do not test"],
  ],
  notes: [
    "Beside ssh-open.yaml stands ssh-open.fixture.tf (or .fixture.yaml, .fixture.tf.json, or a folder ssh-open.fixture/ with several files). A comment\n" +
      "# fail, # pass or # unknown stands above the line where the verdict is located; a comment # today 2026-01-31 sets the day.",
    "Exit codes: 0 all as expected, 1 a difference or a surviving mutant, 2 an invalid policy, 3 nothing to test.",
  ],
} as const satisfies CommandHelp;
