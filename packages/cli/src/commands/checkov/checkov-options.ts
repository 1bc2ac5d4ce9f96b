import type { CommandHelp } from "../../command-line/help.js";

/** The formats of Checkov that there are here. */
export const checkovFormats = [
  ...["cli", "json", "sarif", "junitxml", "csv", "github_failed_only", "gitlab_sast", "cyclonedx_json"],
] as const;

/** What Checkov looks at. Of all but the first there is nothing to find here. */
export const checkovFrameworks = [
  ...["terraform", "terraform_plan", "kubernetes", "all"],
  ...["ansible", "argo_workflows", "arm", "azure_pipelines", "bicep", "bitbucket_configuration", "bitbucket_pipelines"],
  ...["cdk", "circleci_pipelines", "cloudformation", "dockerfile", "github_actions", "github_configuration"],
  ...["gitlab_ci", "gitlab_configuration", "helm", "json", "kustomize", "openapi", "policies_3d", "sast", "sca_image"],
  ...["sca_package", "secrets", "serverless", "terraform_json", "yaml"],
];

/** What `lintel checkov --help` shows. */
export const checkovHelp = {
  usage: "lintel checkov [options]",
  summary:
    "Takes the command line of Checkov, and gives its outputs and exit codes, with the policies of Lintel. Nothing is fetched and nothing is uploaded.",
  options: [
    { name: "version", short: "v", help: "Show the version." },
    { name: "directory", short: "d", value: "DIRECTORY", help: "Scan this directory; may be repeated." },
    { name: "file", short: "f", value: "FILE", help: "Scan this file; may be repeated." },
    { name: "skip-path", value: "PATTERN", help: "Leave out files whose path matches; may be repeated." },
    { name: "external-checks-dir", value: "DIRECTORY", help: "Add the policies in YAML below it; may be repeated." },
    { name: "external-checks-git", value: "URL", help: "Refused: nothing is fetched." },
    { name: "download-external-modules", value: "WHETHER", help: "Refused unless it is false: nothing is fetched." },
    { name: "list", short: "l", help: "List the checks there are." },
    {
      name: "output",
      short: "o",
      value: "FORMAT",
      listed: checkovFormats,
      help: `${checkovFormats.join(", ")}; may be repeated.`,
    },
    {
      name: "output-file-path",
      value: "PATH",
      help: "A file for each output, separated by commas (console for stdout), or a directory.",
    },
    { name: "quiet", help: "Only what failed." },
    { name: "compact", help: "Without code." },
    {
      name: "framework",
      value: "FRAMEWORK",
      listed: checkovFrameworks,
      help: "terraform, terraform_plan, kubernetes, all (default).",
    },
    { name: "skip-framework", value: "FRAMEWORK", listed: checkovFrameworks, help: "Leave out a framework." },
    {
      name: "check",
      short: "c",
      value: "CHECK",
      help: "Only these checks: ids, with * as a wildcard, or all from a severity on; separated by commas.",
    },
    { name: "skip-check", value: "CHECK", help: "Not these checks, nor those of a severity and below." },
    { name: "soft-fail", short: "s", help: "Exit with 0 even if checks failed." },
    { name: "soft-fail-on", value: "CHECK", help: "Exit with 0 if nothing else failed." },
    { name: "hard-fail-on", value: "CHECK", help: "Exit with 1 if one of these failed." },
    { name: "baseline", value: "FILE", help: "Leave out what this baseline knows." },
    { name: "create-baseline", help: "Write .checkov.baseline beside what is scanned." },
    { name: "var-file", value: "FILE", help: "Values for Terraform's variables; may be repeated." },
    { name: "repo-root-for-plan-enrichment", value: "DIRECTORY", help: "Where the configuration of a plan lies." },
    { name: "config-file", value: "FILE", help: "A configuration. Default: .checkov.yaml or .checkov.yml." },
    { name: "no-guide", help: "Has no effect." },
    { name: "skip-download", help: "Has no effect." },
    { name: "evaluate-variables", value: "WHETHER", help: "Has no effect: variables are evaluated." },
  ],
  examples: [
    ["lintel checkov -d .", "everything below the working directory"],
    ["lintel checkov -d . -o json --compact --quiet", "what failed, for another program"],
    ["lintel checkov -f main.tf --check CKV_AWS_24", "one check of one file"],
    ["lintel checkov -d . --skip-check LOW --soft-fail-on MEDIUM", "by severities"],
    ["lintel checkov -d . -o cli -o sarif --output-file-path console,results.sarif", "two outputs"],
  ],
  notes: ["Exit codes: 0 nothing failed, 1 checks failed or files could not be read, 2 it could not be done."],
} as const satisfies CommandHelp;
