import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type GivenOptions, parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { writeReport } from "../../output/report-file.js";
import { isTerminal, writeOut } from "../../output/streams.js";
import { helpCommand } from "../help.js";
import { type CiSystem, ciSystems, detectCiSystem, pipelineOf } from "./ci-systems.js";
import { firstConfiguration } from "./first-configuration.js";
import { initHelp } from "./init-options.js";
import { addPreCommitEntry } from "./pre-commit-entry.js";

const names = ["lintel.yaml", "lintel.yml"];
const preCommitFile = ".pre-commit-config.yaml";

/** What is wanted. */
interface Wishes {
  readonly preset: string;
  readonly ciSystem: CiSystem | undefined;
  readonly hasPreCommit: boolean;
}

/** A file that is to be written, or why one is not, in words. */
interface Step {
  readonly file: string;
  readonly text: string | undefined;
  readonly remark: string;
}

/** `lintel init`. */
export async function initCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, initHelp.options);
  if (options.has("help")) return helpCommand(["init"]);
  const directory = directoryOf(options);
  const wishes = await wishesOf(options, directory);
  const steps = [
    configurationStep(directory, wishes, options.has("force")),
    ...(wishes.ciSystem === undefined ? [] : [pipelineStep(directory, wishes.ciSystem, options.has("force"))]),
    ...(wishes.hasPreCommit ? [await preCommitStep(directory)] : []),
  ];
  const isDryRun = options.has("dry-run");
  for (const { file, text, remark } of steps) {
    if (text !== undefined && !isDryRun) writeStep(join(directory, file), text);
    const what = text === undefined ? "stays as it is" : isDryRun ? "would be written" : "is written";
    writeOut(`${join(directory, file)} ${what}. ${remark}\n`);
  }
  return exitCodes.clean;
}

function directoryOf({ positionals }: GivenOptions): string {
  const [directory = ".", ...more] = positionals;
  if (more.length > 0) throw new UsageError("One directory at a time can have its first lintel.yaml.", "Name one.");
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return directory;
  throw new UsageError(`There is no directory ${directory}.`, "lintel init writes into one that is there.");
}

/** What options leave open is asked for on a terminal; elsewhere what is found decides. */
async function wishesOf(options: GivenOptions, directory: string): Promise<Wishes> {
  if (options.has("pre-commit") && options.has("no-pre-commit")) {
    throw new UsageError("--pre-commit and --no-pre-commit contradict each other.", "Leave out one of them.");
  }
  const found = detectCiSystem(directory);
  const hasHooks = existsSync(join(directory, preCommitFile));
  const given = options.last("ci");
  const isAsking = !options.has("yes") && (await isTerminal("stdin")) && (await isTerminal("stderr"));
  const questions = isAsking ? new (await import("./questions.js")).Questions() : undefined;
  try {
    const preset =
      options.last("preset") ??
      (await questions?.choose("Which policies are to be on?", ["recommended", "strict", "all"], "recommended"));
    const ci =
      given ??
      (await questions?.choose(
        "Which CI system is to run Lintel?",
        [...ciSystems.map(({ name }) => name), "none"],
        found?.name ?? "none",
      )) ??
      found?.name;
    const isWanted = options.has("pre-commit") || (hasHooks && !options.has("no-pre-commit"));
    const isOpen = !options.has("pre-commit") && !options.has("no-pre-commit");
    const hasPreCommit =
      (isOpen ? await questions?.confirm("Is pre-commit to run it on what is committed?", hasHooks) : undefined) ??
      isWanted;
    return {
      preset: preset ?? "recommended",
      ciSystem: ciSystems.find(({ name }) => name === ci),
      hasPreCommit,
    };
  } finally {
    questions?.close();
  }
}

function configurationStep(directory: string, { preset }: Wishes, isForced: boolean): Step {
  const found = names.find((name) => existsSync(join(directory, name)));
  if (found !== undefined && !isForced) {
    throw new UsageError(`There is a ${join(directory, found)} already.`, "--force writes over it.");
  }
  return {
    file: found ?? "lintel.yaml",
    text: firstConfiguration.replace("preset: recommended", `preset: ${preset}`),
    remark: "lintel config explain . says what it comes to.",
  };
}

function pipelineStep(directory: string, system: CiSystem, isForced: boolean): Step {
  const { target, title } = system;
  const text = pipelineOf(system);
  const isTaken = existsSync(join(directory, target));
  if (!isTaken || isForced) return { file: target, text, remark: `It runs Lintel in ${title}.` };
  if (readFileSync(join(directory, target), "utf8") === text) {
    return { file: target, text: undefined, remark: `It runs Lintel in ${title} already.` };
  }
  return {
    file: `${target}.lintel`,
    text,
    remark: `There is a ${target} already: put the job of this one into it.`,
  };
}

async function preCommitStep(directory: string): Promise<Step> {
  const path = join(directory, preCommitFile);
  const added = await addPreCommitEntry(existsSync(path) ? readFileSync(path, "utf8") : "");
  if ("text" in added) {
    return { file: preCommitFile, text: added.text, remark: "pre-commit install has it run before each commit." };
  }
  const remark = "problem" in added ? `${added.problem} Add the hook by hand.` : "It has the hook already.";
  return { file: preCommitFile, text: undefined, remark };
}

function writeStep(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const problem = writeReport(file, text);
  if (problem !== undefined) throw new UsageError(`${file} cannot be written.`, problem);
}
