import type { Finding, ScanResult } from "./policy/finding.js";

/** What is wrong with some fixes that were made together. */
export interface FixProblem {
  /** A sentence about the first thing that is. */
  readonly reason: string;
  /** Those that are likely to have led to it, at least one. */
  readonly suspects: ReadonlySet<Finding>;
}

/**
 * Compares scans before and after some findings were to be mended. Returns undefined where each of them is gone and nothing has
 * come up in its place.
 */
export function changesBetween(
  before: ScanResult,
  after: ScanResult,
  mended: readonly Finding[],
): FixProblem | undefined {
  const problems = [
    ...newProblems(before, after, mended),
    ...newFindings(before, after, mended),
    ...leftFindings(before, after, mended),
  ];
  const [first] = problems;
  if (first === undefined) return undefined;
  const suspects = new Set(problems.flatMap((each) => [...each.suspects]));
  return { reason: first.reason, suspects: suspects.size === 0 ? new Set(mended) : suspects };
}

function newFindings(before: ScanResult, after: ScanResult, mended: readonly Finding[]): readonly FixProblem[] {
  const left = countBy(before.findings);
  const right = countBy(after.findings);
  return after.findings.flatMap((finding) => {
    const key = keyOf(finding);
    if ((right.get(key) ?? 0) <= (left.get(key) ?? 0)) return [];
    const { status, policy, resource } = finding;
    const what = status === "fail" ? "a failure" : "an unknown";
    const near = mended.filter((each) => placeOf(each) === placeOf(finding));
    const suspects = new Set(near.length > 0 ? near : editing(finding.location.file, mended));
    return [{ reason: `It would lead to ${what} of ${policy} at ${resource.address}.`, suspects }];
  });
}

function leftFindings(before: ScanResult, after: ScanResult, mended: readonly Finding[]): readonly FixProblem[] {
  const left = countBy(before.findings);
  const right = countBy(after.findings);
  return [...countBy(mended)].flatMap(([key, count]) => {
    if ((right.get(key) ?? 0) <= (left.get(key) ?? 0) - count) return [];
    const suspects = new Set(mended.filter((each) => keyOf(each) === key));
    return [{ reason: "The finding would still be there.", suspects }];
  });
}

/** Those of some findings whose fixes edit a file. */
function editing(file: string | undefined, mended: readonly Finding[]): readonly Finding[] {
  return mended.filter(({ fix }) => fix?.edits.some(({ location }) => location.file === file));
}

function placeOf({ location, resource }: Finding): string {
  return `${location.file}\n${resource.type}\n${withoutKeys(resource.address)}`;
}

/** Findings of one policy about one block are told apart by their number alone: their places move. */
function keyOf(finding: Finding): string {
  return `${finding.policy}\n${finding.status}\n${placeOf(finding)}`;
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

function newProblems(before: ScanResult, after: ScanResult, mended: readonly Finding[]): readonly FixProblem[] {
  const problems: FixProblem[] = [];
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
    known.set(key, left);
    if (left >= 0) continue;
    const reason = `The file would have a new problem: ${diagnostic.message}`;
    problems.push({ reason, suspects: new Set(editing(diagnostic.location?.file, mended)) });
  }
  return problems;
}
