import type { TextEdit } from "../source/text-edit.js";
import type { Attribute, Block, Body, Expression, HclFile, ObjectConstructor, ObjectItem } from "./syntax.js";
import { beginsLine, lineStartAt, nextLineAt, restOfLine } from "./text-lines.js";

/** Removes an attribute or a nested block with the lines that it stands on, and a blank line that would be one too many. */
export function removeBodyItem(tree: HclFile, item: Attribute | Block, body: Body): readonly TextEdit[] | undefined {
  const { file } = tree;
  const end = item.start + file.text.slice(item.start, item.end).trimEnd().length;
  if (beginsLine(file, item.start) && /^\s*(?:(?:#|\/\/).*)?$/.test(restOfLine(file, end))) {
    return [withoutBlankLine(file.text, lineStartAt(file, item.start), nextLineAt(file, end))];
  }
  const isAlone = body.items.length === 1 && !file.text.slice(body.start, body.end).includes("\n");
  const isBare = file.text.slice(body.start, item.start).trim() === "" && file.text.slice(end, body.end).trim() === "";
  return isAlone && isBare ? [{ start: body.start, end: body.end, text: "" }] : undefined;
}

/** The removal of some lines, and of one of two blank lines that would meet or of one that would stand beside a brace. */
function withoutBlankLine(text: string, start: number, end: number): TextEdit {
  const before = /(?:^|\n)([ \t]*\r?\n)$/.exec(text.slice(Math.max(0, start - 200), start));
  const after = /^[ \t]*\r?\n/.exec(text.slice(end, end + 200));
  const isFirst = /\{[ \t]*(?:(?:#|\/\/)[^\n]*)?\r?\n$/.test(text.slice(Math.max(0, start - 1000), start));
  const isLast = /^[ \t]*\}/.test(text.slice(end, end + 1000));
  if (after !== null && (before !== null || isFirst)) return { start, end: end + after[0].length, text: "" };
  if (before !== null && isLast) return { start: start - (before[1] ?? "").length, end, text: "" };
  return { start, end, text: "" };
}

/** Removes an item of an object, with the lines that it stands on or the comma beside it. */
export function removeObjectItem(
  { file }: HclFile,
  item: ObjectItem,
  { start, end, items }: ObjectConstructor,
): readonly TextEdit[] | undefined {
  const comma = /^[ \t]*,/.exec(file.text.slice(item.end, item.end + 200))?.[0].length ?? 0;
  if (beginsLine(file, item.start) && /^\s*(?:(?:#|\/\/).*)?$/.test(restOfLine(file, item.end + comma))) {
    return [{ start: lineStartAt(file, item.start), end: nextLineAt(file, item.end + comma), text: "" }];
  }
  const index = items.indexOf(item);
  const next = items[index + 1];
  const previous = items[index - 1];
  if (next !== undefined) return [{ start: item.start, end: next.start, text: "" }];
  if (previous !== undefined) return [{ start: previous.end, end: item.end + comma, text: "" }];
  return [{ start, end, text: "{}" }];
}

/** The name that the key of an item stands for; undefined where it is computed. */
export function innerMostKey(key: Expression): string | undefined {
  if (key.kind === "variable") return key.name;
  if (key.kind === "string") return key.value;
  return key.kind === "number" ? key.text : undefined;
}
