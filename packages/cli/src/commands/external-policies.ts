import { createHash } from "node:crypto";
import { readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
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
import { policies as shipped } from "@lintel/policies";
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
  const read = new Set<string>();
  for (const path of paths.flatMap(policyFiles)) {
    const real = readOrRefuse(path, () => realpathSync(path));
    if (read.has(real)) continue;
    read.add(real);
    const [name = path] = pathsFromScanRoot(root, [path]);
    const bytes = readOrRefuse(path, () => readFileSync(path));
    const parsed = await readPolicy(name, bytes.toString("utf8"));
    const first = files.get(parsed.policy?.id ?? "")?.file;
    const namesake = isShipped(parsed.policy?.id) ? "one that Lintel ships" : first && `the policy in ${first}`;
    if (parsed.policy !== undefined && namesake !== undefined) {
      diagnostics.push(repeatedId(parsed.policy.id, name, namesake));
    } else if (parsed.policy !== undefined) {
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
    return filesBelow(path)
      .filter((name) => !/\.fixture(?:\.|[\\/])/.test(name))
      .filter((name) => /\.ya?ml$/.test(name) || (name.endsWith(".json") && isForCheckov(join(path, name))))
      .sort()
      .map((name) => join(path, name));
  });
}

/** The paths of all files below a directory, relative to it. What links lead to is read once, under its own name where it has one here. */
function filesBelow(top: string): string[] {
  const seen = new Set<string>();
  const links: string[] = [];
  const visit = (directory: string): string[] => {
    const real = realpathSync(join(top, directory));
    if (seen.has(real)) return [];
    seen.add(real);
    const entries = readdirSync(real, { withFileTypes: true });
    return entries.flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return visit(path);
      if (!entry.isSymbolicLink()) return [path];
      links.push(path);
      return [];
    });
  };
  const found = visit("");
  for (let link = links.sort().shift(); link !== undefined; link = links.sort().shift()) {
    const target = statSync(join(top, link), { throwIfNoEntry: false });
    if (target !== undefined) found.push(...(target.isDirectory() ? visit(link) : [link]));
  }
  return found;
}

/** Whether a policy of this id is shipped: one that took its place could turn off what nothing may turn off. */
export function isShipped(id: string | undefined): boolean {
  return shipped.entries.some((entry) => entry.id === id);
}

/** Two policies of one name cannot be told apart by whoever selects, suppresses or reads of them. */
function repeatedId(id: string, file: string, namesake: string): ReportedDiagnostic {
  const message = `The id ${id} is that of ${namesake}, and this one is left out.`;
  const start = { line: 1, column: 1 };
  return { severity: "error", code: "policy-repeated-id", message, hint: null, location: { file, start, end: start } };
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
