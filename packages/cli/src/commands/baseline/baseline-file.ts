import { lstatSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { type Baseline, type BaselineOptions, type Diagnostic, readBaseline } from "@lintel/core";
import type { GivenOptions } from "../../command-line/options.js";
import { ToldError, UsageError } from "../../command-line/usage-error.js";
import { displayPathFrom } from "../../output/display-path.js";
import { whyUnreadable } from "../../output/file-error.js";
import { type ConfiguredSources, tellProblems } from "../configuration.js";

/** How many problems of a baseline are shown. */
const mostProblems = 5;

/** Reads a baseline. @throws UsageError for one that cannot be read, or is none: never is that taken for an empty one. */
export function readBaselineFile(path: string): Baseline {
  const { baseline, diagnostics } = readBaseline(path, readText(path));
  if (baseline !== undefined) return baseline;
  const problems = diagnostics.slice(0, mostProblems).map(({ message, range, hint }) => {
    const place = range === undefined ? { line: 1, column: 1 } : range.file.positionAt(range.start);
    const at = `${path}:${String(place.line)}:${String(place.column)}`;
    return `  ${at}: ${message}${hint === undefined ? "" : ` ${hint}`}`;
  });
  const more = diagnostics.length - problems.length;
  if (more > 0) problems.push(`  … and ${String(more)} more.`);
  throw new UsageError(`The baseline ${path} cannot be used:\n${problems.join("\n")}`);
}

function readText(path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError)
      throw new UsageError(`The baseline ${path} cannot be used:\n  ${path}:1:1: It is not UTF-8.`);
    throw new UsageError(`The baseline ${path} cannot be read.`, whyUnreadable(error, path));
  }
}

/** The baseline that the configuration names, as a path that can be opened; undefined where it names none. */
export function configuredBaseline({ root, project }: ConfiguredSources): string | undefined {
  const file = project.run.baselineFile.value;
  return file === undefined ? undefined : displayPathFrom(root)(file);
}

/** Whether counts may only fall. */
export function hasRatchet(options: GivenOptions, { project }: ConfiguredSources): boolean {
  return options.has("ratchet") || project.run.ratchet.value;
}

/**
 * Reads the baseline of a scan: the one that a flag names, or else that of the configuration; undefined where there is none. Rejects
 * with a UsageError for one that cannot be used, and with a ToldError where the configuration names one that is not there.
 */
export async function baselineForScan(
  options: GivenOptions,
  sources: ConfiguredSources,
): Promise<BaselineOptions | undefined> {
  const named = options.last("baseline");
  if (named === undefined) await requireConfigured(sources);
  const path = named ?? configuredBaseline(sources);
  if (path === undefined) {
    if (options.has("ratchet")) throw new UsageError("--ratchet needs a baseline.", "Write --baseline FILE.");
    return undefined;
  }
  const baseline = readBaselineFile(path);
  return { baseline, path: pathInside(sources.root, path), ratchet: hasRatchet(options, sources) };
}

/** Says which line of the configuration names a baseline that is not there, together with whatever else is wrong with it. */
async function requireConfigured({ root, project }: ConfiguredSources): Promise<void> {
  const { value: file, origin } = project.run.baselineFile;
  if (file === undefined || lstatSync(join(root, file), { throwIfNoEntry: false }) !== undefined) return;
  const missing: Diagnostic = {
    severity: "error",
    code: "configuration-invalid",
    message: `There is no baseline ${file}.`,
    hint: "“lintel baseline create” writes one.",
    range: origin.kind === "file" ? origin.range : undefined,
  };
  await tellProblems([...project.problems, missing], root);
  throw new ToldError("The configuration is invalid.");
}

/** The path of a file below the scan root, with forward slashes; undefined where it lies elsewhere. */
function pathInside(root: string, file: string): string | undefined {
  const path = relative(resolve(root), resolve(file)).split(sep).join("/");
  return path === ".." || path.startsWith("../") || join(root, path) !== resolve(file) ? undefined : path;
}
