import { exitCodes } from "../../exit-code.js";
import { writeOut } from "../../output/streams.js";
import { completionsOf } from "./completions.js";

/**
 * `lintel complete -- <words…>`, which the scripts of `lintel completion` call: writes what the last word may become, each with a
 * description behind a tab, and last whether names of files would do as well.
 */
export async function completeCommand(args: readonly string[]): Promise<number> {
  const separator = args.indexOf("--");
  const words = args.slice(separator + 1);
  const isNewWord = separator > 0 && args[0] === "--new-word";
  const { values, fallback } = await completionsOf(isNewWord ? [...words, ""] : words);
  const lines = values.map(({ value, description }) => `${value}\t${description}`);
  writeOut(`${[...lines, `:${fallback}`].join("\n")}\n`);
  return exitCodes.clean;
}
