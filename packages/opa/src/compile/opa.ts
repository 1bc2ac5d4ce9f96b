import { execFile } from "node:child_process";
import { RegoError, type Place } from "../problem.js";
import { isRecord, recordOf } from "../rule.js";

const timeLimit = 120_000;
const mostOutput = 256 * 1024 * 1024;

/** What a run of `opa` came to. */
export interface OpaRun {
  readonly isOk: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the user's `opa`. @throws RegoError where there is none. */
export function runOpa(command: string, args: readonly string[]): Promise<OpaRun> {
  return new Promise((resolve, reject) => {
    execFile(command, [...args], { timeout: timeLimit, maxBuffer: mostOutput }, (error, stdout, stderr) => {
      if (error === null) resolve({ isOk: true, stdout, stderr });
      else if (error.code === "ENOENT" || error.code === "EACCES") reject(noOpa());
      else if (error.killed === true) reject(new RegoError("rego-compiler", "`opa` took too long, or said too much."));
      else resolve({ isOk: false, stdout, stderr });
    });
  });
}

function noOpa(): RegoError {
  return new RegoError(
    "rego-no-opa",
    "Policies in Rego are compiled with `opa`, and there is none on the PATH.",
    "Install it (https://www.openpolicyagent.org/docs#1-download-opa), or build a bundle where it is: opa build -t wasm -e main/deny policy/",
  );
}

/** Reads the errors that `opa … --format json` prints; what else it says is one error without a place. */
export function readErrors({ stdout, stderr }: OpaRun, nameOf: (argument: string) => string): readonly RegoError[] {
  const listed = parseErrors(stdout) ?? parseErrors(stderr) ?? [];
  const errors = listed.flatMap((each): RegoError[] => {
    const { message, code, location } = recordOf(each);
    if (typeof message !== "string") return [];
    const kind = code === "rego_parse_error" ? "rego-syntax" : "rego-invalid";
    return [new RegoError(kind, sentence(message), undefined, placeOf(location, nameOf))];
  });
  if (errors.length > 0) return errors;
  const said = (stderr.trim() === "" ? stdout : stderr).trim().replace(/\s+/g, " ").slice(0, 1000);
  return [new RegoError("rego-compiler", `\`opa\` could not compile the policies: ${said}`)];
}

function parseErrors(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const { errors } = recordOf(value);
    return Array.isArray(errors) ? errors : undefined;
  } catch {
    return undefined;
  }
}

function placeOf(location: unknown, nameOf: (argument: string) => string): Place | undefined {
  if (!isRecord(location)) return undefined;
  const { file, row, col } = location;
  if (typeof file !== "string" || typeof row !== "number") return undefined;
  return { file: nameOf(file), line: row, column: typeof col === "number" ? col : 1 };
}

function sentence(message: string): string {
  const first = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
