import type { Graph } from "./graph/graph.js";
import type { Reading, UnknownReason } from "./graph/reading.js";
import { openSources } from "./loaded-sources.js";
import type { ScanOptions, ScanStage } from "./scan-options.js";
import { compareCodePoints } from "./source/code-points.js";
import type { SourceHost } from "./source/host.js";

/** What a scan cost, and how much of what it read is known. */
export interface ScanStatistics {
  /** Milliseconds in each stage, in the order in which they were first reached. */
  readonly stages: readonly { readonly stage: ScanStage; readonly milliseconds: number }[];
  /** The policies that judged something, the slowest first. What several read is on the account of the first that reads it. */
  readonly policies: readonly PolicyTime[];
  /** Files that were read, and their bytes. */
  readonly filesRead: number;
  readonly bytesRead: number;
  /** Attributes of resources and objects whose value is known, and all that have one; of huge ones, the first ten thousand. */
  readonly attributesKnown: number;
  readonly attributes: number;
  readonly unknownReasons: Readonly<Partial<Record<UnknownReason, number>>>;
}

/** How long a policy took, and how often it was asked. */
export interface PolicyTime {
  readonly policy: string;
  readonly milliseconds: number;
  readonly judged: number;
}

/** How a scan is measured: core has no clock of its own. */
export interface StatisticsOptions {
  /** Milliseconds since some point in the past. */
  readonly clock: () => number;
  /** Given the statistics when the scan is done. */
  readonly onStatistics: (statistics: ScanStatistics) => void;
}

/** Measures how long policies take. */
export class PolicyClock {
  readonly #times = new Map<string, { milliseconds: number; judged: number }>();

  constructor(readonly now: () => number) {}

  /** Adds what a policy has taken since a point in time. */
  add(policy: string, since: number): void {
    const milliseconds = this.now() - since;
    const time = this.#times.get(policy);
    if (time === undefined) this.#times.set(policy, { milliseconds, judged: 1 });
    else {
      time.milliseconds += milliseconds;
      time.judged += 1;
    }
  }

  /** The slowest first. */
  get times(): readonly PolicyTime[] {
    return [...this.#times]
      .map(([policy, time]) => ({ policy, ...time }))
      .sort((one, other) => other.milliseconds - one.milliseconds || compareCodePoints(one.policy, other.policy));
  }
}

/** A scan that is measured: the options to run it with, and what tells, once it is done, what it cost. */
export interface MeasuredScan {
  readonly options: ScanOptions;
  readonly policyClock: PolicyClock;
  readonly finish: (graphs: readonly Graph[]) => void;
}

/** Has a scan measured. */
export async function measureScan(
  options: ScanOptions,
  { clock, onStatistics }: StatisticsOptions,
): Promise<MeasuredScan> {
  const { host, paths } = await openSources(options);
  const stages = new StageClock(clock);
  const counting = new CountingHost(host);
  const policyClock = new PolicyClock(clock);
  stages.enter("discover");
  return {
    policyClock,
    options: {
      ...options,
      paths,
      host: counting,
      onProgress: (progress) => {
        stages.enter(progress.stage);
        options.onProgress?.(progress);
      },
    },
    finish: (graphs) => {
      const times = stages.stop();
      const { filesRead, bytesRead } = counting;
      onStatistics({ stages: times, policies: policyClock.times, filesRead, bytesRead, ...countAttributes(graphs) });
    },
  };
}

class StageClock {
  readonly #times = new Map<ScanStage, number>();
  #stage: ScanStage | undefined;
  #since = 0;

  constructor(readonly now: () => number) {}

  enter(stage: ScanStage | undefined): void {
    if (stage === this.#stage) return;
    const now = this.now();
    if (this.#stage !== undefined)
      this.#times.set(this.#stage, (this.#times.get(this.#stage) ?? 0) + now - this.#since);
    this.#stage = stage;
    this.#since = now;
  }

  stop(): ScanStatistics["stages"] {
    this.enter(undefined);
    return [...this.#times].map(([stage, milliseconds]) => ({ stage, milliseconds }));
  }
}

/** Counts what is read through it. A file that is read twice is one file. */
class CountingHost implements SourceHost {
  readonly #sizes = new Map<string, number>();

  constructor(readonly host: SourceHost) {}

  readonly readDirectory: SourceHost["readDirectory"] = (path) => this.host.readDirectory(path);
  readonly kindOf: SourceHost["kindOf"] = (path) => this.host.kindOf(path);
  readonly realPath: SourceHost["realPath"] = (path) => this.host.realPath(path);

  readonly readFile: SourceHost["readFile"] = (path) => {
    const bytes = this.host.readFile(path);
    if (bytes.ok) this.#sizes.set(path, bytes.value.length);
    return bytes;
  };

  get filesRead(): number {
    return this.#sizes.size;
  }

  get bytesRead(): number {
    let sum = 0;
    for (const size of this.#sizes.values()) sum += size;
    return sum;
  }
}

/** A value may hold one list many times over, in lists that it holds many times over. */
const mostAttributes = 10_000;

type AttributeCounts = Pick<ScanStatistics, "attributes" | "attributesKnown" | "unknownReasons">;

function countAttributes(graphs: readonly Graph[]): AttributeCounts {
  const unknown = new Map<UnknownReason, number>();
  let attributes = 0;
  for (const { nodes } of graphs) {
    for (const { kind, reading } of nodes) {
      if (kind === "resource" || kind === "object") attributes += countLeaves(reading, unknown);
    }
  }
  const unknownCount = [...unknown.values()].reduce((sum, count) => sum + count, 0);
  return {
    attributes,
    attributesKnown: attributes - unknownCount,
    unknownReasons: Object.fromEntries([...unknown].sort(([left], [right]) => compareCodePoints(left, right))),
  };
}

function countLeaves(reading: Reading, unknown: Map<UnknownReason, number>): number {
  const pending: Reading[] = [reading];
  let count = 0;
  let seen = 0;
  const addUnknown = (reason: UnknownReason): void => {
    count += 1;
    unknown.set(reason, (unknown.get(reason) ?? 0) + 1);
  };
  for (let at = pending.pop(); at !== undefined && seen < mostAttributes; at = pending.pop()) {
    seen += 1;
    if (at.kind === "scalar") count += 1;
    else if (at.kind === "unknown") addUnknown(at.reason);
    if (at.kind !== "list" && at.kind !== "object") continue;
    if (at.rest !== undefined) addUnknown(at.rest.reason);
    const room = mostAttributes - seen;
    const inside = at.kind === "list" ? at.items.slice(0, room) : at.keys().slice(0, room).map(getFrom(at));
    for (const each of inside) pending.push(each);
  }
  return count;
}

function getFrom(reading: Extract<Reading, { kind: "object" }>): (name: string) => Reading {
  return (name) => reading.get(name);
}
