import type { FindingStatus } from "@lintel/core";

/** The parts of the page. */
export const views = ["overview", "findings", "graph", "coverage"] as const;
export type View = (typeof views)[number];

/** What findings can be narrowed down by, in the order in which the page offers it. */
export const facetNames = ["severity", "framework", "control", "module", "policy", "type", "file", "change"] as const;
export type FacetName = (typeof facetNames)[number];

/** In which order findings are listed. */
export const sorts = ["severity", "file", "policy"] as const;
export type Sort = (typeof sorts)[number];

/** Which findings are listed. */
export type StatusChoice = FindingStatus | "all";
const statuses: readonly StatusChoice[] = ["fail", "unknown", "suppressed", "pass", "all"];

/** What the page shows. All of it stands in the address, behind the `#`. */
export interface PageState {
  readonly view: View;
  readonly query: string;
  readonly status: StatusChoice;
  readonly sort: Sort;
  readonly facets: Readonly<Partial<Record<FacetName, readonly string[]>>>;
  /** The finding that is shown in full. */
  readonly finding: string | undefined;
  /** The node whose surroundings are drawn. */
  readonly node: { readonly root: string; readonly address: string } | undefined;
  /** The address of the node in the drawing that is told about; its middle unless said otherwise. */
  readonly selected: string | undefined;
  /** How many connections away from it. */
  readonly hops: number;
  /** Whether modules and providers are drawn too. */
  readonly isStructureShown: boolean;
  /** The finding whose path is drawn. */
  readonly path: string | undefined;
}

/** What an address without anything behind the `#` shows. */
export const initialState: PageState = {
  view: "overview",
  query: "",
  status: "fail",
  sort: "severity",
  facets: {},
  finding: undefined,
  node: undefined,
  selected: undefined,
  hops: 2,
  isStructureShown: false,
  path: undefined,
};

/** The most hops that are drawn. */
export const mostHops = 4;

/** Reads what an address shows; whatever it does not know it leaves out. */
export function readState(hash: string): PageState {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const finding = given.get("finding") ?? undefined;
  const address = given.get("node");
  const facets: Partial<Record<FacetName, readonly string[]>> = {};
  for (const name of facetNames) {
    const values = [...new Set(given.getAll(name))];
    if (values.length > 0) facets[name] = values;
  }
  const isAboutFindings = finding !== undefined || given.has("q") || Object.keys(facets).length > 0;
  return {
    view: oneOf(views, given.get("view")) ?? (isAboutFindings ? "findings" : "overview"),
    query: given.get("q") ?? "",
    status: oneOf(statuses, given.get("status")) ?? initialState.status,
    sort: oneOf(sorts, given.get("sort")) ?? initialState.sort,
    facets,
    finding,
    node: address === null ? undefined : { root: given.get("root") ?? ".", address },
    selected: given.get("selected") ?? undefined,
    hops: Math.min(
      mostHops,
      Math.max(1, Math.trunc(Number(given.get("hops") ?? initialState.hops)) || initialState.hops),
    ),
    isStructureShown: given.get("structure") === "1",
    path: given.get("path") ?? undefined,
  };
}

/** Writes what is shown, as briefly as it can be said. Reading it gives the same state. */
export function writeState(state: PageState): string {
  const said = new URLSearchParams();
  const say = (name: string, value: string, initial: string): void => {
    if (value !== initial) said.set(name, value);
  };
  say("view", state.view, initialState.view);
  say("q", state.query, "");
  say("status", state.status, initialState.status);
  say("sort", state.sort, initialState.sort);
  for (const name of facetNames) for (const value of state.facets[name] ?? []) said.append(name, value);
  if (state.finding !== undefined) said.set("finding", state.finding);
  if (state.node !== undefined) {
    said.set("node", state.node.address);
    say("root", state.node.root, ".");
  }
  if (state.selected !== undefined) said.set("selected", state.selected);
  say("hops", String(state.hops), String(initialState.hops));
  if (state.isStructureShown) said.set("structure", "1");
  if (state.path !== undefined) said.set("path", state.path);
  // An overview that keeps a filter in mind must say that it is one.
  if (state.view === "overview" && said.size > 0) said.set("view", "overview");
  return `#${said.toString()}`;
}

/** The state with a value of a facet added, or taken away where it was there. */
export function withToggled(state: PageState, name: FacetName, value: string): PageState {
  const before = state.facets[name] ?? [];
  const after = before.includes(value) ? before.filter((each) => each !== value) : [...before, value];
  return withFacet(state, name, after);
}

/** The state with these values of a facet, and no others. */
function withFacet(state: PageState, name: FacetName, values: readonly string[]): PageState {
  const others = Object.fromEntries(Object.entries(state.facets).filter(([each]) => each !== name));
  return { ...state, facets: values.length === 0 ? others : { ...others, [name]: values } };
}

function oneOf<T extends string>(choices: readonly T[], given: string | null): T | undefined {
  return choices.find((choice) => choice === given);
}
