import { EvaluationError } from "../evaluate/error.js";
import type { HostError } from "../../source/host.js";
import type { Value } from "../values/value.js";
import { textAt } from "./arguments.js";
import { argumentError } from "./failure.js";
import type { FunctionContext } from "./function.js";
import { cleanPath } from "./paths.js";

/** What lies outside the scan root, or cannot be told without knowing the machine. Nothing of it is read. */
export function outsideScanRoot(index: number): EvaluationError {
  return new EvaluationError(
    "outside-scan-root",
    "The path leads out of the scan root, and nothing outside is read.",
    undefined,
    undefined,
    index,
  );
}

/** Returns a path relative to the scan root. Throws `EvaluationError` (`outside-scan-root`) where it leads out. */
export function resolvePath(path: string, index: number, context: FunctionContext): string {
  if (path.startsWith("/") || path.startsWith("~")) throw outsideScanRoot(index);
  const base = context.workingDirectory === "" ? "." : context.workingDirectory;
  const resolved = cleanPath(`${base}/${path}`);
  if (resolved === ".." || resolved.startsWith("../")) throw outsideScanRoot(index);
  return resolved;
}

/** Reads the file that an argument names. */
export function readBytesAt(args: readonly Value[], index: number, context: FunctionContext): Uint8Array {
  const path = textAt(args, index);
  const result = context.host.readFile(resolvePath(path, index, context));
  if (result.ok) return result.value;
  throw hostFailure(result.error, path, index);
}

/** The error of a file that cannot be read. */
export function hostFailure(error: HostError, path: string, index: number): EvaluationError {
  if (error.code === "outside-root") return outsideScanRoot(index);
  if (error.code === "not-found") {
    return argumentError(index, `There is no file "${path}". It must be there before Terraform runs.`);
  }
  return argumentError(index, `The file "${path}" cannot be read: ${error.message}`);
}
