import type { ReportedDiagnostic } from "../policy/finding.js";
import type { SourceHost } from "../source/host.js";
import { directoryOf } from "../source/paths.js";
import type { BaselineEntry } from "./baseline.js";

/** What a scan knows of the places that the entries of a baseline are about. */
export interface ScannedPlaces {
  /** Whether the scan would have found it again, were it still there. */
  readonly isJudged: (entry: BaselineEntry) => boolean;
  /** Whether its file, or its root module, is no longer there. */
  readonly isGone: (entry: BaselineEntry) => boolean;
}

/** What a scan has looked at, and what it has not. */
export interface ScanScope {
  readonly host: SourceHost;
  /** Whether a path is one that was given, or lies below one. */
  readonly isReported: (path: string) => boolean;
  /** Files that were not read, and directories with a slash at the end, with the reason. */
  readonly skipped: ReadonlyMap<string, string>;
  /** The ids of the policies that judged all there was to judge. */
  readonly ran: ReadonlySet<string>;
  /** Whatever was found wrong with files. */
  readonly diagnostics: () => readonly ReportedDiagnostic[];
}

/**
 * Tells which entries of a baseline a scan would have found again. A scan of one directory says nothing of the others, one with
 * few policies nothing of the rest, and nothing is known of what could not be read.
 */
export function placesOf({ host, isReported, skipped, ran, diagnostics }: ScanScope): ScannedPlaces {
  const isMissing = remembering((path) => {
    const kind = host.kindOf(path);
    return !kind.ok && (kind.error.code === "not-found" || kind.error.code === "not-a-directory");
  });
  const isBroken = brokenIn(diagnostics());
  const isRead = remembering((file) => isReported(file) && !isSkipped(file, skipped) && !isBroken(directoryOf(file)));
  const isGone = ({ file, root }: BaselineEntry): boolean => isMissing(file) || isMissing(root);
  const isScanned = remembering((root) => isReported(root === "." ? "" : root) && !isBroken(root === "." ? "" : root));
  return {
    isGone,
    isJudged: (entry) =>
      ran.has(entry.policy) &&
      (isScanned(entry.root) || isMissing(entry.root)) &&
      (isRead(entry.file) || isMissing(entry.file)),
  };
}

function remembering(ask: (path: string) => boolean): (path: string) => boolean {
  const answers = new Map<string, boolean>();
  return (path) => {
    let answer = answers.get(path);
    if (answer === undefined) answers.set(path, (answer = ask(path)));
    return answer;
  };
}

/** What one file of a directory cannot tell may be missing from all of them. */
function brokenIn(diagnostics: readonly ReportedDiagnostic[]): (directory: string) => boolean {
  const broken = new Set<string>();
  for (const { severity, location } of diagnostics) {
    if (severity === "error" && location !== null) broken.add(directoryOf(location.file));
  }
  return (directory) => broken.has(directory);
}

function isSkipped(file: string, skipped: ReadonlyMap<string, string>): boolean {
  const reason = skipped.get(file);
  // That there is nothing in it for a policy was found out by reading it.
  if (reason !== undefined) return reason !== "not-a-manifest";
  for (let at = file.lastIndexOf("/"); at !== -1; at = file.lastIndexOf("/", at - 1)) {
    if (skipped.has(file.slice(0, at + 1))) return true;
  }
  return false;
}
