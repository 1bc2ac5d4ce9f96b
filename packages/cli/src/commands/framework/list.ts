import { frameworks } from "@lintel/policies";
import { parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { writeOut } from "../../output/streams.js";
import { helpCommand } from "../help.js";
import { frameworkListHelp } from "./framework-options.js";

/** `lintel framework list`. */
export async function frameworkListCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, frameworkListHelp.options);
  if (options.has("help")) return helpCommand(["framework", "list"]);
  const [word] = options.positionals;
  if (word !== undefined) {
    throw new UsageError(`framework list takes no ${JSON.stringify(word)}.`, `Write lintel framework show ${word}.`);
  }
  const entries = await frameworks.entries();
  if (options.last("format") === "json") {
    writeOut(`${JSON.stringify(entries, null, 2)}\n`);
    return exitCodes.clean;
  }
  const longest = Math.max(...entries.map(({ id }) => id.length));
  const lines = entries.map(({ id, title, edition }) => `${id.padEnd(longest)}  ${title}, ${edition}`);
  writeOut(
    `${lines.join("\n")}\n\n${String(entries.length)} frameworks. lintel framework show <framework> lists the controls of one.\n`,
  );
  return exitCodes.clean;
}
