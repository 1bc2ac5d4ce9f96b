import { compareCodePoints } from "../source/code-points.js";
import { keepFirst, type Diagnostic } from "../source/diagnostic.js";
import { locate, type IsReported } from "./assemble.js";
import type { Location, ReportedDiagnostic } from "./finding.js";

/** Collects diagnostics as they arise, and gives them out as reports show them: each once, in a fixed order. */
export class DiagnosticLog {
  readonly #said: { readonly diagnostic: Diagnostic; readonly isOfPlace: boolean }[] = [];

  constructor(readonly isReported: IsReported) {}

  readonly report = (diagnostic: Diagnostic): void => {
    this.#said.push({ diagnostic, isOfPlace: false });
  };

  /**
   * Takes one of which there is to be no other with the same code at the same place: the instances of a module share its files. Which
   * of them comes first does not matter.
   */
  readonly reportOfPlace = (diagnostic: Diagnostic): void => {
    this.#said.push({ diagnostic, isOfPlace: true });
  };

  /** A point that `forget` can go back to. */
  mark(): number {
    return this.#said.length;
  }

  /** Drops what was reported since a mark. */
  forget(mark: number): void {
    this.#said.length = mark;
  }

  /** Returns the diagnostics: those about no file first, then by file and place. */
  sorted(): readonly ReportedDiagnostic[] {
    const unique = new Map<string, ReportedDiagnostic>();
    for (const diagnostic of this.#all()) {
      const shown = this.#show(diagnostic);
      const { location } = shown;
      const place =
        location === null ? "" : `${location.file}:${String(location.start.line)}:${String(location.start.column)}`;
      unique.set(`${place}\n${shown.code}\n${shown.message}`, shown);
    }
    return [...unique.values()].sort(compareDiagnostics);
  }

  #all(): readonly Diagnostic[] {
    const ofPlaces = new Map<string, Diagnostic>();
    for (const { diagnostic, isOfPlace } of this.#said) if (isOfPlace) keepFirst(ofPlaces, diagnostic);
    return [
      ...this.#said.flatMap(({ diagnostic, isOfPlace }) => (isOfPlace ? [] : [diagnostic])),
      ...ofPlaces.values(),
    ];
  }

  /** What is wrong in a file that was only read on the way is no failure to read what was asked for. */
  #show({ severity, code, message, hint, range, path }: Diagnostic): ReportedDiagnostic {
    const location = range !== undefined ? locate(range) : path === undefined ? null : wholeFile(path);
    const isElsewhere = location !== null && !this.isReported(location.file);
    return {
      severity: severity === "error" && isElsewhere ? "warning" : severity,
      code,
      message,
      hint: hint ?? null,
      location,
    };
  }
}

/** Returns diagnostics as reports show them, each once and in a fixed order; all are about what was asked for. */
export function reportedDiagnostics(diagnostics: readonly Diagnostic[]): readonly ReportedDiagnostic[] {
  const log = new DiagnosticLog(() => true);
  diagnostics.forEach(log.report);
  return log.sorted();
}

function wholeFile(file: string): Location {
  return { file, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
}

function compareDiagnostics(left: ReportedDiagnostic, right: ReportedDiagnostic): number {
  const [a, b] = [left.location, right.location];
  if (a === null || b === null) {
    if (a !== b) return a === null ? -1 : 1;
    return compareCodePoints(left.code, right.code) || compareCodePoints(left.message, right.message);
  }
  return (
    compareCodePoints(a.file, b.file) ||
    a.start.line - b.start.line ||
    a.start.column - b.start.column ||
    compareCodePoints(left.code, right.code) ||
    compareCodePoints(left.message, right.message)
  );
}
