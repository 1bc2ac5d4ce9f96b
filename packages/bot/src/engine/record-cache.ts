import type { ReportedDiagnostic, ScanRecord } from "@lintel/core";

/** What is kept of the scan of a base. */
export type KeptRecord = ScanRecord & { readonly diagnostics: readonly ReportedDiagnostic[] };

/** Keeps what was found in trees, by keys that change with whatever could change it. */
export interface RecordCache {
  readonly get: (key: string) => KeptRecord | undefined;
  readonly set: (key: string, record: KeptRecord) => void;
}

/** Makes a cache that keeps the records that were used last, in memory. */
export function createRecordCache(maximumRecords: number): RecordCache {
  const records = new Map<string, KeptRecord>();
  return {
    get: (key) => {
      const record = records.get(key);
      if (record === undefined) return undefined;
      records.delete(key);
      records.set(key, record);
      return record;
    },
    set: (key, record) => {
      records.set(key, record);
      const [oldest] = records.keys();
      if (records.size > maximumRecords && oldest !== undefined) records.delete(oldest);
    },
  };
}
