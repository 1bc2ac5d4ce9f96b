import type { NodeReference, ObjectReading, Reading } from "../../graph/reading.js";
import type { SourceRange } from "../../source/source-file.js";
import { isRecord } from "./json.js";
import { branchOf } from "./marks.js";

/** A place inside a planned resource: names of attributes and keys, indices of lists. */
export type PlannedPath = readonly (string | number)[];

/** A value of a plan, with the trees beside it that say which parts of it are not known and which must not be shown. */
export interface PlannedValue {
  readonly value: unknown;
  /** `true` for the whole, or a tree of the value's shape with `true` at the unknown leaves. */
  readonly unknown: unknown;
  /** Likewise, for sensitive parts. */
  readonly sensitive: unknown;
}

/** Where a planned resource comes from. */
export interface PlannedOrigin {
  /** The address, by which unknown parts are named. */
  readonly address: string;
  /** Where a part stands in the plan's own file. */
  locate(path: PlannedPath): SourceRange;
  /** What an attribute was computed from, as far as the plan tells. */
  references(path: PlannedPath): readonly NodeReference[];
  /** Whether a text is one that must not be shown, wherever it stands. */
  readonly isSecret: (text: string) => boolean;
}

/**
 * Reads a planned value. Where the configuration is at hand, `configured` is what it says of the same place: findings then
 * point into the source, with its traces. What the provider decides keeps the plan's value, at the configuration's header.
 */
export function readPlanned(
  planned: PlannedValue,
  origin: PlannedOrigin,
  configured: Reading | undefined,
  path: PlannedPath = [],
): Reading {
  const place = placeOf(planned, origin, configured, path);
  const { value, unknown } = planned;
  if (unknown === true) {
    const subject = addressOf(origin.address, path);
    return Object.assign(place, { kind: "unknown" as const, reason: "known-after-apply" as const, subject });
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return Object.assign(place, { kind: "scalar" as const, value });
  }
  if (Array.isArray(value)) {
    const items = value.map((item: unknown, index) => {
      const part = partOf(planned, index, item, place.isSensitive);
      return readPlanned(part, origin, itemOf(configured, index, value.length), [...path, index]);
    });
    return Object.assign(place, { kind: "list" as const, items, isBlocks: value.some(isRecord) });
  }
  if (isRecord(value) || (isRecord(unknown) && Object.keys(unknown).length > 0)) {
    return readObject(planned, origin, configured, path);
  }
  return Object.assign(place, { kind: "absent" as const });
}

/** Reads a planned object, a whole resource above all: always an object, with nothing in it where there is none. */
export function readObject(
  planned: PlannedValue,
  origin: PlannedOrigin,
  configured: Reading | undefined,
  path: PlannedPath = [],
): ObjectReading {
  const place = placeOf(planned, origin, configured, path);
  const entries = isRecord(planned.value) ? planned.value : {};
  const unknown = isRecord(planned.unknown) ? planned.unknown : {};
  return Object.assign(place, {
    kind: "object" as const,
    keys: () => [...new Set([...Object.keys(entries), ...Object.keys(unknown)])],
    get: (name: string) => {
      const part = partOf(planned, name, own(entries, name), place.isSensitive);
      return readPlanned(part, origin, entryOf(configured, name), [...path, name]);
    },
  });
}

type Place = Pick<ObjectReading, "range" | "isSensitive" | "trace" | "references" | "decoded">;

/** The range is a getter because finding a place in the plan's text costs a look into it, and few places are ever shown. */
function placeOf(
  planned: PlannedValue,
  origin: PlannedOrigin,
  configured: Reading | undefined,
  path: PlannedPath,
): Place {
  return {
    get range() {
      return configured?.range ?? origin.locate(path);
    },
    isSensitive: isSensitive(planned, configured, origin),
    trace: configured?.trace,
    references: configured?.references ?? (() => origin.references(path)),
    decoded: configured?.decoded,
  };
}

function isSensitive(
  { value, sensitive }: PlannedValue,
  configured: Reading | undefined,
  { isSecret }: PlannedOrigin,
): boolean {
  return sensitive === true || configured?.isSensitive === true || (typeof value === "string" && isSecret(value));
}

function partOf(whole: PlannedValue, key: string | number, value: unknown, isSensitive: boolean): PlannedValue {
  return { value, unknown: branchOf(whole.unknown, key), sensitive: isSensitive || branchOf(whole.sensitive, key) };
}

function own(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Sets are in another order in a plan than in the source: an item has a place of its own only where the numbers agree. */
function itemOf(configured: Reading | undefined, index: number, count: number): Reading | undefined {
  if (configured?.kind !== "list" || configured.rest !== undefined || configured.items.length !== count) {
    return configured;
  }
  return configured.items[index];
}

function entryOf(configured: Reading | undefined, name: string): Reading | undefined {
  return configured?.kind === "object" ? configured.get(name) : configured;
}

function addressOf(address: string, path: PlannedPath): string {
  return path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : `${text}.${step}`),
    address,
  );
}
