import { mkdirSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { findScanRoot } from "@lintel/core/node";
import { type GivenOptions, parseOptions } from "../command-line/options.js";
import { ToldError, UsageError } from "../command-line/usage-error.js";
import { exitCodes } from "../exit-code.js";
import { whyUnwritable } from "../output/file-error.js";
import { writeReport } from "../output/report-file.js";
import { writeError, writeOut } from "../output/streams.js";
import { helpCommand } from "./help.js";
import { initHelp } from "./init-options.js";
import { ciSystemNamed, ciSystems, type CiSystem } from "./init/ci-systems.js";
import { type PlannedFile, planConfiguration, planPipeline, planPreCommit, preCommitFile } from "./init/plan.js";

/** `lintel init`. */
export async function initCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, initHelp.options);
  if (options.has("help")) return helpCommand(["init"]);
  const [directory = ".", ...more] = options.positionals;
  if (more.length > 0) throw new UsageError("One directory at a time can have its first lintel.yaml.", "Name one.");
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`There is no directory ${directory}.`, "lintel init writes into one that is there.");
  }
  if (options.has("pre-commit") && options.has("no-pre-commit")) {
    throw new UsageError("--pre-commit and --no-pre-commit are opposites.", "Write one of them.");
  }
  // A pipeline and a hook are the repository's, wherever in it the configuration goes.
  const root = findScanRoot([directory]);
  const wishes = await wishesOf(options, root);
  const isForced = options.has("force");
  const files = [planConfiguration(directory, wishes.preset, isForced)];
  if (wishes.system !== undefined) files.push(planPipeline(root, wishes.system, isForced));
  if (wishes.isHooked) files.push(await planPreCommit(root));
  return options.has("dry-run") ? showFiles(files) : writeFiles(files, wishes);
}

interface Wishes {
  readonly preset: string;
  readonly system: CiSystem | undefined;
  /** Whether pre-commit is to run Lintel. */
  readonly isHooked: boolean;
}

/** What the options say, else what is answered where somebody can be asked, else what would be proposed. */
async function wishesOf(options: GivenOptions, root: string): Promise<Wishes> {
  const ci = options.last("ci") ?? "auto";
  const proposed: Wishes = {
    preset: options.last("preset") ?? "recommended",
    system: ci === "auto" ? await (await import("./init/detect-ci.js")).detectCi(root) : ciSystemNamed(ci),
    isHooked: options.has("pre-commit") || (!options.has("no-pre-commit") && hasPreCommit(root)),
  };
  if (options.has("yes")) return proposed;
  const { canAsk, Questions } = await import("./init/questions.js");
  if (!canAsk()) return proposed;
  const questions = new Questions();
  try {
    return await askFor(proposed, options, questions);
  } finally {
    questions.close();
  }
}

type Asking = InstanceType<(typeof import("./init/questions.js"))["Questions"]>;

/** Asks for what the options leave open. */
async function askFor(proposed: Wishes, options: GivenOptions, questions: Asking): Promise<Wishes> {
  let { preset, system, isHooked } = proposed;
  if (!options.has("preset")) {
    preset = await questions.choose("Which policies are to be on?", ["recommended", "strict", "all"], preset);
  }
  if (!options.has("ci")) {
    const names = [...ciSystems.map(({ name }) => name), "none"];
    system = ciSystemNamed(await questions.choose("Which CI system is to run Lintel?", names, system?.name ?? "none"));
  }
  if (!options.has("pre-commit") && !options.has("no-pre-commit")) {
    const answer = await questions.choose(
      "Is pre-commit to run it on what is committed?",
      ["yes", "no"],
      isHooked ? "yes" : "no",
    );
    isHooked = answer === "yes";
  }
  return { preset, system, isHooked };
}

function hasPreCommit(root: string): boolean {
  return statSync(join(root, preCommitFile), { throwIfNoEntry: false })?.isFile() === true;
}

/** Prints what would be written, and what would be told. */
function showFiles(files: readonly PlannedFile[]): number {
  for (const { path, text, note } of files) {
    writeOut(text === undefined ? `${shown(path)} stays as it is. ${note}\n` : `==> ${shown(path)} <==\n${text}\n`);
  }
  return exitCodes.clean;
}

function writeFiles(files: readonly PlannedFile[], { system }: Wishes): number {
  for (const { path, text, note } of files) {
    if (text === undefined) continue;
    const problem = writeFile(path, text);
    if (problem !== undefined) throw new UsageError(`${shown(path)} cannot be written.`, problem);
    writeOut(`${shown(path)} is written. ${note}\n`);
  }
  const kept = files.filter(({ text }) => text === undefined);
  if (kept.length === files.length) {
    for (const { path, note } of kept) writeError(`lintel: ${shown(path)} stays as it is. ${note}\n`);
    throw new ToldError();
  }
  for (const { path, note } of kept) writeOut(`${shown(path)} stays as it is. ${note}\n`);
  if (system === undefined) writeOut("No pipeline is written; --ci NAME writes one.\n");
  return exitCodes.clean;
}

/** A path from the working directory, which is what a terminal opens. */
function shown(path: string): string {
  return relative(process.cwd(), resolve(path)).split(sep).join("/");
}

function writeFile(path: string, text: string): string | undefined {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    return whyUnwritable(error, path);
  }
  return writeReport(path, text);
}
