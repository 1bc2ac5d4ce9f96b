import type { FindingOrigin } from "../policy/assemble.js";
import type { Finding } from "../policy/finding.js";
import { sha256 } from "../policy/sha256.js";
import { entryKey, type BaselineEntry } from "./baseline.js";

/** Findings that can be compared with a baseline. */
export interface ComparedFindings {
  readonly findings: readonly Finding[];
  /** What they are about, by fingerprint. */
  readonly origins: ReadonlyMap<string, FindingOrigin>;
}

/** Findings that a baseline cannot tell apart, in the order of the report. */
export class EqualFindings {
  readonly findings: Finding[] = [];
  #entry: BaselineEntry | undefined;

  constructor(
    readonly status: BaselineEntry["status"],
    readonly origin: FindingOrigin,
    readonly first: Finding,
  ) {}

  get fingerprint(): string {
    return this.origin.firstFingerprint;
  }

  /** The entry that stands for all of them; made when it is asked for, which most of a scan's never are. */
  get entry(): BaselineEntry {
    return (this.#entry ??= this.#makeEntry());
  }

  #makeEntry(): BaselineEntry {
    const { root, address, path, firstFingerprint } = this.origin;
    const { policy, location } = this.first;
    return {
      file: location.file,
      policy,
      address,
      root,
      status: this.status,
      count: this.findings.reduce((sum, each) => sum + weightOf(each), 0),
      fingerprint: firstFingerprint,
      movedFingerprint: sha256(JSON.stringify([policy, address, path])),
    };
  }
}

/**
 * Puts findings together that a baseline cannot tell apart. What passes and what is suppressed otherwise is left out: it needs no
 * baseline.
 */
export function groupEquals({ findings, origins }: ComparedFindings): readonly EqualFindings[] {
  const groups = new Map<string, EqualFindings>();
  for (const finding of findings) {
    const { status } = finding;
    const origin = origins.get(finding.fingerprint);
    if (origin === undefined || (status !== "fail" && status !== "unknown")) continue;
    const key = entryKey({ fingerprint: origin.firstFingerprint, status });
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = new EqualFindings(status, origin, finding)));
    group.findings.push(finding);
  }
  return [...groups.values()];
}

/** How much a finding counts: one more instance of a block is one more resource with the same flaw. */
export function weightOf({ resource: { instances } }: Finding): number {
  return Math.max(1, instances.length);
}
