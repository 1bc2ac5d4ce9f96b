import type { LoadedSources } from "./loaded-sources.js";
import type { PolicyEngine } from "./policy/engine.js";
import type { ScanCoverage, Summary } from "./policy/finding.js";
import { compareCodePoints } from "./source/code-points.js";
import type { DiscoveredFile } from "./source/discover.js";
import type { RootModule } from "./terraform/instances/root-module.js";

/** What became of the files that were found, and of the module calls in them. */
export interface SourceCoverage {
  readonly filesFound: number;
  readonly filesParsed: number;
  readonly filesSkipped: Readonly<Record<string, number>>;
  /** The places of the blocks that call modules, and whether the module is there. */
  readonly moduleCalls: ReadonlyMap<string, boolean>;
}

/** Counts what was found by what became of it: each file is parsed, or there is a reason why it is not. */
export function coverageOfSources(
  discovered: readonly DiscoveredFile[],
  skipped: ReadonlyMap<string, string>,
  isParsed: (path: string) => boolean,
  roots: readonly RootModule[],
): SourceCoverage {
  const reasons = new Map(skipped);
  let filesParsed = 0;
  for (const { path, kind } of discovered) {
    if (reasons.has(path)) continue;
    if (isParsed(path)) filesParsed += 1;
    // Values for variables are read where a root module takes them by their name, or a flag names them.
    else reasons.set(path, kind === "variables" ? "variables-not-loaded" : "unreadable");
  }
  const files = [...reasons.keys()].filter((path) => !path.endsWith("/"));
  return {
    filesFound: filesParsed + files.length,
    filesParsed,
    filesSkipped: countValues(reasons),
    moduleCalls: callsOf(roots),
  };
}

function callsOf(roots: readonly RootModule[]): ReadonlyMap<string, boolean> {
  const calls = new Map<string, boolean>();
  for (const root of roots) {
    for (const [place, isLoaded] of root.calls) calls.set(place, isLoaded && calls.get(place) !== false);
  }
  return calls;
}

/** What else coverage is made of. */
export interface CoverageParts {
  readonly scenarios: readonly Pick<LoadedSources, "coverage" | "graph">[];
  readonly summary: Summary;
  /** The ids of the policies that judged all there was to judge. */
  readonly ran: ReadonlySet<string>;
  /** The ids of those that came to a verdict. */
  readonly judging: ReadonlySet<string>;
  readonly engines: readonly PolicyEngine[];
}

/** Says how much of what was there a scan has looked at. Files are the same in all scenarios; a call that any lacks is not loaded. */
export function coverageOf({ scenarios, summary, ran, judging, engines }: CoverageParts): ScanCoverage {
  const calls = new Map<string, boolean>();
  for (const { coverage } of scenarios) {
    for (const [place, isLoaded] of coverage.moduleCalls) calls.set(place, isLoaded && calls.get(place) !== false);
  }
  const { filesFound = 0, filesParsed = 0, filesSkipped = {} } = scenarios[0]?.coverage ?? {};
  const verdictsKnown = summary.failed + summary.passed + summary.suppressed;
  const hasTarget = (match: readonly string[]): boolean =>
    scenarios.some(({ graph }) => match.some((glob) => graph.namesMatching(glob).length > 0));
  // What engines let pass they do not tell.
  const silent = engines.flatMap(({ entries }) => entries.filter(({ match }) => hasTarget(match)));
  const targeted = new Set([...judging, ...silent.map(({ id }) => id)]);
  return {
    filesFound,
    filesParsed,
    filesSkipped,
    moduleCalls: calls.size,
    modulesNotLoaded: [...calls.values()].filter((isLoaded) => !isLoaded).length,
    resources: summary.resources,
    verdictsKnown,
    verdicts: verdictsKnown + summary.unknown,
    unknownReasons: summary.unknownReasons,
    policiesWithoutTarget: [...ran].filter((id) => !targeted.has(id)).sort(compareCodePoints),
  };
}

/** How often each value occurs, in the order of the values. */
export function countValues(values: ReadonlyMap<string, string>): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const value of values.values()) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([left], [right]) => compareCodePoints(left, right)));
}
