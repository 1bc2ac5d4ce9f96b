import type { Finding, Location, ReportedDiagnostic, ScanResult } from "@lintel/core";
import { clip } from "./clip.js";
import { sentence } from "./finding-text.js";
import type { ReportOptions } from "./report.js";

/** What to look after, for formats that have no words for what is suppressed and what passes. */
export function openFindings({ findings }: ScanResult, { showUnknown }: ReportOptions): readonly Finding[] {
  return findings.filter(({ status }) => status === "fail" || (status === "unknown" && showUnknown === true));
}

/** All findings, those that could not be decided only where they are asked for. */
export function shownFindings({ findings }: ScanResult, { showUnknown }: ReportOptions): readonly Finding[] {
  return showUnknown === true ? findings : findings.filter(({ status }) => status !== "unknown");
}

/** Something that was wrong with the files or the settings, as formats show it that only know findings. */
export interface Problem {
  readonly severity: "error" | "warning";
  readonly code: string;
  /** The message and the hint. */
  readonly text: string;
  /** Null where it concerns no file. */
  readonly location: Location | null;
  /** Unlike that of every other, and the same while the file keeps its name, whatever lines move in it. */
  readonly id: string;
}

const longestName = 350;

/** The errors and warnings of a scan: a report that left them out would say that all is well with what was not read. */
export function problemsOf({ diagnostics }: ScanResult): readonly Problem[] {
  const counts = new Map<string, number>();
  return diagnostics.flatMap((diagnostic) => {
    const { severity, code, location } = diagnostic;
    if (severity === "info") return [];
    const file = clip(location?.file ?? ".", longestName);
    const count = (counts.get(`${code}:${file}`) ?? 0) + 1;
    counts.set(`${code}:${file}`, count);
    const id = count === 1 ? `${code}:${file}` : `${code}#${String(count)}:${file}`;
    return [{ severity, code, text: problemText(diagnostic), location, id }];
  });
}

/** What a diagnostic says, and how to help it. */
export function problemText({ message, hint }: Pick<ReportedDiagnostic, "message" | "hint">): string {
  return hint === null ? sentence(message) : `${sentence(message)} ${sentence(hint)}`;
}

/** The last line that something stands on; a range may end before the first character of the line after it. */
export function lastLineOf({ start, end }: Location): number {
  return end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
}
