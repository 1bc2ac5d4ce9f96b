import type { Severity } from "@lintel/core";
import type { PageFinding, PagePolicy } from "../page-data.js";
import { facetNames, type FacetName, type PageState, type Sort } from "./state.js";

/** Severities, the gravest first. */
export const severities: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

/** A finding with what filters and lists ask of it. */
export interface Entry {
  readonly finding: PageFinding;
  readonly policy: PagePolicy;
  /** Its place in the order of the scan: by file, line and policy. */
  readonly order: number;
  readonly rank: number;
  readonly values: Readonly<Record<FacetName, readonly string[]>>;
  /** What the search looks through, in lower case. */
  readonly text: string;
}

/** Values of a facet, each with how many findings have it. */
export type FacetCounts = Readonly<Record<FacetName, ReadonlyMap<string, number>>>;

/** Prepares a finding for being filtered. */
export function entryOf(finding: PageFinding, policy: PagePolicy, order: number): Entry {
  const { severity, location, resource, message, baselineState } = finding;
  const controls = Object.entries(policy.controls);
  const words = [policy.title, message, policy.id, ...policy.aliases, resource.address, ...resource.instances];
  return {
    finding,
    policy,
    order,
    rank: severities.indexOf(severity),
    values: {
      severity: [severity],
      framework: controls.map(([framework]) => framework),
      control: controls.flatMap(([framework, ids]) => ids.map((id) => `${framework} ${id}`)),
      module: [moduleOf(location.file)],
      policy: [policy.id],
      type: [resource.type],
      file: [location.file],
      change: baselineState === undefined ? [] : [baselineState],
    },
    text: [...words, resource.type, location.file].join("\n").toLowerCase(),
  };
}

/** The directory of a file: a module of Terraform's, or a folder of manifests. `.` is the scan root. */
function moduleOf(file: string): string {
  const end = file.lastIndexOf("/");
  return end === -1 ? "." : file.slice(0, end);
}

/** The findings that are asked for, in the order that is asked for. */
export function filterEntries(entries: readonly Entry[], state: PageState): readonly Entry[] {
  const isWanted = wanted(state);
  return entries.filter((entry) => isWanted(entry)).sort(orders[state.sort]);
}

/**
 * How many findings have each value of each facet, among those that everything but that facet asks for: what choosing it would
 * bring.
 */
export function countFacets(entries: readonly Entry[], state: PageState): FacetCounts {
  const counts = Object.fromEntries(facetNames.map((name) => [name, new Map<string, number>()])) as Record<
    FacetName,
    Map<string, number>
  >;
  for (const name of facetNames) {
    const isWanted = wanted(state, name);
    for (const entry of entries) {
      if (entry.values[name].length === 0 || !isWanted(entry)) continue;
      for (const value of entry.values[name]) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
    }
  }
  return counts;
}

function wanted(state: PageState, except?: FacetName): (entry: Entry) => boolean {
  const words = state.query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const asked = facetNames.flatMap((name) => {
    const values = state.facets[name];
    return values === undefined || name === except ? [] : [{ name, values: new Set(values) }];
  });
  return ({ finding, values, text }) =>
    (state.status === "all" || finding.status === state.status) &&
    asked.every((facet) => values[facet.name].some((value) => facet.values.has(value))) &&
    words.every((word) => text.includes(word));
}

const orders: Readonly<Record<Sort, (one: Entry, other: Entry) => number>> = {
  severity: (one, other) => one.rank - other.rank || one.order - other.order,
  file: (one, other) => one.order - other.order,
  policy: (one, other) =>
    one.policy.id < other.policy.id ? -1 : one.policy.id > other.policy.id ? 1 : one.order - other.order,
};
