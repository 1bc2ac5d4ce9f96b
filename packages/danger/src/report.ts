import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where something is, from the root of the repository. */
export interface Location {
  readonly file: string;
  readonly start: { readonly line: number };
}

/** What a finding of `lintel scan --format json` says that is told here. */
export interface Finding {
  readonly policy: string;
  readonly severity: string;
  readonly status: string;
  readonly title: string;
  readonly message: string;
  readonly remediation?: string;
  readonly resource: { readonly address: string };
  readonly location: Location;
}

/** A file that could not be read, or not be understood. */
export interface Diagnostic {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly location?: Location | null;
}

/** A report of `lintel scan --format json`, as far as it is told here. */
export interface Report {
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a report. @throws where it is none of a version that is understood here. */
export function readReport(path: string): Report {
  return parseReport(readFileSync(path, "utf8"), path);
}

/** Nothing of what is named is Terraform's or Kubernetes's. */
const nothingToScan = 3;

/** Scans files, each read with what lies beside it. @throws where that cannot be done. */
export async function scanFiles(directory: string, files: readonly string[], args: readonly string[]): Promise<Report> {
  const binary = join(dirname(require.resolve("lintel/package.json")), "bin/lintel.js");
  const { code, stdout, stderr } = await run(
    [binary, "scan", "--format", "json", "--quiet", ...args, "--", ...files],
    directory,
  );
  if (code === nothingToScan) return { findings: [], diagnostics: [] };
  if (stdout.trim() === "") throw new Error(`Lintel could not scan the changed files. ${stderr.trim()}`);
  return parseReport(stdout, "what lintel scan printed");
}

function parseReport(text: string, name: string): Report {
  const report = JSON.parse(text) as { readonly schemaVersion?: unknown } & Report;
  if (report.schemaVersion !== 1 || !Array.isArray(report.findings) || !Array.isArray(report.diagnostics)) {
    throw new Error(`${name} is no report of lintel scan --format json in version 1.`);
  }
  return report;
}

function run(
  args: readonly string[],
  cwd: string,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", fail).on("close", (code) => {
      done({ code, stdout, stderr });
    });
  });
}
