import { type Policy, matchOf } from "@lintel/core";
import { type GivenOptions, parseOptions } from "../../command-line/options.js";
import { didYouMean } from "../../command-line/suggest.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { writeOut } from "../../output/streams.js";
import { helpCommand } from "../help.js";
import { listHelp } from "./list-options.js";
import { providerOf, shippedPolicies } from "../shipped-policies.js";

/** `lintel policy list`. */
export async function listCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, listHelp.options);
  if (options.has("help")) return helpCommand(["policy", "list"]);
  const [word] = options.positionals;
  if (word !== undefined)
    throw new UsageError(`policy list takes no ${JSON.stringify(word)}.`, "It lists all policies; --provider narrows.");
  const policies = narrow(await shippedPolicies(), options);
  writeOut(options.last("format") === "json" ? listAsJson(policies) : listAsText(policies));
  return exitCodes.clean;
}

function narrow(policies: readonly Policy[], options: GivenOptions): Policy[] {
  const preset = options.last("preset") ?? "all";
  const provider = options.last("provider");
  const providers = new Set(policies.map(providerOf));
  if (provider !== undefined && !providers.has(provider)) {
    const hint = didYouMean(provider, providers) ?? `There are ${[...providers].sort().join(", ")}.`;
    throw new UsageError(`There are no policies for ${provider}.`, hint);
  }
  return policies.filter(
    (policy) =>
      (preset === "all" || policy.preset === preset) && (provider === undefined || providerOf(policy) === provider),
  );
}

function listAsJson(policies: readonly Policy[]): string {
  const listed = policies.map((policy) => {
    const { id, title, severity, category, preset, controls, aliases, links } = policy;
    return { id, title, severity, category, preset, match: matchOf(policy), controls, aliases, links };
  });
  return `${JSON.stringify(listed, null, 2)}\n`;
}

function listAsText(policies: readonly Policy[]): string {
  if (policies.length === 0) return "No policies.\n";
  const rows = policies.map(({ id, title, severity, preset }): [string, string] => [
    id,
    `${severity.padEnd(9)} ${preset === "strict" ? "strict  " : "        "} ${title}`,
  ]);
  const longest = Math.max(...rows.map(([id]) => id.length));
  const lines = rows.map(([id, rest]) => `${id.padEnd(longest)}  ${rest}`);
  return `${lines.join("\n")}\n\n${policies.length} policies. lintel explain <policy> says more about one.\n`;
}
