import { readGraph } from "@lintel/core";
import { loadGraphReporter } from "@lintel/reporters";
import { parseOptions } from "../command-line/options.js";
import { UsageError } from "../command-line/usage-error.js";
import { writeOut } from "../output/streams.js";
import { graphHelp } from "./graph-options.js";
import { configuredSourcesOf, refuseProblems } from "./configuration.js";
import { reportProblems } from "./problems.js";

const formats = ["json", "dot", "mermaid"] as const;

/** `lintel graph`. */
export async function graphCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, graphHelp.options);
  if (options.has("help")) return (await import("./help.js")).helpCommand(["graph"]);
  if (options.positionals.length === 0) {
    throw new UsageError("Say what to show the graph of.", "For the working directory: lintel graph .");
  }
  const sources = await configuredSourcesOf(options.positionals, options);
  const graph = await readGraph(sources.options);
  await refuseProblems(sources.project, sources.root);
  const format = formats.find((name) => name === options.last("format")) ?? "json";
  const report = await loadGraphReporter(format);
  writeOut(report(graph));
  return reportProblems(graph.diagnostics, sources.root);
}
