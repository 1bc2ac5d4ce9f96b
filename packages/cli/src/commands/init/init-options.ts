import type { CommandHelp } from "../../command-line/help.js";
import { ciSystems } from "./ci-systems.js";

const names = ciSystems.map(({ name }) => name);

/** What `lintel init --help` shows, and what its command line is checked against. */
export const initHelp = {
  usage: "lintel init [directory] [options]",
  summary:
    "Writes a first lintel.yaml, the pipeline of the CI system that is in use, and an entry for pre-commit. On a terminal it asks first; elsewhere it does what the options say, or what it finds suggests. What is there already stays as it is.",
  options: [
    {
      name: "ci",
      value: "SYSTEM",
      choices: [...names, "none"],
      help: `The CI system to write a pipeline for: ${names.join(", ")}, or none. Default: the one that is found.`,
    },
    { name: "pre-commit", help: "Add the hook to .pre-commit-config.yaml, also where there is none yet." },
    { name: "no-pre-commit", help: "Do not." },
    {
      name: "preset",
      value: "PRESET",
      choices: ["recommended", "strict", "all"],
      help: "The policies that are to be on. Default: recommended.",
    },
    { name: "yes", short: "y", help: "Ask nothing." },
    { name: "dry-run", help: "Say what would be written, and write nothing." },
    { name: "force", help: "Write over what is there." },
  ],
  examples: [
    ["lintel init", "in the working directory, asking what is wanted"],
    ["lintel init --ci gitlab --pre-commit --yes", "without questions"],
    ["lintel init --dry-run", "what it would do"],
  ],
  notes: [
    "Where a pipeline is there already, the new one is written beside it, for somebody to join the two.",
    "Exit codes: 0 it is written, 2 it is not.",
  ],
} as const satisfies CommandHelp;
