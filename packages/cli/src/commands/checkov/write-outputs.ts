import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { version, type ScanResult } from "@lintel/core";
import { isReporterName, loadCheckovFormats, loadReporter } from "@lintel/reporters";
import type { GivenOptions } from "../../command-line/options.js";
import { UsageError } from "../../command-line/usage-error.js";
import { wantsColor } from "../../output/color.js";
import { whyUnwritable } from "../../output/file-error.js";
import { writeReport } from "../../output/report-file.js";
import { writeError, writeOut } from "../../output/streams.js";
import type { CheckovFormat, CheckovOutput } from "./outputs.js";

/** What is reported, and how. */
export interface Reported {
  readonly result: ScanResult;
  /** Ids that were asked for, by which policies are called. */
  readonly asked: ReadonlySet<string>;
  /** Turns a file into what the report calls it. */
  readonly pathOf: (file: string) => string;
  readonly options: GivenOptions;
}

/** What stands between two reports on stdout. */
const delimiter = "--- OUTPUT DELIMITER ---\n";

/** Writes all outputs, files first. Returns whether all are written. */
export async function writeOutputs(outputs: readonly CheckovOutput[], reported: Reported): Promise<boolean> {
  const written: string[] = [];
  let areWritten = true;
  for (const { format, file } of outputs) {
    const text = await reportAs(format, file, reported);
    if (file === undefined) written.push(text);
    else {
      const problem = writeFileBelow(file, text);
      if (problem !== undefined) writeError(`lintel: The report cannot be written to ${file}. ${problem}\n`);
      areWritten &&= problem === undefined;
    }
  }
  writeOut(written.join(delimiter));
  return areWritten;
}

function writeFileBelow(file: string, text: string): string | undefined {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    return whyUnwritable(error, file);
  }
  return writeReport(file, text);
}

async function reportAs(
  format: CheckovFormat,
  file: string | undefined,
  { result, asked, pathOf, options }: Reported,
): Promise<string> {
  const formats = await loadCheckovFormats();
  const isQuiet = options.has("quiet");
  const detail = { version, isQuiet, isCompact: options.has("compact") };
  const reports = formats.checkovReportsOf(result, { asked, pathOf });
  const color = file === undefined && (await wantsColor(false, process.env));
  // Of the formats that others have too, those who read them expect nothing that passed.
  const renamed: ScanResult = {
    ...result,
    findings: result.findings
      .filter(({ status }) => status === "fail" || (status === "suppressed" && !isQuiet))
      .map((finding) => ({ ...finding, policy: formats.checkovIdOf(finding, asked) })),
  };
  switch (format) {
    case "cli":
      return formats.checkovText(reports, { ...detail, color });
    case "json":
      return formats.checkovJson(reports, detail);
    case "junitxml":
      return formats.checkovJunit(reports, isQuiet);
    case "github_failed_only":
      return formats.checkovFailedTable(reports);
    case "sarif":
    case "csv":
      return reportShared(format, renamed);
    case "gitlab_sast":
      return reportShared("gitlab-sast", renamed);
    case "cyclonedx_json":
      return reportShared("cyclonedx", renamed);
  }
}

async function reportShared(name: string, result: ScanResult): Promise<string> {
  if (!isReporterName(name)) throw new UsageError(`There is no output ${name}.`);
  const report = await loadReporter(name);
  return report(result, { time: new Date().toISOString() });
}
