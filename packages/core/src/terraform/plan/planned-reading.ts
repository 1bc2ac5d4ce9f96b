import type {
  AbsentReading,
  ListReading,
  NodeReference,
  ObjectReading,
  Reading,
  ScalarReading,
  UnknownReading,
} from "../../graph/reading.js";
import type { SourceRange } from "../../source/source-file.js";
import { isRecord, type JsonObject } from "./json.js";
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
  /** The text of a value, where there is one. */
  textOf?(path: PlannedPath): string | undefined;
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
  const { value, unknown, sensitive } = planned;
  if (unknown === true) return new PlannedUnknown(sensitive === true, origin, configured, path);
  if (typeof value === "string") {
    return new PlannedScalar(value, sensitive === true || origin.isSecret(value), origin, configured, path);
  }
  if (typeof value === "number" || typeof value === "boolean") {
    return new PlannedScalar(value, sensitive === true, origin, configured, path);
  }
  if (Array.isArray(value)) return new PlannedList(value, planned, origin, configured, path);
  if (isRecord(value) || (isRecord(unknown) && Object.keys(unknown).length > 0)) {
    return new PlannedObject(planned, origin, configured, path);
  }
  return new PlannedAbsent(sensitive === true, origin, configured, path);
}

/** Reads a planned object, a whole resource above all: always an object, with nothing in it where there is none. */
export function readObject(
  planned: PlannedValue,
  origin: PlannedOrigin,
  configured: Reading | undefined,
): ObjectReading {
  return new PlannedObject(planned, origin, configured, []);
}

/** A number of fewer characters than this is what its text says. */
const longestDouble = 16;

/**
 * What all readings have in common. Classes, and getters that look when they are asked, because a plan has very many places
 * of which hardly any is ever shown.
 */
abstract class PlannedPlace {
  readonly isSensitive: boolean;

  constructor(
    isSensitive: boolean,
    readonly origin: PlannedOrigin,
    readonly configured: Reading | undefined,
    readonly path: PlannedPath,
  ) {
    this.isSensitive = isSensitive || configured?.isSensitive === true;
  }

  get range(): SourceRange {
    return this.configured?.range ?? this.origin.locate(this.path);
  }

  get trace(): Reading["trace"] {
    return this.configured?.trace;
  }

  get references(): Reading["references"] {
    return this.configured?.references ?? (() => this.origin.references(this.path));
  }

  get decoded(): Reading["decoded"] {
    return this.configured?.decoded;
  }
}

class PlannedAbsent extends PlannedPlace implements AbsentReading {
  readonly kind = "absent";
}

class PlannedUnknown extends PlannedPlace implements UnknownReading {
  readonly kind = "unknown";
  readonly reason = "known-after-apply";

  get subject(): string {
    return addressOf(this.origin.address, this.path);
  }
}

class PlannedScalar extends PlannedPlace implements ScalarReading {
  readonly kind = "scalar";

  constructor(
    readonly value: ScalarReading["value"],
    isSensitive: boolean,
    origin: PlannedOrigin,
    configured: Reading | undefined,
    path: PlannedPath,
  ) {
    super(isSensitive, origin, configured, path);
  }

  /** A number that JSON wrote with more digits than a double keeps is told by its own text. */
  get digits(): string | undefined {
    if (typeof this.value !== "number" || Number.isSafeInteger(this.value)) return undefined;
    return String(this.value).length < longestDouble ? undefined : this.origin.textOf?.(this.path);
  }
}

class PlannedList extends PlannedPlace implements ListReading {
  readonly kind = "list";
  readonly isBlocks: boolean;
  #items: readonly Reading[] | undefined;

  constructor(
    readonly values: readonly unknown[],
    readonly planned: PlannedValue,
    origin: PlannedOrigin,
    configured: Reading | undefined,
    path: PlannedPath,
  ) {
    super(planned.sensitive === true, origin, configured, path);
    this.isBlocks = values.some(isRecord);
  }

  get items(): readonly Reading[] {
    this.#items ??= this.values.map((item, index) => {
      const part = partOf(this.planned, index, item, this.isSensitive);
      const configured = itemOf(this.configured, index, this.values.length);
      return readPlanned(part, this.origin, configured, [...this.path, index]);
    });
    return this.#items;
  }
}

class PlannedObject extends PlannedPlace implements ObjectReading {
  readonly kind = "object";

  constructor(
    readonly planned: PlannedValue,
    origin: PlannedOrigin,
    configured: Reading | undefined,
    path: PlannedPath,
  ) {
    super(planned.sensitive === true, origin, configured, path);
  }

  readonly keys = (): readonly string[] => {
    const { value, unknown } = this.planned;
    return [...new Set([...Object.keys(recordOf(value)), ...Object.keys(recordOf(unknown))])];
  };

  readonly get = (name: string): Reading => {
    const part = partOf(this.planned, name, own(recordOf(this.planned.value), name), this.isSensitive);
    return readPlanned(part, this.origin, entryOf(this.configured, name), [...this.path, name]);
  };
}

function recordOf(value: unknown): JsonObject {
  return isRecord(value) ? value : {};
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
