import type { Diagnostic } from "../source/diagnostic.js";
import { SourceFile } from "../source/source-file.js";
import { applyEdits, haveOverlap, sortEdits, type TextEdit } from "../source/text-edit.js";
import { isSameScalar, type Change, type Scalar, type Stretch } from "../source/written-value.js";
import { realign } from "./alignment.js";
import { insertIntoBody } from "./body-insertion.js";
import { isPlainLiteral, syntaxAt, valueOf, type FoundSyntax } from "./locate-syntax.js";
import { insertIntoObject } from "./object-insertion.js";
import { parseHcl } from "./parse.js";
import { removeBodyItem, removeObjectItem } from "./removal.js";
import type { Block, Expression, HclFile } from "./syntax.js";
import { indentAt, lineBreakOf, lineStartAt, nextLineAt } from "./text-lines.js";
import { writeExpression } from "./value-text.js";

/**
 * Turns changes of a file in native syntax into edits of its text, in order and without overlaps. Comments and layout stay, and
 * what is new is laid out as `terraform fmt` would where what stands around it is. Undefined where a change cannot be made,
 * such as the setting of a value that is not a literal. Takes as long as the top-level blocks that it concerns are large.
 */
export function editHcl(tree: HclFile, changes: readonly Change[]): readonly TextEdit[] | undefined {
  const byWindow = new Map<number, { readonly window: Stretch; readonly changes: Change[] }>();
  for (const change of changes) {
    const window = windowAround(tree, placeOf(change));
    if (window === undefined) return undefined;
    const known = byWindow.get(window.start);
    if (known === undefined) byWindow.set(window.start, { window, changes: [change] });
    else known.changes.push(change);
  }
  const edits: TextEdit[] = [];
  for (const { window, changes: inside } of byWindow.values()) {
    const made = editWindow(tree.file, window, inside);
    if (made === undefined) return undefined;
    edits.push(...made);
  }
  return sortEdits(edits);
}

function placeOf(change: Change): Stretch {
  return change.kind === "insert" ? change.into : change.at;
}

/** The lines of the top-level block around a place, or of the top-level attributes, which may be aligned with each other. */
function windowAround({ body, file }: HclFile, place: Stretch): Stretch | undefined {
  const index = body.items.findIndex(({ start, end }) => start <= place.start && place.end <= end);
  let first = body.items[index];
  let last = first;
  if (first === undefined || last === undefined) return undefined;
  if (first.kind === "attribute") {
    for (let at = index - 1; body.items[at]?.kind === "attribute"; at -= 1) first = body.items[at] ?? first;
    for (let at = index + 1; body.items[at]?.kind === "attribute"; at += 1) last = body.items[at] ?? last;
  }
  const end = first.start + file.text.slice(first.start, last.end).trimEnd().length;
  return { start: lineStartAt(file, first.start), end: nextLineAt(file, end) };
}

function editWindow(file: SourceFile, window: Stretch, changes: readonly Change[]): readonly TextEdit[] | undefined {
  const tree = parseWhole(new SourceFile(file.path, file.text.slice(window.start, window.end)));
  if (tree === undefined) return undefined;
  const edits: TextEdit[] = [];
  for (const change of changes) {
    const made = editsFor(tree, shift(change, -window.start));
    if (made === undefined) return undefined;
    edits.push(...made);
  }
  const sorted = sortEdits(edits);
  if (haveOverlap(sorted)) return undefined;
  const after = parseWhole(new SourceFile(file.path, applyEdits(tree.file.text, sorted)));
  return after === undefined ? undefined : realign(tree, after, sorted).map((edit) => moved(edit, window.start));
}

function shift(change: Change, by: number): Change {
  return change.kind === "insert"
    ? { ...change, into: moved(change.into, by) }
    : { ...change, at: moved(change.at, by) };
}

function moved<T extends Stretch>(stretch: T, by: number): T {
  return { ...stretch, start: stretch.start + by, end: stretch.end + by };
}

/** Parses a text; undefined where anything is wrong with it. */
function parseWhole(file: SourceFile): HclFile | undefined {
  const problems: Diagnostic[] = [];
  const tree = parseHcl(file, (problem) => problems.push(problem));
  return problems.some(({ severity }) => severity === "error") ? undefined : tree;
}

function editsFor(tree: HclFile, change: Change): readonly TextEdit[] | undefined {
  const found = syntaxAt(tree, change.kind === "insert" ? change.into : change.at);
  if (found === undefined) return undefined;
  switch (change.kind) {
    case "set": {
      const expression = valueOf(found);
      if (expression === undefined || !isPlainLiteral(expression)) return undefined;
      // What a comment inside of it says would be lost.
      if (tree.comments.some(({ start }) => start > expression.start && start < expression.end)) return undefined;
      if (change.current !== undefined && !isLiteralOf(expression, change.current)) return undefined;
      const indent = indentAt(tree.file, expression.start);
      return [replacement(tree, expression, writeExpression(change.value, indent, lineBreakOf(tree.file)))];
    }
    case "insert":
      return insertEntries(tree, found, change);
    case "remove":
      return removeFound(tree, found);
  }
}

function insertEntries(
  tree: HclFile,
  found: FoundSyntax,
  { entries }: Change & { kind: "insert" },
): readonly TextEdit[] | undefined {
  if (found.kind === "block") {
    const block = contentOf(found.block);
    return block === undefined ? undefined : insertIntoBody(tree, block, entries);
  }
  const expression = valueOf(found);
  return expression?.kind === "object" ? insertIntoObject(tree, expression, entries) : undefined;
}

/** What a `dynamic` block makes is written in its `content`. */
function contentOf(block: Block): Block | undefined {
  if (block.type !== "dynamic") return block;
  const content = block.body.items.find((item) => item.kind === "block" && item.type === "content");
  return content?.kind === "block" ? content : undefined;
}

function removeFound(tree: HclFile, found: FoundSyntax): readonly TextEdit[] | undefined {
  switch (found.kind) {
    case "block":
      return removeBodyItem(tree, found.block, found.body);
    case "attribute":
      return removeBodyItem(tree, found.attribute, found.body);
    case "item":
      return removeObjectItem(tree, found.item, found.object);
    case "element":
      return undefined;
  }
}

function isLiteralOf(expression: Expression, value: Scalar): boolean {
  switch (expression.kind) {
    case "string":
    case "boolean":
      return isSameScalar(expression.value, value);
    case "number":
      return isSameScalar(Number(expression.text), Number(value));
    case "unary":
      return expression.operand.kind === "number" && isSameScalar(-Number(expression.operand.text), Number(value));
    default:
      return false;
  }
}

/** The range of a heredoc holds the line break behind its end marker, which stays. */
function replacement({ file }: HclFile, { start, end }: Expression, text: string): TextEdit {
  const kept = /\r?\n$/.exec(file.text.slice(start, end))?.[0].length ?? 0;
  return { start, end: end - kept, text };
}
