import type { Finding } from "@lintel/core";

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
