import type { CommandHelp } from "../../command-line/help.js";
import { scanHelp } from "../scan-options.js";

/** Where a baseline is unless something else is said. */
export const usualBaseline = ".lintel-baseline.json";

/** Options of a scan that are about reports and fixes, which there are none of here. */
const reporting = new Set([
  "format",
  "output",
  "severity",
  "fail-on",
  "require-coverage",
  "fix",
  "fix-needs-review",
  "fix-dry-run",
  "include-passed",
  "show-unknown",
  "show-suppressed",
  "stats",
  "baseline",
  "ratchet",
  "no-color",
]);

/** What decides which findings there are: a baseline is made with the options that scans are then run with. */
const scanning = scanHelp.options.filter(({ name }) => !reporting.has(name));

const baselineOption = {
  name: "baseline",
  short: "b",
  value: "FILE",
  help: `The baseline. Default: that of lintel.yaml, or ${usualBaseline}.`,
} as const;

const exitNote =
  "Exit codes: 0 done, 1 refused by the ratchet, 2 it could not be done, or a file could not be read or parsed (nothing is written then), 3 no file was there to scan.";

/** What `lintel baseline --help` shows. */
export const baselineHelp: CommandHelp = {
  usage: "lintel baseline <command> [options]",
  summary:
    "A baseline is a file of findings that are known and accepted for the time being: a scan with it fails for new ones only. It survives moved lines, files and directories.",
  commands: [
    ["create", "write a baseline of all findings there are"],
    ["update", "make it say what a scan finds now: take out what is gone, take in what is new"],
    ["prune", "take out what is gone, and nothing else"],
    ["merge", "put several baselines together"],
  ],
  options: [],
  examples: [
    ["lintel baseline create", `${usualBaseline}, of everything below the working directory`],
    [`lintel scan . --baseline ${usualBaseline}`, "only what is new fails the run"],
  ],
};

/** What `lintel baseline create --help` shows, and what its command line is checked against. */
export const createHelp: CommandHelp = {
  usage: "lintel baseline create [path…] [options]",
  summary:
    "Scans (the working directory, unless paths are given) and writes all findings to a baseline. Give it the options that you scan with.",
  options: [
    {
      name: "output",
      short: "o",
      value: "FILE",
      help: `Where to write it. Default: as in lintel.yaml, or ${usualBaseline}.`,
    },
    { name: "force", help: "Overwrite a baseline that is there already." },
    ...scanning,
  ],
  examples: [
    ["lintel baseline create", "of everything below the working directory"],
    ["lintel baseline create infra --preset all -o infra.json", "with the strict policies, to another file"],
  ],
  notes: ["Findings that are suppressed otherwise are left out, and so are those that are hard-mandatory.", exitNote],
};

/** What `lintel baseline update --help` shows, and what its command line is checked against. */
export const updateHelp: CommandHelp = {
  usage: "lintel baseline update [path…] [options]",
  summary:
    "Scans, takes out of the baseline what is gone and takes in what is new. What the scan could not judge (other paths, other policies) stays.",
  options: [
    baselineOption,
    { name: "ratchet", help: "Refuse where a policy has more findings in a file than before." },
    { name: "allow-increase", help: "Take in what is new in spite of the ratchet." },
    ...scanning,
  ],
  examples: [
    ["lintel baseline update", "after mending something"],
    ["lintel baseline update --ratchet", "the same, and refuse if there is anything more than before"],
  ],
  notes: [exitNote],
};

/** What `lintel baseline prune --help` shows, and what its command line is checked against. */
export const pruneHelp: CommandHelp = {
  usage: "lintel baseline prune [path…] [options]",
  summary:
    "Scans and takes out of the baseline what is gone. Nothing is taken in, and what the scan could not judge (other paths, other policies) stays.",
  options: [baselineOption, ...scanning],
  examples: [["lintel baseline prune", "what was mended cannot come back unnoticed"]],
  notes: [exitNote],
};

/** What `lintel baseline merge --help` shows, and what its command line is checked against. */
export const mergeHelp: CommandHelp = {
  usage: "lintel baseline merge <file> <file…> [options]",
  summary:
    "Puts baselines together: what one of them knows, the outcome knows; of two counts the higher holds. Nothing is scanned.",
  options: [
    { name: "output", short: "o", value: "FILE", help: "Where to write it; may be one of the files. Default: stdout." },
    { name: "force", help: "Overwrite a file that is none of those merged." },
  ],
  examples: [
    ["lintel baseline merge a.json b.json -o .lintel-baseline.json", "one baseline for both"],
    [
      "git config merge.lintel.driver 'lintel baseline merge %A %B -o %A'",
      "let git merge with it, once .gitattributes has",
    ],
    ["", "“.lintel-baseline.json merge=lintel”"],
  ],
  notes: [
    "Exit codes: 0 done, 2 one of the files is no baseline, is of another version, or could not be read or written.",
  ],
};
