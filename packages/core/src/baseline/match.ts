import type { Finding } from "../policy/finding.js";
import { entryKey, type Baseline, type BaselineEntry } from "./baseline.js";
import { groupEquals, weightOf, type ComparedFindings, type EqualFindings } from "./equal-findings.js";
import { pairMoved } from "./moved.js";
import { placesOf, type ScanScope, type ScannedPlaces } from "./places.js";

/** What a scan found, and where it looked. */
export interface ComparedScan extends ComparedFindings {
  readonly scope: ScanScope;
}

/** An entry, and what a scan found of it. */
export interface MatchedEntry {
  readonly entry: BaselineEntry;
  /** The same entry in the words of the scan: where it is now. */
  readonly now: BaselineEntry;
  /** How many were found; not more than its count. */
  readonly found: number;
  /** Whether it lies elsewhere now. */
  readonly isMoved: boolean;
  /** Whether it was found, and may not be in a baseline. */
  readonly isRefused: boolean;
  /** Whether the scan would have found all of it. */
  readonly isJudged: boolean;
}

/** What came of comparing findings with a baseline. */
export interface BaselineMatch {
  readonly entries: readonly MatchedEntry[];
  /** The fingerprints of the findings that the baseline covers. */
  readonly covered: ReadonlySet<string>;
  /** Findings that it does not cover, as entries. Two with the same key may be in it. */
  readonly added: readonly BaselineEntry[];
  /** Findings that are hard-mandatory, which no baseline covers. */
  readonly mandatory: readonly Finding[];
}

/** Compares findings with a baseline. Takes time in proportion to both. */
export function matchBaseline(baseline: Baseline, compared: ComparedScan): BaselineMatch {
  const isMandatory = ({ enforcement }: Finding): boolean => enforcement === "hard-mandatory";
  const findings = compared.findings.filter((finding) => !isMandatory(finding));
  const matcher = new Matcher(baseline, placesOf(compared.scope));
  const groups = groupEquals({ ...compared, findings });
  matcher.coverAll(groups);
  const mandatory = compared.findings.filter((each) => isMandatory(each) && isOpen(each));
  matcher.refuse(groupEquals({ ...compared, findings: mandatory }));
  return { ...matcher.outcome(), mandatory };
}

function isOpen({ status }: Finding): boolean {
  return status === "fail" || status === "unknown";
}

/** An entry while it is matched. */
interface State {
  readonly entry: BaselineEntry;
  now: BaselineEntry;
  found: number;
  isMoved: boolean;
  isRefused: boolean;
}

class Matcher {
  readonly #states: ReadonlyMap<string, State>;
  readonly #covered = new Set<string>();
  readonly #added: BaselineEntry[] = [];

  constructor(
    { entries }: Baseline,
    readonly places: ScannedPlaces,
  ) {
    this.#states = new Map(
      entries.map((entry) => [entryKey(entry), { entry, now: entry, found: 0, isMoved: false, isRefused: false }]),
    );
  }

  /** Covers findings; those that fail before those that are unknown, which may make do with what is left. */
  coverAll(groups: readonly EqualFindings[]): void {
    const left: EqualFindings[] = [];
    const failing = groups.filter(({ entry }) => entry.status === "fail");
    const unknown = groups.filter(({ entry }) => entry.status === "unknown");
    for (const group of [...failing, ...unknown]) {
      const states = this.#statesOf(group.entry);
      if (states.length === 0) left.push(group);
      else this.#cover(group, states, false);
    }
    const moved = this.#findMoved(left, new Set(groups.map(({ entry }) => entry.fingerprint)));
    for (const group of left) {
      const entry = moved.get(group.entry);
      const state = entry === undefined ? undefined : this.#states.get(entryKey(entry));
      this.#cover(group, state === undefined ? [] : [state], true);
    }
  }

  /** Where what is left over was before: an entry for each that has one. */
  #findMoved(left: readonly EqualFindings[], present: ReadonlySet<string>): ReadonlyMap<BaselineEntry, BaselineEntry> {
    const wanted = new Set(left.map(({ entry }) => entry.movedFingerprint));
    if (wanted.size === 0) return new Map();
    const { isJudged, isGone } = this.places;
    const candidates = [...this.#states.values()]
      .filter(({ entry }) => wanted.has(entry.movedFingerprint) && !present.has(entry.fingerprint))
      .map(({ entry }) => entry)
      .filter((entry) => isJudged(entry) || isGone(entry));
    return pairMoved(
      left.map(({ entry }) => entry),
      candidates,
      isGone,
    );
  }

  /** Tells of the entries that are about what may be in no baseline. */
  refuse(groups: readonly EqualFindings[]): void {
    for (const { entry } of groups) for (const state of this.#statesOf(entry)) state.isRefused = true;
  }

  outcome(): Omit<BaselineMatch, "mandatory"> {
    const entries = [...this.#states.values()].map((state) => ({
      ...state,
      isJudged: state.isMoved || this.places.isJudged(state.entry),
    }));
    return { entries, covered: this.#covered, added: this.#added };
  }

  /** The entries for a group: what failed may have become unknown, but what was unknown and fails is new. */
  #statesOf({ fingerprint, status }: BaselineEntry): readonly State[] {
    const statuses = status === "unknown" ? (["unknown", "fail"] as const) : (["fail"] as const);
    return statuses.flatMap((each) => this.#states.get(entryKey({ fingerprint, status: each })) ?? []);
  }

  /** Covers as many as entries have, the first ones; the rest is new. */
  #cover({ findings, entry: now }: EqualFindings, states: readonly State[], isMoved: boolean): void {
    const rest: Finding[] = [];
    for (const finding of findings) {
      const weight = weightOf(finding);
      const state = states.find(({ entry, found }) => found + weight <= entry.count);
      if (state === undefined) {
        rest.push(finding);
        continue;
      }
      this.#covered.add(finding.fingerprint);
      state.found += weight;
      state.isMoved ||= isMoved;
      state.now = { ...now, status: state.entry.status, count: state.entry.count };
    }
    if (rest.length > 0) this.#added.push({ ...now, count: rest.reduce((sum, each) => sum + weightOf(each), 0) });
  }
}
