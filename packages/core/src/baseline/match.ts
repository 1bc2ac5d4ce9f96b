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
  /** The findings that it stands for now; undefined where there are none. */
  readonly group: EqualFindings | undefined;
  /** How many were found; not more than its count. */
  readonly found: number;
  /** Whether it lies elsewhere now. */
  readonly isMoved: boolean;
  /** Whether it was found, and may not be in a baseline. */
  readonly isRefused: boolean;
  /** Whether the scan would have found all of it. */
  readonly isJudged: boolean;
}

/** Findings that are new: some of those that are equal, or all. */
export interface AddedFindings {
  readonly group: EqualFindings;
  /** How many of them. */
  readonly count: number;
}

/** What came of comparing findings with a baseline. */
export interface BaselineMatch {
  readonly entries: readonly MatchedEntry[];
  /** The entries that findings are covered by, by the fingerprints of the findings. */
  readonly covered: ReadonlyMap<string, BaselineEntry>;
  /** Findings that it does not cover. */
  readonly added: readonly AddedFindings[];
  /** Findings that are hard-mandatory, which no baseline covers. */
  readonly mandatory: readonly Finding[];
}

/** Compares findings with a baseline. Takes time in proportion to both. */
export function matchBaseline(baseline: Baseline, compared: ComparedScan): BaselineMatch {
  return matchWhere(baseline, compared, ({ enforcement }) => enforcement === "hard-mandatory");
}

/** Compares findings with those of an earlier scan, in which nothing was accepted, so that it may have any. */
export function matchEarlier(earlier: Baseline, compared: ComparedScan): BaselineMatch {
  return matchWhere(earlier, compared, () => false);
}

function matchWhere(
  baseline: Baseline,
  compared: ComparedScan,
  isMandatory: (finding: Finding) => boolean,
): BaselineMatch {
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
  group: EqualFindings | undefined;
  found: number;
  isMoved: boolean;
  isRefused: boolean;
}

class Matcher {
  readonly #states: ReadonlyMap<string, State>;
  readonly #covered = new Map<string, BaselineEntry>();
  readonly #added: AddedFindings[] = [];

  constructor(
    { entries }: Baseline,
    readonly places: ScannedPlaces,
  ) {
    this.#states = new Map(
      entries.map((entry) => [
        entryKey(entry),
        { entry, group: undefined, found: 0, isMoved: false, isRefused: false },
      ]),
    );
  }

  /** Covers findings; those that fail before those that are unknown, which may make do with what is left. */
  coverAll(groups: readonly EqualFindings[]): void {
    const left: EqualFindings[] = [];
    const failing = groups.filter(({ status }) => status === "fail");
    const unknown = groups.filter(({ status }) => status === "unknown");
    for (const group of [...failing, ...unknown]) {
      const states = this.#statesOf(group);
      if (states.length === 0) left.push(group);
      else this.#cover(group, states, false);
    }
    const moved = this.#findMoved(left, new Set(groups.map(({ fingerprint }) => fingerprint)));
    for (const group of left) {
      const entry = moved.size === 0 ? undefined : moved.get(group.entry);
      const state = entry === undefined ? undefined : this.#states.get(entryKey(entry));
      this.#cover(group, state === undefined ? [] : [state], true);
    }
  }

  /** Where what is left over was before: an entry for each that has one. Few of them are ever put into words for that. */
  #findMoved(left: readonly EqualFindings[], present: ReadonlySet<string>): ReadonlyMap<BaselineEntry, BaselineEntry> {
    const absent = [...this.#states.values()].filter(({ entry }) => !present.has(entry.fingerprint));
    if (absent.length === 0 || left.length === 0) return new Map();
    const places = new Set(absent.map(({ entry }) => `${entry.policy} ${entry.address}`));
    const come = left
      .filter(({ first, origin }) => places.has(`${first.policy} ${origin.address}`))
      .map(({ entry }) => entry);
    const names = new Set(come.map(({ movedFingerprint }) => movedFingerprint));
    const { isJudged, isGone } = this.places;
    const candidates = absent
      .map(({ entry }) => entry)
      .filter((entry) => names.has(entry.movedFingerprint) && (isJudged(entry) || isGone(entry)));
    return pairMoved(come, candidates, isGone);
  }

  /** Tells of the entries that are about what may be in no baseline. */
  refuse(groups: readonly EqualFindings[]): void {
    for (const group of groups) for (const state of this.#statesOf(group)) state.isRefused = true;
  }

  outcome(): Omit<BaselineMatch, "mandatory"> {
    const entries = [...this.#states.values()].map((state) => ({
      ...state,
      isJudged: state.isMoved || this.places.isJudged(state.entry),
    }));
    return { entries, covered: this.#covered, added: this.#added };
  }

  /** The entries for a group: what failed may have become unknown, but what was unknown and fails is new. */
  #statesOf({ fingerprint, status }: EqualFindings): readonly State[] {
    const statuses = status === "unknown" ? (["unknown", "fail"] as const) : (["fail"] as const);
    return statuses.flatMap((each) => this.#states.get(entryKey({ fingerprint, status: each })) ?? []);
  }

  /** Covers as many as entries have, the first ones; the rest is new. */
  #cover(group: EqualFindings, states: readonly State[], isMoved: boolean): void {
    const rest: Finding[] = [];
    for (const finding of group.findings) {
      const weight = weightOf(finding);
      const state = states.find(({ entry, found }) => found + weight <= entry.count);
      if (state === undefined) {
        rest.push(finding);
        continue;
      }
      this.#covered.set(finding.fingerprint, state.entry);
      state.found += weight;
      state.isMoved ||= isMoved;
      state.group = group;
    }
    if (rest.length > 0) this.#added.push({ group, count: rest.reduce((sum, each) => sum + weightOf(each), 0) });
  }
}
