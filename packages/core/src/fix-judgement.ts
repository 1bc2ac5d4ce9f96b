import type { Finding, ScanResult } from "./policy/finding.js";

/**
 * Compares scans before and after some findings were to be mended. Returns undefined where each of them is gone and nothing has
 * come up in its place, else a sentence that says what is wrong.
 */
export function changesBetween(before: ScanResult, after: ScanResult, mended: readonly Finding[]): string | undefined {
  const problem = newProblem(before, after);
  if (problem !== undefined) return `The file would have a new problem: ${problem}`;
  const left = countBy(before.findings);
  const right = countBy(after.findings);
  for (const finding of after.findings) {
    const key = keyOf(finding);
    if ((right.get(key) ?? 0) > (left.get(key) ?? 0)) {
      const { status, policy, resource } = finding;
      return `It would lead to ${status === "fail" ? "a failure" : "an unknown"} of ${policy} at ${resource.address}.`;
    }
  }
  for (const [key, count] of countBy(mended)) {
    if ((right.get(key) ?? 0) > (left.get(key) ?? 0) - count) return "The finding would still be there.";
  }
  return undefined;
}

/** Findings of one policy about one block are told apart by their number alone: their places move. */
function keyOf({ policy, status, location, resource }: Finding): string {
  return `${policy}\n${status}\n${location.file}\n${resource.type}\n${withoutKeys(resource.address)}`;
}

function withoutKeys(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[0-9]+)\]/g, "");
}

function countBy(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    if (finding.status === "pass") continue;
    const key = keyOf(finding);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function newProblem(before: ScanResult, after: ScanResult): string | undefined {
  const known = new Map<string, number>();
  const keyOfProblem = ({ code, location }: ScanResult["diagnostics"][number]): string =>
    `${code}\n${location?.file ?? ""}`;
  for (const diagnostic of before.diagnostics) {
    const key = keyOfProblem(diagnostic);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  for (const diagnostic of after.diagnostics) {
    // What has been mended needs no suppression any more.
    if (diagnostic.code === "suppression-unused") continue;
    const key = keyOfProblem(diagnostic);
    const left = (known.get(key) ?? 0) - 1;
    if (left < 0) return diagnostic.message;
    known.set(key, left);
  }
  return undefined;
}
