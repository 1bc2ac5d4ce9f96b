import type { ReportedDiagnostic } from "@lintel/core";

/** A place in a file, as compilers tell it. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something wrong with policies in Rego, so that they cannot be used. Thrown while they are loaded, and caught there. */
export class RegoError extends Error {
  override readonly name = "RegoError";

  constructor(
    readonly code: string,
    message: string,
    readonly hint?: string,
    readonly place?: Place,
  ) {
    super(message);
  }
}

/** Returns a problem as reports show it. */
export function errorDiagnostic({ code, message, hint, place }: RegoError): ReportedDiagnostic {
  return {
    severity: "error",
    code,
    message,
    hint: hint ?? null,
    location: place === undefined ? null : locationOf(place),
  };
}

/** Returns a place as reports show it. */
function locationOf({ file, line, column }: Place): ReportedDiagnostic["location"] {
  const start = { line: Math.max(1, line), column: Math.max(1, column) };
  return { file, start, end: start };
}
