import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  type Diagnostic,
  type HashedFile,
  type Policy,
  type ReportedDiagnostic,
  isCheckovText,
  readPolicy,
} from "@lintel/core";
import { pathsFromScanRoot } from "@lintel/core/node";
import { UsageError } from "../command-line/usage-error.js";
import { whyUnreadable } from "../output/file-error.js";

/** The policies that a user brought, and what is wrong with those that cannot be used. */
export interface ExternalPolicies {
  readonly policies: readonly Policy[];
  /** The files that they were read from, by id. */
  readonly files: ReadonlyMap<string, HashedFile>;
  readonly diagnostics: readonly ReportedDiagnostic[];
}

/** Reads policies from files, and from all YAML files below directories. @throws UsageError for a path that cannot be read. */
export async function readExternalPolicies(paths: readonly string[], root: string): Promise<ExternalPolicies> {
  const policies: Policy[] = [];
  const files = new Map<string, HashedFile>();
  const diagnostics: ReportedDiagnostic[] = [];
  for (const path of paths.flatMap(policyFiles)) {
    const [name = path] = pathsFromScanRoot(root, [path]);
    const bytes = readOrRefuse(path, () => readFileSync(path));
    const parsed = await readPolicy(name, bytes.toString("utf8"));
    if (parsed.policy !== undefined) {
      policies.push(parsed.policy);
      files.set(parsed.policy.id, { file: name, sha256: createHash("sha256").update(bytes).digest("hex") });
    }
    diagnostics.push(...parsed.diagnostics.map((diagnostic) => reported(diagnostic, name)));
  }
  return { policies, files, diagnostics };
}

/** A file, or the YAML files and the policies for Checkov below a directory that are not fixtures, in a fixed order. */
export function policyFiles(path: string): string[] {
  return readOrRefuse(path, () => {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: "utf8" })
      .filter((name) => !/\.fixture(?:\.|[\\/])/.test(name))
      .filter((name) => /\.ya?ml$/.test(name) || (name.endsWith(".json") && isForCheckov(join(path, name))))
      .sort()
      .map((name) => join(path, name));
  });
}

/** Whether a file is a policy for Checkov, which may be JSON; directories hold much other JSON. */
function isForCheckov(path: string): boolean {
  return isCheckovText(readFileSync(path, "utf8"));
}

function readOrRefuse<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`The policies at ${path} cannot be read.`, whyUnreadable(error, path));
  }
}

/** A diagnostic of a policy file as reports show it. */
export function reported({ severity, code, message, hint, range }: Diagnostic, file: string): ReportedDiagnostic {
  const start = range?.file.positionAt(range.start) ?? { line: 1, column: 1 };
  const end = range?.file.positionAt(range.end) ?? start;
  return { severity, code, message, hint: hint ?? null, location: { file, start, end } };
}
