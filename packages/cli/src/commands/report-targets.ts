import { realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type ReporterName, isReporterName } from "@lintel/reporters";
import type { GivenOption } from "../command-line/options.js";
import { UsageError } from "../command-line/usage-error.js";

/** A report to write: its format, and its file, or undefined for stdout. */
export interface ReportTarget {
  readonly format: ReporterName;
  readonly file: string | undefined;
}

/**
 * Pairs each `--output` with the `--format` it stands behind, or with the next one where it stands before the first. A format
 * without an output goes to stdout. @throws UsageError where two reports would go to one place.
 */
export function reportTargets(options: readonly GivenOption[]): ReportTarget[] {
  const targets: { format: ReporterName | undefined; file: string | undefined }[] = [];
  for (const { name, value } of options) {
    const last = targets.at(-1);
    if (name === "format" && isReporterName(value)) {
      if (last?.format === undefined && last !== undefined) last.format = value;
      else targets.push({ format: value, file: undefined });
    } else if (name === "output") {
      if (last !== undefined && last.file === undefined) last.file = value;
      else if (last?.format === undefined && last !== undefined) throw tooManyOutputs(value);
      else targets.push({ format: undefined, file: value });
    }
  }
  if (targets.length === 0) return [{ format: "text", file: undefined }];
  if (targets.length > 1 && targets.some(({ format }) => format === undefined)) {
    throw tooManyOutputs(targets.at(-1)?.file ?? "");
  }
  return withoutCollisions(
    targets.map(({ format, file }) => ({ format: format ?? "text", file: file === "-" ? undefined : file })),
  );
}

function tooManyOutputs(file: string): UsageError {
  return new UsageError(`--output ${file} has no --format.`, `Write --format FORMAT --output ${file}.`);
}

function withoutCollisions(targets: readonly ReportTarget[]): ReportTarget[] {
  const taken = new Set<string>();
  for (const { file } of targets) {
    const place = file === undefined ? "" : realFile(file);
    if (taken.has(place)) {
      const where = file === undefined ? "stdout" : file;
      throw new UsageError(`Two reports cannot both go to ${where}.`, "Give each --format an --output of its own.");
    }
    taken.add(place);
  }
  return [...targets];
}

/** Two names of one file are one file, also when the file is yet to be written. */
function realFile(file: string): string {
  const path = resolve(file);
  try {
    return realpathSync(path);
  } catch {
    try {
      return join(realpathSync(dirname(path)), basename(path));
    } catch {
      return path;
    }
  }
}
