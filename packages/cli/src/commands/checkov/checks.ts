import type { Finding, PolicyEntry, Severity } from "@lintel/core";
import { filePattern } from "../../command-line/file-pattern.js";
import { isAtLeast, isSeverity } from "../../severity.js";
import type { PolicyWishes } from "../wrapped-scan.js";

/** A list of checks: ids, aliases and globs of both, and the severity that stands among them. */
export interface CheckList {
  readonly names: readonly string[];
  readonly severity: Severity | undefined;
}

/** What decides whether a finding fails the run. */
type JudgedFinding = Pick<Finding, "policy" | "aliases" | "severity">;

/** Reads such a list; of several severities the last one counts. */
export function checkList(words: readonly string[]): CheckList {
  const severities = words.map((word) => word.toLowerCase()).filter(isSeverity);
  return { names: words.filter((word) => !isSeverity(word.toLowerCase())), severity: severities.at(-1) };
}

/** Whether one of the names of a check is in a list; the severity that may stand there is not looked at. */
function isNamed({ names }: CheckList, known: readonly string[]): boolean {
  return names.some((name) => known.some(filePattern(name)));
}

/** Whether a finding is one that `--hard-fail-on` means: it is named, or of this severity or a higher one. */
export function isHard(list: CheckList, finding: JudgedFinding): boolean {
  const isGrave = list.severity !== undefined && isAtLeast(finding.severity, list.severity);
  return isGrave || isNamed(list, [finding.policy, ...finding.aliases]);
}

/** Whether a finding is one that `--soft-fail-on` means: it is named, or of this severity or a lower one. */
export function isSoft(list: CheckList, finding: JudgedFinding): boolean {
  const isSlight = list.severity !== undefined && isAtLeast(list.severity, finding.severity);
  return isSlight || isNamed(list, [finding.policy, ...finding.aliases]);
}

/**
 * Turns `--check` and `--skip-check` into policies.
 *
 * @param onMissing - told of names that no policy has
 */
export function policiesForChecks(
  { wanted, skipped }: { readonly wanted: CheckList; readonly skipped: CheckList },
  entries: readonly PolicyEntry[],
  onMissing: (name: string) => void,
): PolicyWishes {
  const known = entries.flatMap(({ id, aliases }) => [id, ...aliases]);
  for (const name of [...wanted.names, ...skipped.names]) if (!known.some(filePattern(name))) onMissing(name);
  const skip = entries.filter((entry) => isSkipped(entry, skipped)).map(({ id }) => id);
  if (wanted.names.length === 0 && wanted.severity === undefined) return { only: undefined, skip };
  const only = entries.filter((entry) => isWanted(entry, wanted)).map(({ id }) => id);
  return { only: only.filter((id) => !skip.includes(id)), skip: [] };
}

/** The names among those of all policies that a list asks for, for calling them so in the report. */
export function namesAskedFor(wanted: CheckList, entries: readonly PolicyEntry[]): ReadonlySet<string> {
  return new Set(entries.flatMap(({ aliases }) => aliases.filter((alias) => isNamed(wanted, [alias]))));
}

function isWanted({ id, aliases, severity, preset }: PolicyEntry, list: CheckList): boolean {
  const isGrave = list.severity !== undefined && isAtLeast(severity, list.severity) && preset === "recommended";
  return isGrave || isNamed(list, [id, ...aliases]);
}

function isSkipped({ id, aliases, severity }: PolicyEntry, list: CheckList): boolean {
  const isSlight = list.severity !== undefined && isAtLeast(list.severity, severity);
  return isSlight || isNamed(list, [id, ...aliases]);
}
