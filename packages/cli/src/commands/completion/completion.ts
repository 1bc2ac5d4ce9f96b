import { parseOptions } from "../../command-line/options.js";
import { didYouMean } from "../../command-line/suggest.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { writeOut } from "../../output/streams.js";
import { helpCommand } from "../help.js";
import { completionHelp } from "./completion-options.js";
import { completionScripts, isShell, shells } from "./scripts.js";

/** `lintel completion <shell>`. */
export function completionCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, completionHelp.options);
  if (options.has("help")) return helpCommand(["completion"]);
  const [shell, ...others] = options.positionals;
  if (shell === undefined || others.length > 0) {
    throw new UsageError("Say for which one shell.", `There are ${shells.join(", ")}: lintel completion bash.`);
  }
  if (!isShell(shell)) {
    const hint = didYouMean(shell, shells) ?? `There are ${shells.join(", ")}.`;
    throw new UsageError(`There is no completion for ${JSON.stringify(shell)}.`, hint);
  }
  writeOut(completionScripts[shell]);
  return Promise.resolve(exitCodes.clean);
}
