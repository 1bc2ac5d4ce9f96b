import type { CommandHelp } from "../command-line/help.js";
import { ciSystems } from "./init/ci-systems.js";

/** What `lintel init --help` shows, and what its command line is checked against. */
export const initHelp = {
  usage: "lintel init [directory] [options]",
  summary:
    "Writes a first lintel.yaml with comments, the pipeline of the CI system that the repository uses, and an entry in its .pre-commit-config.yaml. On a terminal it asks; elsewhere it takes what the options say, and what it detects.",
  options: [
    {
      name: "ci",
      value: "SYSTEM",
      choices: ["auto", ...ciSystems.map(({ name }) => name), "none"],
      help: `Whose pipeline is written: ${ciSystems.map(({ name }) => name).join(", ")}, or none. Default: auto, by the files and the remote of the repository.`,
    },
    {
      name: "pre-commit",
      help: "Add Lintel to .pre-commit-config.yaml, also where there is none yet. Default: where there is one.",
    },
    { name: "no-pre-commit", help: "Leave .pre-commit-config.yaml as it is." },
    {
      name: "preset",
      value: "PRESET",
      choices: ["recommended", "strict", "all"],
      help: "The preset that lintel.yaml says. Default: recommended.",
    },
    { name: "yes", short: "y", help: "Ask nothing, and take what would be proposed." },
    { name: "dry-run", help: "Print what would be written, and write nothing." },
    {
      name: "force",
      help: "Write over a lintel.yaml, or a pipeline of an earlier lintel init. Other pipelines stay in any case.",
    },
  ],
  examples: [
    ["lintel init", "what fits the repository, after some questions"],
    ["lintel init --yes", "the same without questions"],
    ["lintel init --ci gitlab --pre-commit", "for GitLab, with a hook"],
    ["lintel init infra --ci none", "infra/lintel.yaml alone"],
  ],
  notes: [
    "Where the CI system has a pipeline already, that of Lintel is written beside it, and what joins them is told.",
    "Exit codes: 0 something is written, 2 nothing is.",
  ],
} as const satisfies CommandHelp;
