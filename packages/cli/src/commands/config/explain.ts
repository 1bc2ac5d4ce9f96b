import { explainConfiguration } from "@lintel/core";
import { createNodeHost, pathsFromScanRoot } from "@lintel/core/node";
import { loadExplanationReporter } from "@lintel/reporters";
import { parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { wantsColor } from "../../output/color.js";
import { displayPathFrom } from "../../output/display-path.js";
import { writeOut } from "../../output/streams.js";
import { configuredSourcesOf, refuseProblems } from "../configuration.js";
import { loadFrameworks } from "../frameworks.js";
import { helpCommand } from "../help.js";
import { scanSettings } from "../scan-settings.js";
import { explainConfigHelp } from "./config-options.js";
import { policyOptions } from "./named-policies.js";

/** `lintel config explain`. */
export async function explainConfigCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, explainConfigHelp.options);
  if (options.has("help")) return helpCommand(["config", "explain"]);
  const [path, ...more] = options.positionals;
  if (path === undefined)
    throw new UsageError("Say what to explain the settings of.", "For example: lintel config explain main.tf");
  if (more.length > 0) throw new UsageError("One path at a time can be explained.", "Give one of them.");
  const sources = await configuredSourcesOf([path], options);
  const { root, project } = sources;
  const policies = await policyOptions(options, sources);
  const frameworks = options.has("framework") ? await loadFrameworks(options.list("framework")) : [];
  const [shown = path] = pathsFromScanRoot(root, [path]);
  const kind = createNodeHost(root).kindOf(shown);
  if (!kind.ok) throw new UsageError(`There is no file or directory ${path}.`, "Check the spelling.");
  const address = options.last("address");
  const inside = kind.value === "directory" ? `${shown === "" ? "" : `${shown}/`}.` : shown;
  const place = { path: inside, addresses: address === undefined ? [] : [address] };
  const { preset, policy, skipPolicy, thresholds, externalPolicies, plugins, rego, requiredCoverage } =
    scanSettings(options);
  const explanation = await explainConfiguration(
    { ...sources.options, ...policies, project, preset, policy, skipPolicy, frameworks },
    place,
    {
      ...thresholds,
      ...{ externalPolicies, plugins, rego: rego.paths, requireCoverage: requiredCoverage },
      varFiles: options.all("var-file"),
      vars: (sources.options.variables ?? []).flatMap((input) => (input.kind === "value" ? [input.name] : [])),
      baselineFile: options.last("baseline"),
      ratchet: options.has("ratchet") || undefined,
    },
  );
  await refuseProblems(project, root);
  const named = { ...explanation, path: shown === "" ? "." : shown };
  if (options.last("format") === "json") {
    writeOut(`${JSON.stringify(named, null, 2)}\n`);
    return exitCodes.clean;
  }
  const report = await loadExplanationReporter();
  const color = await wantsColor(options.has("no-color"), process.env);
  writeOut(report(named, { color, displayPath: displayPathFrom(root) }));
  return exitCodes.clean;
}
