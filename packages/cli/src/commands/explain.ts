import { type Policy, aliasesOf, describeFixes, matchOf } from "@lintel/core";
import { breakLines, table } from "../command-line/help.js";
import { parseOptions } from "../command-line/options.js";
import { didYouMean } from "../command-line/suggest.js";
import { UsageError } from "../command-line/usage-error.js";
import { exitCodes } from "../exit-code.js";
import { writeOut } from "../output/streams.js";
import { explainHelp } from "./explain-options.js";
import { helpCommand } from "./help.js";
import { pluginPolicies } from "./plugin-policies.js";
import { exampleOf } from "./policy-examples.js";
import { shippedPolicies } from "./shipped-policies.js";

const width = 100;

/** `lintel explain <policy>`. */
export async function explainCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, explainHelp.options);
  if (options.has("help")) return helpCommand(["explain"]);
  if (options.positionals.length === 0) {
    throw new UsageError(
      "Say which policy.",
      "For example: lintel explain aws-security-group-ssh-open; lintel policy list lists them.",
    );
  }
  const policies = [...(await pluginPolicies(options.all("plugin"))), ...(await shippedPolicies())];
  const chosen = options.positionals.flatMap((name) => choose(name, policies));
  writeOut([...new Set(chosen)].map(explain).join("\n"));
  return exitCodes.clean;
}

/** The policy of an id, or all policies that have an alias. */
function choose(name: string, policies: readonly Policy[]): Policy[] {
  const byId = policies.filter(({ id }) => id === name);
  if (byId.length > 0) return byId;
  const byAlias = policies.filter((policy) =>
    aliasesOf(policy).some((alias) => alias.toLowerCase() === name.toLowerCase()),
  );
  if (byAlias.length > 0) return byAlias;
  const names = policies.flatMap((policy) => [policy.id, ...aliasesOf(policy)]);
  throw new UsageError(`There is no policy ${name}.`, didYouMean(name, names) ?? "lintel policy list lists them.");
}

function explain(policy: Policy): string {
  const lines = [
    policy.title,
    "",
    ...table(factsOf(policy)),
    "",
    "Why it matters",
    ...paragraph(policy.description),
    "",
    "How to mend it",
    ...paragraph(policy.remediation),
    ...describeFixes(policy).flatMap((fix) => paragraph(`lintel scan ${fix}`)),
  ];
  const parameters = Object.entries(policy.parameters ?? {}).map(([name, parameter]): [string, string] => [
    name,
    `${parameter.description} (${parameter.type}; default: ${JSON.stringify(parameter.default)})`,
  ]);
  if (parameters.length > 0) lines.push("", "Parameters", ...table(parameters));
  if (policy.links.length > 0) lines.push("", "Read more", ...policy.links.map((link) => `  ${link}`));
  const { fail, pass } = exampleOf(policy.id);
  if (fail !== undefined) lines.push("", "What fails", ...indented(fail));
  if (pass !== undefined) lines.push("", "What passes", ...indented(pass));
  return `${lines.join("\n")}\n`;
}

function indented(text: string): string[] {
  return text.split("\n").map((line) => (line === "" ? "" : `  ${line}`));
}

function factsOf(policy: Policy): [string, string][] {
  const facts: [string, string][] = [
    ["Policy", policy.id],
    ["Severity", policy.severity],
    ["Category", policy.category],
    ["Preset", policy.preset],
    ["Reads", matchOf(policy).join(", ")],
  ];
  const aliases = listed(policy.aliases);
  if (aliases !== "") facts.push(["Aliases", aliases]);
  const controls = listed(policy.controls);
  if (controls !== "") facts.push(["Controls", controls]);
  if (policy.onUnknown === "report") facts.push(["Unknown", "counts like a failure"]);
  return facts;
}

/** `checkov CKV_AWS_24; trivy AWS-0107, AWS-0108`. */
function listed(lists: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(lists)
    .filter(([, names]) => names.length > 0)
    .map(([key, names]) => `${key} ${names.join(", ")}`)
    .join("; ");
}

function paragraph(text: string): string[] {
  return breakLines(text, width - 2).map((line) => `  ${line}`);
}
