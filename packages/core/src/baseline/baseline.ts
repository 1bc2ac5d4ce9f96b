import { compareCodePoints } from "../source/code-points.js";

/** The version of the files that are written, and the only one that is read. */
export const baselineVersion = 1;

/** Equal findings that are known and accepted for the time being: same policy, root module, address and attribute. */
export interface BaselineEntry {
  /** Relative to the scan root. Helps to tell apart what moved, and people to find it. */
  readonly file: string;
  readonly policy: string;
  /** The address of the block or object, without instance keys. */
  readonly address: string;
  /** The directory of the root module, or that of the manifest; `"."` is the scan root. */
  readonly root: string;
  readonly status: "fail" | "unknown";
  /** How many there are, each instance of a block counted. */
  readonly count: number;
  /** The fingerprint of the first of them. */
  readonly fingerprint: string;
  /** What the fingerprint would be if the directory were no part of it. */
  readonly movedFingerprint: string;
}

/** The findings that a scan is not to fail for. */
export interface Baseline {
  readonly schemaVersion: typeof baselineVersion;
  readonly entries: readonly BaselineEntry[];
}

/** What tells entries apart; two with the same key are one. */
export function entryKey({ fingerprint, status }: Pick<BaselineEntry, "fingerprint" | "status">): string {
  return `${fingerprint} ${status}`;
}

/** Makes a baseline of entries in any order, and sorts them. Where two have the same key, the higher count holds. */
export function baselineOf(entries: readonly BaselineEntry[]): Baseline {
  return { schemaVersion: baselineVersion, entries: [...uniqueEntries(entries)].sort(compareEntries) };
}

/** Returns entries in the order given, of two with the same key the one with the higher count. */
export function uniqueEntries(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const byKey = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const known = byKey.get(entryKey(entry));
    if (known === undefined || known.count < entry.count) byKey.set(entryKey(entry), entry);
  }
  return byKey.size === entries.length ? entries : [...byKey.values()];
}

/** The names of an entry in the order in which they are written. */
export const entryNames = [
  "file",
  "policy",
  "address",
  "root",
  "status",
  "count",
  "fingerprint",
  "movedFingerprint",
] as const satisfies readonly (keyof BaselineEntry)[];

/** Writes a baseline, an entry a line in a fixed order, so that tools which merge lines merge baselines. */
export function writeBaseline({ schemaVersion, entries }: Baseline): string {
  const lines = baselineOf(entries).entries.map((entry) => `    ${writeEntry(entry)}`);
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  return `{\n  "schemaVersion": ${String(schemaVersion)},\n  "entries": ${list}\n}\n`;
}

function writeEntry(entry: BaselineEntry): string {
  return `{ ${entryNames.map((name) => `"${name}": ${JSON.stringify(entry[name])}`).join(", ")} }`;
}

function compareEntries(left: BaselineEntry, right: BaselineEntry): number {
  return (
    compareCodePoints(left.file, right.file) ||
    compareCodePoints(left.policy, right.policy) ||
    compareCodePoints(left.address, right.address) ||
    compareCodePoints(left.root, right.root) ||
    compareCodePoints(left.status, right.status) ||
    compareCodePoints(left.fingerprint, right.fingerprint)
  );
}
