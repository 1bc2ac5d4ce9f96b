import { fstatSync, writeSync } from "node:fs";
import { UsageError } from "../command-line/usage-error.js";

const standardOutput = 1;
const standardError = 2;

/**
 * Writes to stdout and returns when everything is written. A reader that went away (`| head`) is no error: what it does not
 * want is not written. @throws UsageError when stdout does not take it: a full disk must not pass for a report.
 */
export function writeOut(text: string): void {
  const error = writeFully(standardOutput, text);
  if (error !== undefined) throw new UsageError("What there is to say cannot be written to stdout.", whyNot(error));
}

/** Writes to stderr. Where that fails there is nobody left to tell. */
export function writeError(text: string): void {
  writeFully(standardError, text);
}

function whyNot(error: unknown): string {
  const code = isErrorWithCode(error) ? error.code : "";
  return code === "ENOSPC" ? "There is no space left." : `The system says ${code === "" ? "nothing of why" : code}.`;
}

/** Whether stdout is a terminal. Loads Node's terminal code, which takes a while, only where that is possible at all. */
export async function isTerminal(stream: "stdout" | "stderr"): Promise<boolean> {
  const descriptor = stream === "stdout" ? standardOutput : standardError;
  try {
    if (!fstatSync(descriptor).isCharacterDevice()) return false;
  } catch {
    return false;
  }
  const { isatty } = await import("node:tty");
  return isatty(descriptor);
}

/**
 * `process.stdout` is avoided on purpose: on a pipe it may still hold text when the process exits, and creating it costs more
 * than many a scan.
 */
function writeFully(descriptor: number, text: string): unknown {
  let rest = Buffer.from(text, "utf8");
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if (!isErrorWithCode(error) || error.code !== "EAGAIN") return isReaderGone(error) ? undefined : error;
      // The reader is slower than we are and the pipe does not block: wait a little for it to catch up.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return undefined;
}

/** Whether something could not be written because nobody reads it any more. */
export function isReaderGone(error: unknown): boolean {
  return isErrorWithCode(error) && (error.code === "EPIPE" || error.code === "ECONNRESET");
}

/** Whether something thrown is one of Node's errors with a code. */
export function isErrorWithCode(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}
