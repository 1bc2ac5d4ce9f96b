import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ImportedPolicy, importPolicy, isCheckovText, type ReportedDiagnostic } from "@lintel/core";
import { parseOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { exitCodes } from "../../exit-code.js";
import { whyUnreadable, whyUnwritable } from "../../output/file-error.js";
import { isErrorWithCode, writeError, writeOut } from "../../output/streams.js";
import { policyFiles, reported } from "../external-policies.js";
import { helpCommand } from "../help.js";
import { reportProblems } from "../problems.js";
import { importHelp } from "./import-options.js";

/** `lintel policy import`. */
export async function importCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, importHelp.options);
  if (options.has("help")) return helpCommand(["policy", "import"]);
  if (options.positionals.length === 0) {
    throw new UsageError("Name the policies to translate.", "For example: lintel policy import checkov-policies.");
  }
  const output = options.last("output");
  const diagnostics: ReportedDiagnostic[] = [];
  const texts: string[] = [];
  const written = new Set<string>();
  for (const path of new Set(options.positionals.flatMap(policyFiles))) {
    const imported = await importFile(path);
    if (imported === undefined) {
      writeError(`lintel: ${path} is no policy for Checkov, and was left out.\n`);
      continue;
    }
    diagnostics.push(...[...imported.diagnostics, ...imported.notes].map((each) => reported(each, path)));
    const { policy, text } = imported;
    if (policy === undefined || text === undefined) continue;
    if (output === undefined) texts.push(text);
    else written.add(writePolicyFile(output, policy.id, text, written));
  }
  const code = await reportProblems(diagnostics, process.cwd());
  writeOut(output === undefined ? texts.join("---\n") : [...written].map((path) => `Wrote ${path}.\n`).join(""));
  if (code === exitCodes.clean && texts.length === 0 && written.size === 0) {
    writeError("lintel: There was no policy to translate.\n");
    return exitCodes.nothingToScan;
  }
  return code;
}

/** Undefined for a file that is no policy for Checkov. */
function importFile(path: string): Promise<ImportedPolicy | undefined> {
  let text: string;
  try {
    text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new UsageError(`${path} cannot be read.`, whyUnreadable(error, path));
  }
  return isCheckovText(text) ? importPolicy(path, text) : Promise.resolve(undefined);
}

function writePolicyFile(directory: string, id: string, text: string, written: ReadonlySet<string>): string {
  const path = join(directory, `${id}.yaml`);
  if (written.has(path)) throw new UsageError(`Two policies have the id ${id}.`, "Give one of them another.");
  try {
    mkdirSync(directory, { recursive: true });
    writeFileSync(path, text, { flag: "wx" });
  } catch (error) {
    if (isErrorWithCode(error) && error.code === "EEXIST") {
      throw new UsageError(`${path} is there already.`, "Choose another directory, or remove the file first.");
    }
    throw new UsageError(`${path} cannot be written.`, whyUnwritable(error, path));
  }
  return path;
}
