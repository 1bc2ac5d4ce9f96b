import { type CommandHelp, showHelp, usualWidth } from "../command-line/help.js";
import { didYouMean } from "../command-line/suggest.js";
import { UsageError } from "../command-line/usage-error.js";
import { exitCodes } from "../exit-code.js";
import { terminalWidth } from "../output/color.js";
import { writeOut } from "../output/streams.js";
import { baselineHelp, createHelp, mergeHelp, pruneHelp, updateHelp } from "./baseline/baseline-options.js";
import { checkovHelp } from "./checkov/checkov-options.js";
import { completionHelp } from "./completion/completion-options.js";
import { configHelp, configSchemaHelp, explainConfigHelp, validateHelp } from "./config/config-options.js";
import { evalHelp } from "./eval-options.js";
import { evidenceHelp, verifyHelp } from "./evidence/evidence-options.js";
import { explainHelp } from "./explain-options.js";
import { frameworkHelp, frameworkListHelp, frameworkShowHelp } from "./framework/framework-options.js";
import { graphHelp } from "./graph-options.js";
import { initHelp } from "./init-options.js";
import { docsHelp } from "./policy/docs-options.js";
import { importHelp } from "./policy/import-options.js";
import { lintHelp } from "./policy/lint-options.js";
import { listHelp } from "./policy/list-options.js";
import { newHelp } from "./policy/new-options.js";
import { policyHelp } from "./policy/policy-options.js";
import { schemaHelp } from "./policy/schema-options.js";
import { testHelp } from "./policy/test-options.js";
import { reviewHelp } from "./review/review-options.js";
import { scanHelp } from "./scan-options.js";
import { versionHelp } from "./version-options.js";
import { tflintHelp } from "./tflint/tflint-options.js";

/** What `lintel --help` shows. */
export const overview: CommandHelp = {
  usage: "lintel <command> [options]",
  summary: "Reads Terraform and Kubernetes before it is built, and says what is wrong, where, why, and how to mend it.",
  commands: [
    ["scan", "report what is wrong with Terraform and Kubernetes files"],
    ["eval", "show the values of a Terraform configuration, and where they come from"],
    ["graph", "show resources and objects with the references between them"],
    ["policy", "list the policies there are; write, test and document policies of your own"],
    ["framework", "list standards and benchmarks, and what policies judge of their controls"],
    ["evidence", "write a folder for an auditor, control by control, and verify one"],
    ["baseline", "accept what is found now, so that scans fail for what is new"],
    ["config", "explain and check the configuration, lintel.yaml"],
    ["init", "write a first lintel.yaml"],
    ["review", "review what a branch changes, as the pull-request bot does"],
    ["explain", "explain a policy: what it asks for, why, and an example"],
    ["tflint", "take the command line of tflint, and give its outputs"],
    ["checkov", "take the command line of Checkov, and give its outputs"],
    ["completion", "print what a shell needs to complete command lines"],
    ["version", "show the version"],
  ],
  options: [
    { name: "help", short: "h", help: "Show this help, or that of a command: lintel scan --help." },
    { name: "version", short: "V", help: "Show the version." },
  ],
  examples: [
    ["lintel scan .", "scan everything below the working directory"],
    ["lintel eval . aws_subnet.a.cidr_block", "a value, and the line it comes from"],
    ["lintel policy list", "the policies there are"],
    ["lintel explain aws-security-group-ssh-open", "what a policy asks for, why, and an example"],
    ["lintel explain CKV_AWS_24", "the same, by the id that another tool gives it"],
  ],
};

/** The help of a command, and of what may follow its name. */
interface HelpPages {
  readonly page: CommandHelp;
  readonly following?: Readonly<Record<string, CommandHelp>>;
}

/** The help of every command, by name. */
export const pages: Readonly<Record<string, HelpPages>> = {
  scan: { page: scanHelp },
  eval: { page: evalHelp },
  graph: { page: graphHelp },
  policy: {
    page: policyHelp,
    following: {
      list: listHelp,
      new: newHelp,
      lint: lintHelp,
      test: testHelp,
      docs: docsHelp,
      import: importHelp,
      schema: schemaHelp,
    },
  },
  framework: {
    page: frameworkHelp,
    following: { list: frameworkListHelp, show: frameworkShowHelp },
  },
  evidence: {
    page: evidenceHelp,
    following: { verify: verifyHelp },
  },
  baseline: {
    page: baselineHelp,
    following: { create: createHelp, update: updateHelp, prune: pruneHelp, merge: mergeHelp },
  },
  config: {
    page: configHelp,
    following: { explain: explainConfigHelp, validate: validateHelp, schema: configSchemaHelp },
  },
  init: { page: initHelp },
  explain: { page: explainHelp },
  review: { page: reviewHelp },
  completion: { page: completionHelp },
  version: { page: versionHelp },
  tflint: { page: tflintHelp },
  checkov: { page: checkovHelp },
};

/** The names of all commands, as they are typed. */
function commandNames(): readonly string[] {
  return Object.entries(pages).flatMap(([name, { following = {} }]) => [
    name,
    ...Object.keys(following).map((word) => `${name} ${word}`),
  ]);
}

function pageOf([name = "", word, ...more]: readonly string[]): CommandHelp | undefined {
  const { page, following = {} } = (Object.hasOwn(pages, name) ? pages[name] : undefined) ?? {};
  if (word === undefined) return page;
  return more.length === 0 && Object.hasOwn(following, word) ? following[word] : undefined;
}

/** `lintel help [command]`, which is `lintel [command] --help`. */
export async function helpCommand(args: readonly string[]): Promise<number> {
  const words = args.flatMap((each) => each.split(" "));
  const page = words.length === 0 ? overview : pageOf(words);
  if (page === undefined) {
    const name = words.join(" ");
    throw new UsageError(`There is no command ${JSON.stringify(name)}.`, didYouMean(name, commandNames()) ?? "");
  }
  const width = await terminalWidth(process.env);
  writeOut(showHelp(page, Math.min(width ?? usualWidth, usualWidth)));
  return exitCodes.clean;
}
