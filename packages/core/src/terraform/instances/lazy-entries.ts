import type { UnknownReason } from "../../graph/reading.js";
import { compareCodePoints } from "../../source/code-points.js";
import type { Value } from "../values/value.js";

/** What is not known of an object whose names are only partly known. */
interface OpenEntries {
  readonly reason: UnknownReason;
  readonly subject: string;
  /** The value of a name beyond those that are known. */
  valueOf(name: string): Value;
}

/**
 * The entries of an object, each computed when it is first looked at. An open one stands for an object that has more
 * attributes than we can tell, as a resource has: `has` holds for every name, while iteration gives those that are known.
 */
export class LazyEntries implements ReadonlyMap<string, Value> {
  readonly #names: ReadonlySet<string>;
  readonly #compute: (name: string) => Value;

  constructor(
    names: Iterable<string>,
    compute: (name: string) => Value,
    readonly open?: OpenEntries,
    /** The resource instance that the object is, for those who ask what a value refers to. */
    readonly instance?: string,
  ) {
    this.#names = new Set([...names].sort(compareCodePoints));
    this.#compute = compute;
  }

  get size(): number {
    return this.#names.size;
  }

  has(name: string): boolean {
    return this.open !== undefined || this.#names.has(name);
  }

  get(name: string): Value | undefined {
    if (this.#names.has(name)) return this.#compute(name);
    return this.open?.valueOf(name);
  }

  keys(): MapIterator<string> {
    return this.#names.values();
  }

  *values(): Generator<Value, undefined> {
    for (const name of this.#names) yield this.#compute(name);
    return undefined;
  }

  *entries(): Generator<[string, Value], undefined> {
    for (const name of this.#names) yield [name, this.#compute(name)];
    return undefined;
  }

  [Symbol.iterator](): Generator<[string, Value], undefined> {
    return this.entries();
  }

  forEach(visit: (value: Value, name: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [name, value] of this) visit(value, name, this);
  }
}
