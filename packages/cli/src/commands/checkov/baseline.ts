import { readFileSync } from "node:fs";
import type { Finding, Suppression } from "@lintel/core";
import { UsageError } from "../../command-line/usage-error.js";
import { whyUnreadable } from "../../output/file-error.js";

/** What a baseline of Checkov's knows: ids of checks, by file and resource. */
export type CheckovBaseline = ReadonlyMap<string, ReadonlySet<string>>;

const known: Suppression = {
  kind: "baseline",
  tool: "checkov",
  reason: null,
  owner: null,
  until: null,
  location: null,
};

/**
 * Reads a baseline of Checkov's; undefined for one of Lintel's own, which a scan reads by itself. @throws UsageError for what is
 * neither.
 */
export function readCheckovBaseline(file: string): CheckovBaseline | undefined {
  const data = jsonOf(file);
  if (isRecord(data) && "schemaVersion" in data) return undefined;
  if (!isRecord(data) || !Array.isArray(data["failed_checks"])) {
    throw new UsageError(`The baseline ${file} is none.`, "checkov --create-baseline writes one, with failed_checks.");
  }
  const baseline = new Map<string, Set<string>>();
  for (const { file: path, findings } of recordsOf(data["failed_checks"])) {
    for (const { resource, check_ids: ids } of recordsOf(findings)) {
      const key = keyOf(String(path), String(resource));
      const all = baseline.get(key) ?? new Set<string>();
      baseline.set(key, all);
      if (Array.isArray(ids)) for (const id of ids) all.add(String(id));
    }
  }
  return baseline;
}

/** Suppresses a finding that a baseline knows, by any of its names. */
export function withoutKnown(finding: Finding, baseline: CheckovBaseline, pathOf: (file: string) => string): Finding {
  const { status, location, resource, policy, aliases } = finding;
  if (status !== "fail") return finding;
  const names = [policy, ...aliases];
  const isKnown = [pathOf(location.file), location.file].some((path) =>
    [resource.address, ...resource.instances].some((address) => {
      const ids = baseline.get(keyOf(path, address));
      return names.some((name) => ids?.has(name));
    }),
  );
  return isKnown ? { ...finding, status: "suppressed", suppression: known } : finding;
}

function keyOf(path: string, resource: string): string {
  return JSON.stringify([path.replace(/^\/+/, ""), resource]);
}

function jsonOf(file: string): unknown {
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`The baseline ${file} cannot be read.`, whyUnreadable(error, file));
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`The baseline ${file} is none.`, "It is not JSON.");
  }
}

function recordsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.filter(isRecord);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Writes a baseline of what failed, as Checkov does: the ids of failed checks by resource, by file. */
export function checkovBaseline(
  failed: readonly Finding[],
  idOf: (finding: Finding) => string,
  pathOf: (file: string) => string,
): string {
  const files = new Map<string, Map<string, Set<string>>>();
  for (const finding of failed) {
    const file = `/${pathOf(finding.location.file)}`;
    const resources = files.get(file) ?? new Map<string, Set<string>>();
    files.set(file, resources);
    const ids = resources.get(finding.resource.address) ?? new Set<string>();
    resources.set(finding.resource.address, ids.add(idOf(finding)));
  }
  const failedChecks = sorted(files).map(([file, resources]) => ({
    file,
    findings: sorted(resources).map(([resource, ids]) => ({ resource, check_ids: [...ids].sort() })),
  }));
  return `${JSON.stringify({ failed_checks: failedChecks }, null, 4)}\n`;
}

function sorted<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1));
}
