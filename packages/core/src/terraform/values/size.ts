import { EvaluationError } from "../evaluate/error.js";
import type { Value } from "./value.js";

/**
 * The largest value, in strings, numbers and the like, counted as often as they occur. Thirty lines that each repeat the
 * one before (`b = [local.a, local.a]`) make a billion of them; whatever walks the value would never end.
 */
const largestSize = 1 << 23;

/** The longest text, in UTF-16 units: as long as the largest file that is read. */
const longestText = 1 << 26;

/** Counts what is in a composite value of these items. Throws where it is too much. */
export function sizeOfItems(items: Iterable<Value>): number {
  let size = 1;
  for (const item of items) size += sizeOf(item);
  if (size > largestSize) throw tooLarge();
  return size;
}

function sizeOf(value: Value): number {
  switch (value.kind) {
    case "list":
    case "set":
    case "tuple":
    case "map":
    case "object":
      return value.size ?? 1;
    default:
      return 1;
  }
}

/** Throws where a text is too long. */
export function checkLength(text: string): void {
  if (text.length > longestText) throw tooLarge();
}

function tooLarge(): EvaluationError {
  return new EvaluationError("value-too-large", "The value is too large to be computed.");
}
