import type { CommandHelp } from "../../command-line/help.js";
import { configurationOptions, scenarioOption } from "../configuration-options.js";
import { pluginOption } from "../plugin-option.js";
import { sourceDirectoryOption, variableOptions } from "../variable-options.js";

/** What `lintel evidence --help` shows, and what its command line is checked against. */
export const evidenceHelp = {
  usage: "lintel evidence <path…> --framework FRAMEWORK --output DIR [options]",
  summary:
    "Scans for the controls of a framework, and writes a folder that can be handed to an auditor: per control the resources with their states, what was suppressed and why, and what all of it rests on.",
  commands: [["verify", "say whether a folder is as it was written"]],
  options: [
    {
      name: "framework",
      value: "FRAMEWORK",
      help: "The framework; may be repeated. lintel framework list shows which there are.",
    },
    {
      name: "output",
      short: "o",
      value: "DIR",
      help: "The folder to write: a new or an empty one, or one of an earlier run, which is replaced.",
    },
    {
      name: "external-policies",
      value: "PATH",
      help: "Add the policies of a YAML file, or of all YAML files below a directory; may be repeated.",
    },
    pluginOption,
    ...variableOptions,
    sourceDirectoryOption,
    ...configurationOptions,
    scenarioOption,
    {
      name: "today",
      value: "DATE",
      help: "The day that expiry dates are compared with, as 2030-01-31. Default: that of the commit, in UTC.",
    },
    { name: "allow-errors", help: "Do not let unreadable or unparsable files make the exit code 2." },
  ],
  examples: [
    ["lintel evidence . --framework soc2 --output evidence", "a folder for SOC 2"],
    ["lintel evidence verify evidence", "whether a file was altered, removed or added since"],
  ],
  notes: [
    "Policies in Rego belong to no control, and are no part of evidence. What the baseline of lintel.yaml accepts is listed as suppressed.",
    "Two runs on the same commit with the same options write the same bytes: the time is that of the commit.",
    "Exit codes: 0 the folder is written, whatever it tells; 2 it is not, or a file could not be read or parsed; 3 no file was there to scan.",
  ],
} as const satisfies CommandHelp;

/** What `lintel evidence verify --help` shows, and what its command line is checked against. */
export const verifyHelp = {
  usage: "lintel evidence verify <dir>",
  summary:
    "Compares an evidence folder with its manifest, SHA256SUMS. Whoever can alter a file can write a new manifest too: keep the manifest's own hash, which is shown, where they cannot.",
  options: [],
  examples: [
    ["lintel evidence verify evidence", "altered, missing and added files are named"],
    ["cd evidence && sha256sum -c SHA256SUMS", "the same without Lintel, but for added files"],
  ],
  notes: ["Exit codes: 0 nothing was altered, 1 something was, 2 there is no manifest or it is malformed."],
} as const satisfies CommandHelp;
