import { fstatSync, statSync } from "node:fs";
import { extname } from "node:path";
import { type ReporterName, isReporterName } from "@lintel/reporters";
import type { GivenOption } from "../command-line/options.js";
import { UsageError } from "../command-line/usage-error.js";
import { targetOfLink } from "../output/link-target.js";

/** A report to write: its format, and its file, or undefined for stdout. */
export interface ReportTarget {
  readonly format: ReporterName;
  readonly file: string | undefined;
}

/** What the ending of a file says of the report in it. */
const formatOfEnding: Readonly<Record<string, string>> = {
  ".txt": "text",
  ".sarif": "sarif",
  ".json": "json",
  ".jsonl": "jsonl",
  ".ndjson": "jsonl",
  ".html": "html",
  ".htm": "html",
  ".md": "markdown",
  ".csv": "csv",
  ".xml": "junit",
  ".tap": "tap",
};

/** A report as far as the command line has told of it. */
interface NamedTarget {
  format: ReporterName | undefined;
  file: string | undefined;
}

/**
 * Pairs each `--output` with the `--format` it stands behind, or, where one stands before all formats, with the next. An output
 * that is left without takes the format that its ending names. A format without an output goes to stdout. @throws UsageError where
 * two reports would go to one place.
 */
export function reportTargets(options: readonly GivenOption[]): ReportTarget[] {
  const targets: NamedTarget[] = [];
  for (const { name, value } of options) {
    const last = targets.at(-1);
    if (name === "format" && isReporterName(value)) {
      const isFirst = targets.length === 1 && last?.format === undefined;
      if (isFirst && last !== undefined) last.format = value;
      else targets.push({ format: value, file: undefined });
    } else if (name === "output") {
      if (last !== undefined && last.file === undefined) last.file = value;
      else targets.push({ format: undefined, file: value });
    }
  }
  if (targets.length === 0) return [{ format: "text", file: undefined }];
  return withoutCollisions(
    targets.map(({ format, file }) => ({
      format: format ?? formatFor(file ?? "-", targets.length === 1),
      file: file === "-" || (file !== undefined && isStandardOutput(file)) ? undefined : file,
    })),
  );
}

/** The format that a file's ending names. One report alone is text where it names none; of several it must be said which is which. */
function formatFor(file: string, isAlone: boolean): ReporterName {
  const format = formatOfEnding[extname(file).toLowerCase()];
  if (format !== undefined && isReporterName(format)) return format;
  if (isAlone) return "text";
  throw new UsageError(
    `--output ${file} has no --format, and its name does not end in one that says which.`,
    `Write --format FORMAT --output ${file}.`,
  );
}

function withoutCollisions(targets: readonly ReportTarget[]): ReportTarget[] {
  const taken = new Set<string>();
  for (const { file } of targets) {
    const place = file === undefined ? "" : targetOfLink(file);
    if (taken.has(place)) {
      const where = file === undefined ? "stdout" : file;
      throw new UsageError(`Two reports cannot both go to ${where}.`, "Give each --format an --output of its own.");
    }
    taken.add(place);
  }
  return [...targets];
}

/** Whether a name is one of stdout's: `/dev/stdout`, or the file that the shell sends stdout to. */
function isStandardOutput(file: string): boolean {
  if (/^\/(?:dev\/(?:stdout|fd\/1)|proc\/self\/fd\/1)$/.test(file)) return true;
  try {
    const stdout = fstatSync(1);
    const status = statSync(file);
    return stdout.isFile() && stdout.dev === status.dev && stdout.ino === status.ino;
  } catch {
    return false;
  }
}
