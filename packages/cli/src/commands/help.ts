import { type CommandHelp, showHelp } from "../command-line/help.js";
import { didYouMean } from "../command-line/suggest.js";
import { UsageError } from "../command-line/usage-error.js";
import { exitCodes } from "../exit-code.js";
import { writeOut } from "../output/streams.js";
import { evalHelp } from "./eval-options.js";
import { evidenceHelp, verifyHelp } from "./evidence/evidence-options.js";
import { explainHelp } from "./explain-options.js";
import { frameworkHelp, frameworkListHelp, frameworkShowHelp } from "./framework/framework-options.js";
import { graphHelp } from "./graph-options.js";
import { docsHelp } from "./policy/docs-options.js";
import { importHelp } from "./policy/import-options.js";
import { lintHelp } from "./policy/lint-options.js";
import { listHelp } from "./policy/list-options.js";
import { newHelp } from "./policy/new-options.js";
import { policyHelp } from "./policy/policy-options.js";
import { schemaHelp } from "./policy/schema-options.js";
import { testHelp } from "./policy/test-options.js";
import { scanHelp } from "./scan-options.js";

const overview: CommandHelp = {
  usage: "lintel <command> [options]",
  summary: "Reads Terraform and Kubernetes before it is built, and says what is wrong, where, why, and how to mend it.",
  commands: [
    ["scan", "report what is wrong with Terraform and Kubernetes files"],
    ["eval", "show the values of a Terraform configuration, and where they come from"],
    ["graph", "show resources and objects with the references between them"],
    ["policy", "list the policies there are; write, test and document policies of your own"],
    ["framework", "list standards and benchmarks, and what policies judge of their controls"],
    ["evidence", "write a folder for an auditor, control by control, and verify one"],
    ["explain", "explain a policy: what it asks for, why, and an example"],
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

const pages: Readonly<Record<string, CommandHelp>> = {
  scan: scanHelp,
  eval: evalHelp,
  graph: graphHelp,
  policy: policyHelp,
  "policy list": listHelp,
  "policy new": newHelp,
  "policy lint": lintHelp,
  "policy test": testHelp,
  "policy docs": docsHelp,
  "policy import": importHelp,
  "policy schema": schemaHelp,
  framework: frameworkHelp,
  "framework list": frameworkListHelp,
  "framework show": frameworkShowHelp,
  evidence: evidenceHelp,
  "evidence verify": verifyHelp,
  explain: explainHelp,
};

/** `lintel help [command]`, which is `lintel [command] --help`. */
export function helpCommand(args: readonly string[]): Promise<number> {
  const name = args.length === 0 ? undefined : args.join(" ");
  const page = name === undefined ? overview : Object.hasOwn(pages, name) ? pages[name] : undefined;
  if (page === undefined) {
    const word = name ?? "";
    throw new UsageError(`There is no command ${JSON.stringify(word)}.`, didYouMean(word, Object.keys(pages)) ?? "");
  }
  writeOut(showHelp(page));
  return Promise.resolve(exitCodes.clean);
}
