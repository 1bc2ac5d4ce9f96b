import { decodeSource } from "./decode.js";
import type { Diagnostic, ReportDiagnostic } from "./diagnostic.js";
import type { HostResult } from "./host.js";
import type { SourceFile } from "./source-file.js";

/**
 * Reads a file that may turn out to be none of our business, such as JSON data. That it is binary, in another encoding or
 * too large is then no error but the reason for which it is skipped. A file that may not be read at all is an error: nobody
 * can say what is in it.
 */
export function readCandidate(
  path: string,
  bytes: HostResult<Uint8Array>,
  skip: (reason: string) => void,
  report: ReportDiagnostic,
): SourceFile | undefined {
  if (!bytes.ok) {
    const { code, message } = bytes.error;
    if (code === "too-large") skip(code);
    else report({ severity: "error", code: "file-unreadable", message: `This file cannot be read. ${message}`, path });
    return undefined;
  }
  const problems: Diagnostic[] = [];
  const file = decodeSource(path, bytes.value, (problem) => problems.push(problem));
  if (file === undefined) skip(problems[0]?.code ?? "binary-file");
  return file;
}
