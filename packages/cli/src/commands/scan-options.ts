import type { CommandHelp } from "../command-line/help.js";
import { inGroup } from "../command-line/options.js";
import { reporterNames } from "@lintel/reporters";
import { severities } from "../severity.js";
import { configurationOptions, scenarioOption } from "./configuration-options.js";
import { pluginOption } from "./plugin-option.js";
import { regoOptions } from "./rego-options.js";
import { sourceDirectoryOption, variableOptions } from "./variable-options.js";

/** What `lintel scan --help` shows, and what the command line is checked against. */
export const scanHelp = {
  usage: "lintel scan <path…> [options]",
  summary:
    "Reads Terraform and Kubernetes files, or directories of them, and reports what is wrong. Nothing is fetched, nothing is run but a named --plugin, and without --fix nothing is changed.",
  options: [
    ...inGroup("Input", [
      ...variableOptions,
      sourceDirectoryOption,
      scenarioOption,
      ...configurationOptions,
      {
        name: "parser",
        value: "PARSER",
        choices: ["lintel", "hcl2json"],
        help: "hcl2json reads HCL with HashiCorp's parser alone: slower, and without exact columns.",
      },
      {
        name: "changed",
        value: "REF",
        isValueOptional: true,
        help: "Report only what was not found where this branch left REF, a branch or commit (--changed=origin/main); without one, the main branch. Everything is read and judged all the same.",
      },
      { name: "watch", help: "Scan again whenever a file changes, until Ctrl-C." },
      { name: "allow-errors", help: "Do not let unreadable or unparsable files make the exit code 2." },
      {
        name: "today",
        value: "DATE",
        help: "The day that dates are compared with, as 2030-01-31. Default: today's, in UTC.",
      },
    ]),
    ...inGroup("Policies", [
      {
        name: "preset",
        value: "PRESET",
        choices: ["recommended", "strict", "all"],
        help: "Which of the policies are on: recommended (default), strict, or all of them.",
      },
      {
        name: "framework",
        value: "FRAMEWORK",
        help: "Run the policies of a standard (soc2, cis-aws-3.0.0) whatever their preset, and say what came of each of its controls; repeat it for several. lintel framework list shows which there are.",
      },
      {
        name: "policy",
        short: "p",
        value: "POLICY",
        help: "Only this policy, by its id or an alias (CKV_AWS_24); repeat it, or separate several by commas.",
      },
      {
        name: "skip-policy",
        value: "POLICY",
        help: "Leave this policy out; repeat it, or separate several by commas.",
      },
      {
        name: "external-policies",
        value: "PATH",
        help: "Add the policies of a YAML file, or of all YAML files below a directory; may be repeated.",
      },
      pluginOption,
      ...regoOptions,
    ]),
    ...inGroup("Report", [
      {
        name: "format",
        short: "f",
        value: "FORMAT",
        choices: reporterNames,
        help: `${reporterNames.join(", ")}. Repeat it for several reports in one run. Default: text, or what the ending of --output says.`,
      },
      {
        name: "output",
        short: "o",
        value: "FILE",
        help: "Write the report of the --format beside it to a file; without one, its ending says which: .sarif, .json, .html, .md, .csv, .xml (junit). Repeat it for several. One report may go to stdout.",
      },
      { name: "include-passed", help: "Report what passed, too." },
      { name: "show-unknown", help: "List the verdicts that could not be reached, with the reason." },
      { name: "show-suppressed", help: "List what is suppressed, with why, by whom and how long." },
      { name: "quiet", short: "q", help: "Print findings and errors only." },
      { name: "no-color", help: "No color, which NO_COLOR=1 says as well; FORCE_COLOR=1 says the opposite." },
      { name: "stats", help: "Say on stderr where the time went, which policies are slow, and what was known." },
    ]),
    ...inGroup("Thresholds", [
      {
        name: "severity",
        value: "SEVERITY",
        choices: severities,
        help: "The lowest severity shown. Default: what lintel.yaml says, or info.",
      },
      {
        name: "fail-on",
        value: "SEVERITY",
        choices: [...severities, "none"],
        help: "The lowest severity that makes the exit code 1, or none. Default: what lintel.yaml says, or what is shown.",
      },
      {
        name: "require-coverage",
        value: "PERCENT",
        help: "Make the exit code 1 where a smaller share of verdicts is known, from 0 to 100. Default: what lintel.yaml says.",
      },
    ]),
    ...inGroup("Known findings", [
      {
        name: "baseline",
        short: "b",
        value: "FILE",
        help: "Suppress the findings of this baseline, which lintel baseline create writes. Default: what lintel.yaml says.",
      },
      { name: "ratchet", help: "Let the counts of the baseline only fall: warn when it can be lowered." },
    ]),
    ...inGroup("Fixing", [
      { name: "fix", help: "Mend what can be mended safely in the files themselves, and report what is left." },
      {
        name: "fix-needs-review",
        help: "Like --fix, and mend also what somebody has to look at before it is applied.",
      },
      {
        name: "fix-dry-run",
        help: "Change no file, but print a diff of what --fix (or --fix-needs-review beside it) would change, for git apply.",
      },
    ]),
  ],
  examples: [
    ["lintel scan .", "everything below the working directory"],
    ["lintel scan infra/ deploy/web.yaml", "Terraform and Kubernetes together"],
    ["lintel scan . --fail-on high", "only high and critical findings fail the run"],
    ["lintel scan . --require-coverage 90", "and so does not knowing enough"],
    ["lintel scan . --var-file prod.tfvars", "with the values of production"],
    ["lintel scan . -f sarif -o lintel.sarif -f text", "a file for code scanning, and text for people"],
    [
      "lintel scan plan.json --source-dir infra",
      "a plan (also out.tfplan, terraform.tfstate), pointing into its source",
    ],
    ["lintel scan . --policy aws-security-group-ssh-open", "one policy"],
    ["lintel scan . --changed", "only what this branch adds"],
    ["lintel scan . --watch", "again and again, while files are edited"],
    ["lintel scan . --framework soc2", "what comes of each criterion of SOC 2"],
    ["lintel scan . --fix-dry-run | git apply", "what --fix does, as a patch"],
  ],
  notes: [
    "Exit codes: 0 nothing found, 1 findings, 2 the job could not be done (usage, unreadable or unparsable files), 3 no file was there to scan.",
  ],
} as const satisfies CommandHelp;
