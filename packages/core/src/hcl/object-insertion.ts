import type { TextEdit } from "../source/text-edit.js";
import { valueOfEntry, type NewEntry } from "../source/written-value.js";
import { innerMostKey } from "./removal.js";
import type { HclFile, ObjectConstructor } from "./syntax.js";
import { beginsLine, indentAt, lineBreakOf } from "./text-lines.js";
import { alignedLines, writeExpression, writeKey } from "./value-text.js";

/** Adds items to an object constructor, on lines of their own where it stands on several. Undefined where one is there already. */
export function insertIntoObject(
  tree: HclFile,
  object: ObjectConstructor,
  entries: readonly NewEntry[],
): readonly TextEdit[] | undefined {
  const { file } = tree;
  const taken = new Set(object.items.map(({ key }) => innerMostKey(key)));
  if (entries.some(({ name }) => taken.has(name)) || taken.has(undefined)) return undefined;
  const { items } = object;
  const last = items.at(-1);
  const isOnOneLine = !file.text.slice(object.start, object.end).includes("\n");
  const lineBreak = lineBreakOf(file);
  if (isOnOneLine) {
    const base = indentAt(file, object.start);
    const written = entries.map((entry) => `${writeKey(entry.name)} = ${write(entry, base, lineBreak)}`).join(", ");
    if (last === undefined) return [{ start: object.start, end: object.end, text: `{ ${written} }` }];
    return [{ start: last.end, end: last.end, text: `, ${written}` }];
  }
  const first = items.find(({ start }) => beginsLine(file, start));
  const indent = first === undefined ? `${indentAt(file, object.start)}  ` : indentAt(file, first.start);
  const comma = last === undefined ? undefined : commaBehind(file.text, last.end);
  const lines = alignedLines(
    entries.map((entry) => ({ key: writeKey(entry.name), text: write(entry, indent, lineBreak) })),
  ).map((line) => `${indent}${line}${comma === undefined ? "" : ","}${lineBreak}`);
  const at = endOfLine(tree, last === undefined ? object.start + 1 : (comma ?? last.end));
  return at === undefined ? undefined : [{ start: at, end: at, text: lines.join("") }];
}

function write(entry: NewEntry, indent: string, lineBreak: string): string {
  return writeExpression(valueOfEntry(entry), indent, lineBreak);
}

/** The offset behind the comma that follows an item on its line, if one does. */
function commaBehind(text: string, end: number): number | undefined {
  const match = /^[ \t]*,/.exec(text.slice(end, end + 200));
  return match === null ? undefined : end + match[0].length;
}

/** Where the next line begins, if nothing but a comment stands between. */
function endOfLine({ file }: HclFile, from: number): number | undefined {
  const lineBreak = file.text.indexOf("\n", from);
  if (lineBreak === -1) return undefined;
  return /^\s*(?:(?:#|\/\/).*)?$/.test(file.text.slice(from, lineBreak)) ? lineBreak + 1 : undefined;
}
