import { lstatSync, readFileSync } from "node:fs";
import {
  type BaselineChange,
  type ChangedBaseline,
  type MadeBaseline,
  makeBaseline,
  writeBaseline,
} from "@lintel/core";
import { GivenOptions, type OptionDescription, parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { displayPathFrom } from "../../output/display-path.js";
import { writeReport } from "../../output/report-file.js";
import { writeError, writeOut } from "../../output/streams.js";
import { type ConfiguredSources, configuredSourcesOf } from "../configuration.js";
import { helpCommand } from "../help.js";
import { loadOwnPolicies } from "../own-policies.js";
import { reportProblems } from "../problems.js";
import { scanSources } from "../scan.js";
import { scanSettings } from "../scan-settings.js";
import { configuredBaseline, hasRatchet, readBaselineFile } from "./baseline-file.js";
import { createHelp, pruneHelp, updateHelp, usualBaseline } from "./baseline-options.js";

/** `lintel baseline create`. */
export async function createCommand(args: readonly string[]): Promise<number> {
  const options = optionsOf(args, createHelp.options);
  if (options.has("help")) return helpCommand(["baseline", "create"]);
  const sources = await configuredSourcesOf(options.positionals, options);
  const file = options.last("output") ?? configuredBaseline(sources) ?? usualBaseline;
  if (isThere(file) && !options.has("force")) {
    throw new UsageError(`${file} is there already.`, "lintel baseline update changes it; --force overwrites it.");
  }
  return change(options, sources, { file, make: { kind: "create" } });
}

/** `lintel baseline update`. */
export async function updateCommand(args: readonly string[]): Promise<number> {
  const options = optionsOf(args, updateHelp.options);
  if (options.has("help")) return helpCommand(["baseline", "update"]);
  return changeExisting(options, "update");
}

/** `lintel baseline prune`. */
export async function pruneCommand(args: readonly string[]): Promise<number> {
  const options = optionsOf(args, pruneHelp.options);
  if (options.has("help")) return helpCommand(["baseline", "prune"]);
  return changeExisting(options, "prune");
}

async function changeExisting(options: GivenOptions, kind: "update" | "prune"): Promise<number> {
  const sources = await configuredSourcesOf(options.positionals, options);
  const file = options.last("baseline") ?? configuredBaseline(sources) ?? usualBaseline;
  if (!isThere(file)) {
    throw new UsageError(`There is no baseline ${file}.`, "lintel baseline create writes one.");
  }
  return change(options, sources, { file, make: { kind, before: readBaselineFile(file) } });
}

/** Without a path the working directory is meant: a baseline is usually that of a whole repository. */
function optionsOf(args: readonly string[], known: readonly OptionDescription[]): GivenOptions {
  const given = parseOptions(args, known);
  return given.positionals.length > 0 ? given : new GivenOptions(given.inOrder, ["."]);
}

function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** What is to be made, and where it is written. */
interface Order {
  readonly file: string;
  readonly make: BaselineChange;
}

async function change(options: GivenOptions, sources: ConfiguredSources, { file, make }: Order): Promise<number> {
  const { made, areUsable } = await scanFor(options, sources, make);
  const { result } = made;
  const problems = await reportProblems(result.diagnostics, sources.root);
  if (result.summary.policies === 0) {
    throw new UsageError("No policy is left to run, so that nothing was judged.", `${file} is left as it is.`);
  }
  if (!areUsable || (problems !== exitCodes.clean && !options.has("allow-errors"))) {
    writeError(`lintel: ${file} is left as it is, since what could not be read may have findings, too.\n`);
    return exitCodes.failure;
  }
  if (result.summary.files === 0 && problems === exitCodes.clean) {
    writeError(`lintel: There was no Terraform or Kubernetes file to scan; ${file} is left as it is.\n`);
    return exitCodes.nothingToScan;
  }
  const isHeld = make.kind === "update" && hasRatchet(options, sources) && !options.has("allow-increase");
  if (isHeld && made.increases.length > 0) {
    writeError(describeIncreases(made, file, sources.root));
    return exitCodes.findings;
  }
  write(file, made);
  if (!options.has("quiet")) writeOut(describe(made, file));
  return exitCodes.clean;
}

async function scanFor(
  options: GivenOptions,
  sources: ConfiguredSources,
  make: BaselineChange,
): Promise<{ readonly made: MadeBaseline; readonly areUsable: boolean }> {
  const settings = scanSettings(options);
  const external = await loadOwnPolicies(settings, sources);
  let made: MadeBaseline | undefined;
  const result = await scanSources(sources, settings, external, async (scanOptions) => {
    made = await makeBaseline(scanOptions, make);
    return made.result;
  });
  if (made === undefined) throw new Error("nothing was scanned");
  const areUsable = !external.diagnostics.some(({ severity }) => severity === "error");
  return { made: { ...made, result }, areUsable };
}

/** Writes a baseline where it differs from what is there. */
function write(file: string, { baseline }: ChangedBaseline): void {
  const text = writeBaseline(baseline);
  if (isThere(file) && readIfPossible(file) === text) return;
  const problem = writeReport(file, text);
  if (problem !== undefined) throw new UsageError(`The baseline cannot be written to ${file}.`, problem);
}

function readIfPossible(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function describe({ baseline, added, removed, moved, unjudged, mandatory }: ChangedBaseline, file: string): string {
  const total = baseline.entries.reduce((sum, { count }) => sum + count, 0);
  const changes = [
    [added, "added"],
    [removed, "removed"],
    [moved, "moved"],
  ].flatMap(([count, verb]) => (count === 0 ? [] : [`${String(count)} ${String(verb)}`]));
  const lines = [`${file}: ${counted(total, "finding")} (${changes.length === 0 ? "unchanged" : changes.join(", ")}).`];
  if (unjudged > 0) lines.push(`${counted(unjudged, "finding")} of other paths or policies stayed as they are.`);
  if (mandatory > 0) {
    const isAre = mandatory === 1 ? "is" : "are";
    lines.push(`${counted(mandatory, "finding")} ${isAre} hard-mandatory and left out: no baseline counts for them.`);
  }
  return `${lines.join("\n")}\n`;
}

function describeIncreases({ increases }: ChangedBaseline, file: string, root: string): string {
  const show = displayPathFrom(root);
  const lines = increases.map((each) => `  ${show(each.file)}: ${String(each.count)} more of ${each.policy}\n`);
  const what = `lintel: The ratchet lets counts only fall, and there is more than in ${file}, which is left as it is:\n`;
  return `${what}${lines.join("")}Mend it, or take it in with --allow-increase; lintel baseline prune takes out what is gone.\n`;
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}
