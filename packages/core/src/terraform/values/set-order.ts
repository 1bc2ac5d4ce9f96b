import { compareStrings } from "./code-points.js";
import { isWhollyKnown } from "./marks.js";
import { compareNumbers } from "./number.js";
import { formatShort } from "./number-text.js";
import { rawEquals } from "./raw-equality.js";
import type { StringValue, Value } from "./value.js";

/** Drops duplicates and puts the items of a set in Terraform's order of iteration. The items carry no marks. */
export function orderSetItems(items: readonly Value[]): readonly Value[] {
  if (items.length < 2) return items;
  if (items.every(isString)) return orderStrings(items);
  const kept: { readonly value: Value; readonly key: string }[] = [];
  const buckets = new Map<string, Value[]>();
  for (const value of items) {
    const key = hashText(value);
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [value]);
    else if (bucket.some((other) => isSame(other, value))) continue;
    else bucket.push(value);
    kept.push({ value, key });
  }
  kept.sort((a, b) => compareItems(a.value, b.value) ?? compareStrings(a.key, b.key));
  return kept.map((item) => item.value);
}

/** Two items are one when they are certainly equal: an unknown may turn out as anything. */
function isSame(left: Value, right: Value): boolean {
  return isWhollyKnown(left) && isWhollyKnown(right) && rawEquals(left, right);
}

function orderStrings(items: readonly StringValue[]): readonly Value[] {
  const byText = new Map<string, StringValue>();
  for (const item of items) if (!byText.has(item.value)) byText.set(item.value, item);
  return [...byText.values()].sort((a, b) => compareStrings(a.value, b.value));
}

function isString(value: Value): value is StringValue {
  return value.kind === "string";
}

/** Nulls last, then unknowns, then by value; undefined where only the text of the hash decides. */
function compareItems(left: Value, right: Value): number | undefined {
  if (left.kind === "null" || right.kind === "null") return rank(left, "null") - rank(right, "null");
  if (left.kind === "unknown" || right.kind === "unknown") {
    if (rawEquals(left, right)) return 0;
    return rank(left, "unknown") - rank(right, "unknown");
  }
  if (left.kind === "string" && right.kind === "string") return compareStrings(left.value, right.value);
  if (left.kind === "number" && right.kind === "number") return compareNumbers(left.value, right.value);
  if (left.kind === "bool" && right.kind === "bool") return Number(left.value) - Number(right.value);
  return undefined;
}

function rank(value: Value, last: "null" | "unknown"): number {
  return value.kind === last ? 1 : 0;
}

/**
 * The text that stands for an item in a set. Collections are iterated in the order of the bytes of these texts, which is
 * why `toset([[], [1]])` begins with `[1]`: its text is `[1;]`, and `1` comes before `]`.
 */
function hashText(value: Value): string {
  switch (value.kind) {
    case "unknown":
      return "?";
    case "null":
      return "~";
    case "number":
      return formatShort(value.value, 10);
    case "bool":
      return value.value ? "T" : "F";
    case "string":
      return quote(value.value);
    case "list":
    case "set":
      return `[${value.items.map(hashItem).join("")}]`;
    case "tuple":
      return `<${value.items.map(hashItem).join("")}>`;
    case "object":
      return `<${[...value.entries.values()].map(hashItem).join("")}>`;
    case "map":
      return `{${[...value.entries].map(([key, entry]) => `${quote(key)}:${hashItem(entry)}`).join("")}}`;
  }
}

function hashItem(value: Value): string {
  return `${hashText(value)};`;
}

const needsEscape = /["\\\p{C}\p{Zl}\p{Zp}\p{Zs}]/u;

/** Quotes a text as Go's `%q` does. */
function quote(text: string): string {
  if (!needsEscape.test(text)) return `"${text}"`;
  let quoted = "";
  for (const character of text) quoted += needsEscape.test(character) ? escape(character) : character;
  return `"${quoted}"`;
}

const shortEscapes = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
  [" ", " "],
]);

function escape(character: string): string {
  const short = shortEscapes.get(character);
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code < 0x80) return `\\x${digits.padStart(2, "0")}`;
  return code > 0xffff ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
}
