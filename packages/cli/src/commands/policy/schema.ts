import { policyJsonSchema } from "@lintel/core";
import { parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { writeOut } from "../../output/streams.js";
import { helpCommand } from "../help.js";
import { schemaHelp } from "./schema-options.js";

/** `lintel policy schema`. */
export async function schemaCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, schemaHelp.options);
  if (options.has("help")) return helpCommand(["policy", "schema"]);
  const [word] = options.positionals;
  if (word !== undefined)
    throw new UsageError(`policy schema takes no ${JSON.stringify(word)}.`, "It prints to stdout.");
  writeOut(`${JSON.stringify(await policyJsonSchema(), null, 2)}\n`);
  return exitCodes.clean;
}
