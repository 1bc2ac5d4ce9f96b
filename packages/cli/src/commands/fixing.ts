import type { FixResult, FixedFile, ScanResult } from "@lintel/core";
import { displayPathFrom } from "../output/display-path.js";
import { writeSource } from "../output/source-file.js";
import { writeError, writeOut } from "../output/streams.js";
import type { FixSettings } from "./scan-settings.js";

/** How many fixes that were taken back are listed. */
const refusedShown = 20;

/**
 * Writes the files that were fixed, or prints how they would differ, and says on stderr what was done. Returns whether
 * everything could be written.
 */
export async function finishFixing(
  fixed: FixResult,
  { isDryRun, needsReview }: FixSettings,
  root: string,
  isQuiet: boolean,
): Promise<boolean> {
  const unwritten = isDryRun ? [] : fixed.files.filter((file) => !write(file, root));
  if (isDryRun) await printDiff(fixed.files, root);
  if (isQuiet) return unwritten.length === 0;
  const verb = isDryRun ? "would be mended" : "mended";
  const written = fixed.files.length - unwritten.length;
  if (unwritten.length === 0) {
    writeError(`lintel: ${counted(fixed.made.length, "finding")} ${verb} in ${counted(written, "file")}.\n`);
  }
  const show = displayPathFrom(root);
  for (const { finding, reason } of fixed.refused.slice(0, refusedShown)) {
    const { file, start } = finding.location;
    writeError(
      `lintel: The fix of ${finding.policy} at ${show(file)}:${String(start.line)} was taken back. ${reason}\n`,
    );
  }
  const hidden = fixed.refused.length - refusedShown;
  if (hidden > 0)
    writeError(`lintel: ${counted(hidden, "more fix", "es")} ${hidden === 1 ? "was" : "were"} taken back.\n`);
  const left = needsReview ? 0 : countReviewed(fixed.result);
  if (left > 0) {
    writeError(
      `lintel: ${counted(left, "finding")} more can be mended with --fix-needs-review; look at its changes.\n`,
    );
  }
  return unwritten.length === 0;
}

function countReviewed({ findings }: ScanResult): number {
  return findings.filter(({ fix, status }) => status === "fail" && fix?.safe === false).length;
}

function counted(count: number, noun: string, plural = "s"): string {
  return `${String(count)} ${noun}${count === 1 ? "" : plural}`;
}

function write(file: FixedFile, root: string): boolean {
  const problem = writeSource(root, file);
  if (problem !== undefined) writeError(`lintel: ${file.path} is left as it was. ${problem}\n`);
  return problem === undefined;
}

async function printDiff(files: readonly FixedFile[], root: string): Promise<void> {
  const { unifiedDiff } = await import("@lintel/core");
  const { text, hidden } = unifiedDiff(files);
  writeOut(text);
  const show = displayPathFrom(root);
  for (const { path, line } of hidden) {
    writeError(
      `lintel: A change of ${show(path)} near line ${String(line)} is not printed: something secret is beside it.\n`,
    );
  }
}
