import type { ReportedDiagnostic } from "@lintel/core";
import { reportDiagnostics } from "@lintel/reporters";
import { exitCodes } from "../exit-code.js";
import { displayPathFrom } from "../output/display-path.js";
import { writeError } from "../output/streams.js";

/** Says on stderr what was wrong with what a command read, and returns the exit code of that. */
export async function reportProblems(diagnostics: readonly ReportedDiagnostic[], root: string): Promise<number> {
  writeError(await reportDiagnostics(diagnostics, { displayPath: displayPathFrom(root) }));
  return diagnostics.some(({ severity }) => severity === "error") ? exitCodes.failure : exitCodes.clean;
}
