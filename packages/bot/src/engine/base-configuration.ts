import {
  isCheckovText,
  loadProject,
  readBaseline,
  readPolicy,
  reportedDiagnostics,
  type BaselineOptions,
  type Policy,
  type Project,
  type ScanOptions,
  type SourceHost,
} from "@lintel/core";
import { policies as shipped } from "@lintel/policies";
import type { NotReviewed } from "../review/review.js";
import { ReviewError } from "./review-error.js";

/** How both sides of a change are scanned. */
export interface BaseConfiguration {
  readonly project: Project;
  readonly options: Pick<ScanOptions, "project" | "policies" | "baseline">;
  /** The policies that it brings, besides those that come with Lintel. */
  readonly ownPolicies: readonly Policy[];
  /** What it asks for and does not get here. */
  readonly notes: readonly NotReviewed[];
}

/**
 * Reads the configuration of the branch that a change goes to: `lintel.yaml`, policies in YAML, the baseline. The head's own has no say.
 * Nothing is run: plugins and Rego are left out, and the review says so. @throws ReviewError where the configuration is wrong.
 */
export async function readBaseConfiguration(host: SourceHost, paths: readonly string[]): Promise<BaseConfiguration> {
  const project = await loadProject(host, paths);
  refuse(project);
  const { run } = project;
  const own = await readOwnPolicies(
    host,
    run.externalPolicies.map(({ value }) => value),
  );
  const notes: NotReviewed[] = [];
  const notRun = [...run.plugins.map(({ value }) => value), ...run.rego.map(({ value }) => value)];
  if (notRun.length > 0) {
    notes.push({
      what: `Policies that would have to be run or compiled are not applied in reviews: ${notRun.join(", ")}.`,
      location: undefined,
    });
  }
  return {
    project,
    options: { project, policies: [shipped, ...own], baseline: readKnown(host, project) },
    ownPolicies: own,
    notes,
  };
}

/** Some of what is wrong shows only when all is read, such as in files further down. @throws ReviewError */
export function refuse({ problems }: Project): void {
  const [first] = reportedDiagnostics(problems);
  if (first === undefined) return;
  const { message, location } = first;
  const at = location === null ? "" : ` (${location.file}:${location.start.line})`;
  throw new ReviewError(
    `The configuration of the branch that this goes to is invalid: ${message}${at}`,
    "lintel config validate shows all that is wrong with it.",
  );
}

async function readOwnPolicies(host: SourceHost, paths: readonly string[]): Promise<readonly Policy[]> {
  const policies: Policy[] = [];
  for (const file of paths.flatMap((path) => policyFiles(host, path))) {
    const text = readText(host, file);
    const { policy, diagnostics } = await readPolicy(file, text);
    const wrong = diagnostics.find(({ severity }) => severity === "error");
    if (policy === undefined || wrong !== undefined) {
      throw new ReviewError(`The policy in ${file} is invalid: ${wrong?.message ?? "it could not be read."}`);
    }
    const isTaken = [...shipped.entries, ...policies].some(({ id }) => id === policy.id);
    if (isTaken) throw new ReviewError(`The policy in ${file} has an id that another one has: ${policy.id}.`);
    policies.push(policy);
  }
  return policies;
}

/** A file, or the YAML files and the policies for Checkov below a directory that are no fixtures, in a fixed order. */
function policyFiles(host: SourceHost, path: string): readonly string[] {
  const kind = host.kindOf(path);
  if (!kind.ok) throw new ReviewError(`The configuration names ${path}, which cannot be read. ${kind.error.message}`);
  return kind.value === "file" ? [path] : filesBelow(host, path, new Set()).filter((file) => isPolicy(host, file));
}

function isPolicy(host: SourceHost, file: string): boolean {
  if (/\.fixture[./]/.test(file)) return false;
  return /\.ya?ml$/.test(file) || (file.endsWith(".json") && isCheckovText(readText(host, file)));
}

function filesBelow(host: SourceHost, directory: string, seen: Set<string>): readonly string[] {
  const real = host.realPath(directory);
  const entries = host.readDirectory(directory);
  if (!real.ok || !entries.ok || seen.has(real.value)) return [];
  seen.add(real.value);
  return entries.value.flatMap(({ name, kind }) => {
    const path = directory === "" ? name : `${directory}/${name}`;
    if (kind === "directory") return filesBelow(host, path, seen);
    return kind === "file" ? [path] : [];
  });
}

function readKnown(host: SourceHost, { run }: Project): BaselineOptions | undefined {
  const { value: file } = run.baselineFile;
  if (file === undefined) return undefined;
  const { baseline, diagnostics } = readBaseline(file, readText(host, file));
  if (baseline === undefined)
    throw new ReviewError(`The baseline ${file} is invalid: ${diagnostics[0]?.message ?? ""}`);
  return { baseline, path: file, ratchet: run.ratchet.value };
}

function readText(host: SourceHost, path: string): string {
  const bytes = host.readFile(path);
  if (!bytes.ok) throw new ReviewError(`The configuration names ${path}, which cannot be read. ${bytes.error.message}`);
  return new TextDecoder().decode(bytes.value);
}
