import { Marks, containsUnknown } from "./value.js";
import type { UnknownValue, Value } from "./value.js";

/** The marks inside a composite value of these items, and `containsUnknown`. */
export function insideOf(items: Iterable<Value>): number {
  let inside = 0;
  for (const item of items) inside |= summaryOf(item);
  return inside;
}

/** The marks of a value and of everything in it, and `containsUnknown`. */
function summaryOf(value: Value): number {
  switch (value.kind) {
    case "string":
    case "number":
    case "bool":
    case "null":
      return value.marks;
    case "unknown":
      return value.marks | containsUnknown;
    case "list":
    case "set":
    case "tuple":
      return value.marks | (value.inside ?? insideOf(value.items));
    case "map":
    case "object":
      return value.marks | (value.inside ?? insideOf(value.entries.values()));
  }
}

/** Returns the value with further marks on the whole. */
export function withMarks(value: Value, marks: number): Value {
  return (value.marks | marks) === value.marks ? value : { ...value, marks: value.marks | marks };
}

/** Returns the marks of a value and of everything in it. */
export function deepMarks(value: Value): number {
  return summaryOf(value) & ~containsUnknown;
}

/** Returns the value without marks on the whole; what it holds keeps its own. */
export function withoutOuterMarks(value: Value): Value {
  return value.marks === Marks.none ? value : { ...value, marks: Marks.none };
}

/** Returns the value without any marks, however deep. */
export function withoutMarks(value: Value): Value {
  if (deepMarks(value) === Marks.none) return value;
  switch (value.kind) {
    case "list":
    case "set":
    case "tuple":
      return {
        ...value,
        items: value.items.map(withoutMarks),
        marks: Marks.none,
        inside: summaryOf(value) & containsUnknown,
      };
    case "map":
    case "object": {
      const entries = new Map<string, Value>();
      for (const [key, entry] of value.entries) entries.set(key, withoutMarks(entry));
      return { ...value, entries, marks: Marks.none, inside: summaryOf(value) & containsUnknown };
    }
    default:
      return { ...value, marks: Marks.none };
  }
}

/** Whether nothing in a value is unknown. */
export function isWhollyKnown(value: Value): boolean {
  return (summaryOf(value) & containsUnknown) === 0;
}

/** Returns the first unknown in a value, in order of iteration. */
export function firstUnknown(value: Value): UnknownValue | undefined {
  if (value.kind === "unknown") return value;
  if (isWhollyKnown(value)) return undefined;
  const items = "items" in value ? value.items : "entries" in value ? value.entries.values() : [];
  for (const item of items) {
    const found = firstUnknown(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
