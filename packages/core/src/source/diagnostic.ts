import type { SourceRange } from "./source-file.js";

/** How bad a diagnostic is: an `error` means that something asked for could not be read. */
type DiagnosticSeverity = "error" | "warning" | "info";

/**
 * Something we could not read or understand in a user's files. Never a statement about what the file means (that is a
 * finding), and never thrown.
 */
export interface Diagnostic {
  readonly severity: DiagnosticSeverity;
  /** Stable, kebab-case, one per kind of problem: `hcl-syntax`, `file-unreadable`, `module-not-loaded`, … */
  readonly code: string;
  /** One sentence in plain words: what is wrong, and what it means for the scan. */
  readonly message: string;
  /** Where, when it lies in a file's text. */
  readonly range?: SourceRange | undefined;
  /** The file or directory concerned, relative to the scan root, when there is no text to point into. */
  readonly path?: string | undefined;
  /** What the person can do about it. */
  readonly hint?: string | undefined;
}

/** Takes diagnostics as they arise. Stages are handed one, rather than returning lists to be merged. */
export type ReportDiagnostic = (diagnostic: Diagnostic) => void;

/**
 * Keeps of the diagnostics of one code at one place the one that comes first in the order of the texts, whatever order they arise in.
 * Returns whether this is it so far.
 */
export function keepFirst(kept: Map<string, Diagnostic>, diagnostic: Diagnostic): boolean {
  const { code, range, path, message } = diagnostic;
  const place = range === undefined ? path : `${range.file.path}:${String(range.start)}:${String(range.end)}`;
  const key = `${code} ${place ?? message}`;
  const known = kept.get(key);
  if (known !== undefined && textOf(known) <= textOf(diagnostic)) return false;
  kept.set(key, diagnostic);
  return true;
}

function textOf({ message, severity, hint }: Diagnostic): string {
  return `${message}\n${severity}\n${hint ?? ""}`;
}
