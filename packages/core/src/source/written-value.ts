/** A value that is to be written into a file: plain data, as every format knows it. */
export type WrittenValue =
  string | number | boolean | null | readonly WrittenValue[] | { readonly [name: string]: WrittenValue };

/** Something that is to be added to a block or an object: an attribute, or a nested block (in formats without blocks, an object). */
export type NewEntry =
  | { readonly kind: "attribute"; readonly name: string; readonly value: WrittenValue }
  | { readonly kind: "block"; readonly name: string; readonly entries: readonly NewEntry[] };

/** A stretch of the file at hand. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A change of what is written somewhere, to be made with as few characters as possible. */
export type Change =
  /**
   * Replaces the value of what is written at a place (an attribute, an item, an element), which must be a literal, and equal
   * `current` where that is given.
   */
  | { readonly kind: "set"; readonly at: Stretch; readonly value: WrittenValue; readonly current?: Scalar | undefined }
  /** Adds entries to the block or object whose header is at a place. `keys` are the names of what is in it. */
  | {
      readonly kind: "insert";
      readonly into: Stretch;
      readonly keys: readonly string[];
      readonly entries: readonly NewEntry[];
    }
  /** Removes an attribute, an item or a block. */
  | { readonly kind: "remove"; readonly at: Stretch };

/** A value that has no parts. */
export type Scalar = string | number | boolean;

/** Whether a value is an object. */
export function isWrittenObject(value: WrittenValue): value is { readonly [name: string]: WrittenValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether two scalars are equal the way configurations convert them: `"true"` is `true`. */
export function isSameScalar(left: Scalar, right: Scalar): boolean {
  return left === right || String(left) === String(right);
}

/** A nested block that is to be added, as a value for formats that have no blocks. */
export function valueOfEntry(entry: NewEntry): WrittenValue {
  if (entry.kind === "attribute") return entry.value;
  return Object.fromEntries(entry.entries.map((inner) => [inner.name, valueOfEntry(inner)]));
}
