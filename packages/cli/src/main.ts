import { didYouMean } from "./command-line/suggest.js";
import { ToldError, UsageError } from "./command-line/usage-error.js";
import { exitCodes } from "./exit-code.js";
import { isErrorWithCode, writeError } from "./output/streams.js";

/** A command: takes what stands behind its name, returns the exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

/** Each command loads its own code, so that none waits for another's. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  scan: async () => (await import("./commands/scan.js")).scanCommand,
  eval: async () => (await import("./commands/eval.js")).evalCommand,
  graph: async () => (await import("./commands/graph.js")).graphCommand,
  policy: async () => (await import("./commands/policy/policy.js")).policyCommand,
  framework: async () => (await import("./commands/framework/framework.js")).frameworkCommand,
  evidence: async () => (await import("./commands/evidence/evidence.js")).evidenceCommand,
  config: async () => (await import("./commands/config/config.js")).configCommand,
  init: async () => (await import("./commands/init.js")).initCommand,
  baseline: async () => (await import("./commands/baseline/baseline.js")).baselineCommand,
  explain: async () => (await import("./commands/explain.js")).explainCommand,
  review: async () => (await import("./commands/review/review.js")).reviewCommand,
  tflint: async () => (await import("./commands/tflint/tflint.js")).tflintCommand,
  checkov: async () => (await import("./commands/checkov/checkov.js")).checkovCommand,
  completion: async () => (await import("./commands/completion/completion.js")).completionCommand,
  complete: async () => (await import("./commands/completion/complete.js")).completeCommand,
  help: async () => (await import("./commands/help.js")).helpCommand,
  version: async () => (await import("./commands/version.js")).versionCommand,
};

/** What tflint ends with where it could not do its job. */
const tflintFailure = 1;

const flagCommands: Readonly<Record<string, string>> = {
  "--help": "help",
  "-h": "help",
  "--version": "version",
  "-V": "version",
  "-v": "version",
};

/** Runs the command line of this process, and ends it. */
export async function main(): Promise<never> {
  // What a plugin leaves behind that throws later, outside of everything that waits for it.
  process.on("uncaughtException", (error) => {
    writeError(describe(error));
    process.exit(exitCodes.failure);
  });
  process.exit(await run([...commandOfName(process.argv[1]), ...process.argv.slice(2)]));
}

/** The command that a link to the binary stands for by its name, so that what runs `tflint` or `checkov` runs Lintel. */
function commandOfName(path = ""): readonly string[] {
  const [, name = ""] = /([^/\\]*?)(?:\.(?:[cm]?js|exe|cmd))?$/i.exec(path) ?? [];
  return name === "tflint" || name === "checkov" ? [name] : [];
}

/** Runs a command line and returns the exit code. Whatever happens, nobody sees a stack. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const [name, ...rest] = args;
    const command = await commandNamed(name);
    return await command(rest);
  } catch (error) {
    if (!(error instanceof ToldError)) writeError(describe(error));
    // What runs tflint would take the usual code for issues.
    return args[0] === "tflint" ? tflintFailure : exitCodes.failure;
  }
}

function commandNamed(name: string | undefined): Promise<Command> {
  const known = flagCommands[name ?? "--help"] ?? name ?? "help";
  const load = Object.hasOwn(commands, known) ? commands[known] : undefined;
  if (load !== undefined) return load();
  if (known.startsWith("-"))
    throw new UsageError(`There is no option ${known}.`, "Name a command first: lintel scan .");
  const hint = didYouMean(known, Object.keys(commands));
  throw new UsageError(`There is no command ${JSON.stringify(known)}.`, hint ?? "lintel --help lists the commands.");
}

function describe(error: unknown): string {
  if (error instanceof UsageError) {
    return error.hint === undefined ? `lintel: ${error.message}\n` : `lintel: ${error.message} ${error.hint}\n`;
  }
  // Node's own words on it are about a function of its insides.
  if (isErrorWithCode(error) && "syscall" in error && error.syscall === "uv_cwd") {
    return "lintel: The working directory is gone, or cannot be read. Change to one that is there, and run it again.\n";
  }
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const line = what.replace(/\s+/g, " ").slice(0, 500);
  return `lintel: internal error, a bug of ours (${line}). Please report it with the command and, where you can, the files that were scanned.\n`;
}
