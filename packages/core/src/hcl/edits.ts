import { SourceFile } from "../source/source-file.js";
import { applyEdits, haveOverlap, sortEdits, type TextEdit } from "../source/text-edit.js";
import { isSameScalar, type Change, type Scalar } from "../source/written-value.js";
import { realign } from "./alignment.js";
import { insertIntoBody } from "./body-insertion.js";
import { isPlainLiteral, syntaxAt, valueOf, type FoundSyntax } from "./locate-syntax.js";
import { insertIntoObject } from "./object-insertion.js";
import { parseHcl } from "./parse.js";
import { removeBodyItem, removeObjectItem } from "./removal.js";
import type { Block, Expression, HclFile } from "./syntax.js";
import { indentAt, lineBreakOf } from "./text-lines.js";
import { writeExpression } from "./value-text.js";

/**
 * Turns changes of a file in native syntax into edits of its text, in order and without overlaps. Comments and layout stay, and
 * what is new is laid out as `terraform fmt` would where what stands around it is. Undefined where a change cannot be made,
 * such as the setting of a value that is not a literal.
 */
export function editHcl(tree: HclFile, changes: readonly Change[]): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const change of changes) {
    const made = editsFor(tree, change);
    if (made === undefined) return undefined;
    edits.push(...made);
  }
  const sorted = sortEdits(edits);
  if (haveOverlap(sorted)) return undefined;
  const after = parseWhole(new SourceFile(tree.file.path, applyEdits(tree.file.text, sorted)));
  return after === undefined ? undefined : realign(tree, after, sorted);
}

/** Parses a text; undefined where anything is wrong with it. */
function parseWhole(file: SourceFile): HclFile | undefined {
  let isBroken = false;
  const tree = parseHcl(file, ({ severity }) => {
    isBroken ||= severity === "error";
  });
  return isBroken ? undefined : tree;
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
