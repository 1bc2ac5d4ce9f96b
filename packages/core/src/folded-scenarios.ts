import type { JudgedSources } from "./judged-sources.js";
import { compareFindings } from "./policy/assemble.js";
import type { Finding, FindingStatus } from "./policy/finding.js";
import type { Diagnostic } from "./source/diagnostic.js";

/** What several scenarios come to as one. */
export type FoldedSources = Pick<
  JudgedSources,
  "findings" | "passedBy" | "notApplicable" | "selectedCount" | "ran" | "audit" | "origins"
>;

/** Folds what scenarios come to: findings that are the same in all of them are one, and others say where they are what. */
export function foldScenarios(all: readonly [JudgedSources, ...JudgedSources[]]): FoldedSources {
  const [first, ...others] = all;
  if (others.length === 0) return first;
  const notPassed = new Set<string>();
  for (const { findings, placeOf } of all) {
    for (const finding of findings) if (finding.status !== "pass") notPassed.add(placeOf(finding) ?? "");
  }
  const passes = new Set(all.flatMap((each) => [...each.passes]).filter((place) => !notPassed.has(place)));
  return {
    findings: foldFindings(all, notPassed),
    passedBy: countByPolicy(passes),
    notApplicable: uniqueBy(
      all.flatMap(({ notApplicable }) => notApplicable),
      (each) => JSON.stringify(each),
    ),
    selectedCount: Math.max(...all.map(({ selectedCount }) => selectedCount)),
    ran: new Set([...first.ran].filter((id) => others.every(({ ran }) => ran.has(id)))),
    audit: foldAudits(all),
    origins: new Map(all.flatMap(({ origins }) => [...origins])),
  };
}

const gravity: readonly FindingStatus[] = ["fail", "unknown", "suppressed", "pass"];

function foldFindings(all: readonly JudgedSources[], notPassed: ReadonlySet<string>): readonly Finding[] {
  const byFingerprint = new Map<string, { readonly place: string; readonly found: Map<JudgedSources, Finding> }>();
  for (const scenario of all) {
    for (const finding of scenario.findings) {
      const place = scenario.placeOf(finding) ?? "";
      if (finding.status === "pass" && notPassed.has(place)) continue;
      const known = byFingerprint.get(finding.fingerprint);
      if (known === undefined) byFingerprint.set(finding.fingerprint, { place, found: new Map([[scenario, finding]]) });
      else known.found.set(scenario, finding);
    }
  }
  const findings = [...byFingerprint.values()].map(({ place, found }) => foldFinding(all, place, found));
  return findings.sort(compareFindings);
}

function foldFinding(
  all: readonly JudgedSources[],
  place: string,
  found: ReadonlyMap<JudgedSources, Finding>,
): Finding {
  const [gravest] = [...found.values()].sort(
    (left, right) => gravity.indexOf(left.status) - gravity.indexOf(right.status),
  );
  if (gravest === undefined) throw new Error("there is no finding to fold");
  const statuses = all.map((scenario): FindingStatus | undefined => {
    const finding = found.get(scenario);
    // What was judged and is not found holds there.
    return finding?.status ?? (scenario.judged.has(place) ? "pass" : undefined);
  });
  const merged = { ...gravest, resource: { ...gravest.resource, instances: instancesOf([...found.values()]) } };
  if (statuses.every((status) => status === gravest.status)) return merged;
  const named = (status: FindingStatus): readonly string[] =>
    all.flatMap(({ sources: { scenario } }, index) => (statuses[index] === status ? [scenario ?? ""] : []));
  return { ...merged, scenarios: { fails: named("fail"), passes: named("pass"), unknown: named("unknown") } };
}

function instancesOf(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.flatMap(({ resource }) => resource.instances))];
}

function countByPolicy(places: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const place of places) {
    const policy = place.slice(0, place.indexOf("\n"));
    counts.set(policy, (counts.get(policy) ?? 0) + 1);
  }
  return counts;
}

/** A suppression that came to nothing in one scenario is of use all the same where it came to something in another. */
function foldAudits(all: readonly JudgedSources[]): readonly Diagnostic[] {
  const inAll = new Map<string, { readonly diagnostic: Diagnostic; count: number }>();
  for (const diagnostic of all.flatMap(({ audit }) => audit)) {
    const { code, message, range } = diagnostic;
    const key = `${code}\n${range?.file.path ?? ""}:${String(range?.start)}\n${message}`;
    const known = inAll.get(key);
    if (known === undefined) inAll.set(key, { diagnostic, count: 1 });
    else known.count += 1;
  }
  return [...inAll.values()]
    .filter(({ diagnostic: { code }, count }) => code !== "suppression-unused" || count === all.length)
    .map(({ diagnostic }) => diagnostic);
}

function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
