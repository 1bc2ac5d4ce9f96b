import type { Framework, FrameworkControl } from "@lintel/core";
import { breakLines } from "../../command-line/help.js";
import { parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { writeOut } from "../../output/streams.js";
import { loadFrameworks } from "../frameworks.js";
import { helpCommand } from "../help.js";
import { frameworkShowHelp } from "./framework-options.js";

const width = 100;

/** `lintel framework show <framework>`. */
export async function frameworkShowCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, frameworkShowHelp.options);
  if (options.has("help")) return helpCommand(["framework", "show"]);
  const [id, ...more] = options.positionals;
  if (id === undefined || more.length > 0) {
    throw new UsageError("Name one framework.", "lintel framework list shows which there are.");
  }
  const loaded = await loadFrameworks([id]);
  const isJson = options.last("format") === "json";
  writeOut(
    loaded.map((framework) => (isJson ? `${JSON.stringify(framework, null, 2)}\n` : asText(framework))).join(""),
  );
  return exitCodes.clean;
}

function asText({ id, title, edition, publisher, link, isComplete, completeness, controls }: Framework): string {
  const counts = ["full", "partial", "none"].map((each) => controls.filter(({ coverage }) => coverage === each).length);
  const [full = 0, partial = 0, none = 0] = counts;
  const head = [
    `${title} [${id}]`,
    `${edition}; ${publisher}`,
    link,
    ...breakLines(`${isComplete ? "Complete" : "Incomplete"}: ${completeness}`, width),
    `${String(controls.length)} controls: ${String(full)} judged in full, ${String(partial)} in part, ${String(none)} not at all.`,
  ];
  return `${[...head, ...controls.flatMap((control) => ["", ...controlLines(control)])].join("\n")}\n`;
}

function controlLines({ id, title, coverage, isAutomatable, why, policies }: FrameworkControl): string[] {
  const word = { full: "in full", partial: "in part", none: "no" }[coverage];
  const lines = [`${id}  ${title}`, `  Judged: ${word}`];
  if (coverage === "none") lines[1] = isAutomatable ? "  Not judged: there is no policy for it yet." : "  Not judged:";
  if (why !== null) lines.push(...breakLines(why, width - 4).map((line) => `    ${line}`));
  if (policies.length > 0) lines.push(...breakLines(policies.join(" "), width - 4).map((line) => `    ${line}`));
  return lines;
}
