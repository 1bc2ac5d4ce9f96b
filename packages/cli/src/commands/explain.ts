import { type Policy, aliasesOf, describeFixes, matchOf } from "@lintel/core";
import { breakLines, table, usualWidth } from "../command-line/help.js";
import { type GivenOptions, parseOptions } from "../command-line/options.js";
import { didYouMean } from "../command-line/suggest.js";
import { UsageError } from "../command-line/usage-error.js";
import { exitCodes } from "../exit-code.js";
import { terminalWidth } from "../output/color.js";
import { writeOut } from "../output/streams.js";
import { explainHelp } from "./explain-options.js";
import { helpCommand } from "./help.js";
import type { PolicyFile } from "./policy/policy-files.js";
import { type PolicyExample, exampleOf } from "./policy-examples.js";
import { shippedPolicies } from "./shipped-policies.js";

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
  const own = await ownPolicies(options);
  const policies = [...own.map(({ policy }) => policy), ...(await shippedPolicies())];
  const chosen = new Set(options.positionals.flatMap((name) => choose(name, policies)));
  const width = Math.min((await terminalWidth(process.env)) ?? usualWidth, usualWidth);
  const pages: string[] = [];
  for (const policy of chosen) {
    const file = own.find((each) => each.policy === policy);
    pages.push(explain(policy, file === undefined ? exampleOf(policy.id) : await exampleIn(file), width));
  }
  writeOut(pages.join("\n"));
  return exitCodes.clean;
}

/** A policy of one's own, and where it and its fixture lie. */
type OwnPolicy = PolicyFile & { readonly policy: Policy };

/** The policies that the command line names, valid ones; what is wrong with others is told. */
async function ownPolicies(options: GivenOptions): Promise<readonly OwnPolicy[]> {
  const paths = options.all("external-policies");
  const plugins = options.all("plugin");
  if (paths.length === 0 && plugins.length === 0) return [];
  const { readPluginPolicies, readPolicyFiles } = await import("./policy/policy-files.js");
  const files = [...(await readPolicyFiles(paths)), ...(plugins.length === 0 ? [] : await readPluginPolicies(plugins))];
  const problems = files.filter(({ policy }) => policy === undefined).flatMap(({ diagnostics }) => diagnostics);
  if (problems.length > 0) await (await import("./problems.js")).reportProblems(problems, process.cwd());
  return files.flatMap((file) => (file.policy === undefined ? [] : [{ ...file, policy: file.policy }]));
}

/** The example of a policy of one's own, from its fixture; none where this is missing or wrong. */
async function exampleIn(file: OwnPolicy): Promise<PolicyExample> {
  const { examplesOf, FixtureError } = await import("@lintel/core");
  const { readFixture } = await import("./policy/policy-files.js");
  try {
    const { failing, passing } = await examplesOf(file.policy, readFixture(file), () => "");
    return { fail: failing?.files, pass: passing?.files };
  } catch (error) {
    if (error instanceof FixtureError) return {};
    throw error;
  }
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

function explain(policy: Policy, { fail, pass }: PolicyExample, width: number): string {
  const lines = [
    policy.title,
    "",
    ...table(factsOf(policy), width),
    "",
    "Why it matters",
    ...paragraph(policy.description, width),
    "",
    "How to mend it",
    ...paragraph(policy.remediation, width),
    ...describeFixes(policy).flatMap((fix) => paragraph(`lintel scan ${fix}`, width)),
  ];
  const parameters = Object.entries(policy.parameters ?? {}).map(([name, parameter]): [string, string] => [
    name,
    `${parameter.description} (${parameter.type}; default: ${JSON.stringify(parameter.default)})`,
  ]);
  if (parameters.length > 0) lines.push("", "Parameters", ...table(parameters, width));
  if (policy.links.length > 0) lines.push("", "Read more", ...policy.links.map((link) => `  ${link}`));
  if (fail !== undefined) lines.push("", "What fails", ...showFiles(fail));
  if (pass !== undefined) lines.push("", "What passes", ...showFiles(pass));
  return `${lines.join("\n")}\n`;
}

/** Files are named where there are several, as what one says depends on another then. */
function showFiles(files: NonNullable<PolicyExample["fail"]>): string[] {
  return files.flatMap(({ name, text }, index) => {
    const lines = text.split("\n").map((line) => (line === "" ? "" : `  ${line}`));
    return files.length === 1 ? lines : [...(index === 0 ? [] : [""]), `  # ${name}`, ...lines];
  });
}

function factsOf(policy: Policy): [string, string][] {
  const facts: [string, string][] = [
    ["Policy", policy.id],
    ["Severity", policy.severity],
    ["Category", policy.category],
    ["Preset", policy.preset],
    ["Reads", listTypes(matchOf(policy))],
  ];
  const aliases = listed(policy.aliases);
  if (aliases !== "") facts.push(["Aliases", aliases]);
  const controls = listed(policy.controls);
  if (controls !== "") facts.push(["Controls", controls]);
  if (policy.onUnknown === "report") facts.push(["Unknown", "counts like a failure"]);
  return facts;
}

const mostTypes = 24;

function listTypes(types: readonly string[]): string {
  if (types.length <= mostTypes) return types.join(", ");
  return `${types.slice(0, mostTypes).join(", ")} and ${types.length - mostTypes} more types`;
}

/** `checkov CKV_AWS_24; trivy AWS-0107, AWS-0108`. */
function listed(lists: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(lists)
    .filter(([, names]) => names.length > 0)
    .map(([key, names]) => `${key} ${names.join(", ")}`)
    .join("; ");
}

function paragraph(text: string, width: number): string[] {
  return breakLines(text, width - 2).map((line) => `  ${line}`);
}
