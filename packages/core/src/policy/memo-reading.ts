import type { ListReading, ObjectReading, Reading } from "../graph/reading.js";

/**
 * Wraps a reading so that every name in it, and in its nested blocks, is read once: many policies ask one node for the same
 * attributes. The wrapper is meant to live no longer than the evaluation of the node.
 */
export function memoizeReading(reading: ObjectReading): ObjectReading {
  return new MemoizedObject(reading);
}

/** Not a literal: there are very many, and most are asked for little. */
class MemoizedObject implements ObjectReading {
  readonly kind = "object";
  #known: Map<string, Reading> | undefined;
  #keys: readonly string[] | undefined;

  constructor(readonly reading: ObjectReading) {}

  // Finding the place may cost a look into the source, which only findings need.
  get range(): ObjectReading["range"] {
    return this.reading.range;
  }

  get isSensitive(): boolean {
    return this.reading.isSensitive;
  }

  get trace(): ObjectReading["trace"] {
    return this.reading.trace;
  }

  get references(): ObjectReading["references"] {
    return this.reading.references;
  }

  get decoded(): ObjectReading["decoded"] {
    return this.reading.decoded;
  }

  get rest(): ObjectReading["rest"] {
    return this.reading.rest;
  }

  keys(): readonly string[] {
    return (this.#keys ??= this.reading.keys());
  }

  get(name: string): Reading {
    const known = (this.#known ??= new Map<string, Reading>());
    let found = known.get(name);
    if (found === undefined) known.set(name, (found = memoize(this.reading.get(name))));
    return found;
  }
}

function memoize(reading: Reading): Reading {
  if (reading.kind === "object") return new MemoizedObject(reading);
  return reading.kind === "list" && reading.isBlocks ? new MemoizedBlocks(reading) : reading;
}

class MemoizedBlocks implements ListReading {
  readonly kind = "list";
  readonly isBlocks = true;
  #items: readonly Reading[] | undefined;

  constructor(readonly reading: ListReading) {}

  get range(): ListReading["range"] {
    return this.reading.range;
  }

  get isSensitive(): boolean {
    return this.reading.isSensitive;
  }

  get trace(): ListReading["trace"] {
    return this.reading.trace;
  }

  get references(): ListReading["references"] {
    return this.reading.references;
  }

  get decoded(): ListReading["decoded"] {
    return this.reading.decoded;
  }

  get rest(): ListReading["rest"] {
    return this.reading.rest;
  }

  get items(): readonly Reading[] {
    return (this.#items ??= this.reading.items.map(memoize));
  }
}
