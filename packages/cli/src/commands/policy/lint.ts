import { lintPolicy, type ReportedDiagnostic } from "@lintel/core";
import { parseOptions } from "../../command-line/options.js";
import { exitCodes } from "../../exit-code.js";
import { writeError, writeOut } from "../../output/streams.js";
import { reported } from "../external-policies.js";
import { helpCommand } from "../help.js";
import { reportProblems } from "../problems.js";
import { choosePolicies } from "./chosen-policies.js";
import { lintHelp } from "./lint-options.js";
import { readFixture, readPolicyFiles } from "./policy-files.js";
import { loadProviderSchemas } from "./provider-schemas.js";

/** `lintel policy lint`. */
export async function lintCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, lintHelp.options);
  if (options.has("help")) return helpCommand(["policy", "lint"]);
  const { positionals } = options;
  const files = choosePolicies(
    await readPolicyFiles(positionals.length === 0 ? ["."] : positionals),
    options.list("policy"),
  );
  const schemas = loadProviderSchemas();
  const diagnostics: ReportedDiagnostic[] = [];
  for (const file of files) {
    diagnostics.push(...file.diagnostics);
    const { policy, path, text, stem } = file;
    if (policy === undefined) continue;
    const hasFixture = Object.keys(readFixture(file)).length > 0;
    const remarks = await lintPolicy({ policy, path, text, stem, hasFixture }, schemas);
    diagnostics.push(...remarks.map((remark) => reported(remark, path)));
  }
  if (options.last("format") === "json") {
    writeOut(`${JSON.stringify({ schemaVersion: 1, policies: files.length, diagnostics }, null, 2)}\n`);
  } else {
    await reportProblems(diagnostics, process.cwd());
    writeOut(
      `${files.length} ${files.length === 1 ? "policy" : "policies"}, ${diagnostics.length === 0 ? "nothing" : diagnostics.length} to remark on.\n`,
    );
  }
  if (files.some(({ policy }) => policy === undefined)) return exitCodes.failure;
  if (files.length === 0) {
    writeError("lintel: There was no policy to look at.\n");
    return exitCodes.nothingToScan;
  }
  return diagnostics.length === 0 ? exitCodes.clean : exitCodes.findings;
}
