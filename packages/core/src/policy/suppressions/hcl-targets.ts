import { innerExpressions } from "../../hcl/locate-syntax.js";
import type { Attribute, Block, Body, Comment, Expression, HclFile, SyntaxNode } from "../../hcl/syntax.js";
import type { Reach } from "./directive.js";
import type { SuppressionScope } from "./suppression.js";

/** Finds what a comment of a file of Terraform's is about; undefined where that is nothing. */
export function targetInHcl(tree: HclFile, comment: Comment, reach: Reach): SuppressionScope | undefined {
  if (reach === "file") return { kind: "file", file: tree.file.path };
  const outer = itemBefore(tree.body, comment.start);
  const enclosing = outer !== undefined && comment.start < outer.end ? outer : undefined;
  if (reach === "enclosing") return enclosing?.kind === "block" ? scopeOf(tree, enclosing, true) : undefined;
  const around = surroundingsOf(tree.body, comment);
  const found =
    isTrailing(tree, comment) && reach !== "below"
      ? leftOf(tree, comment, around)
      : below(tree, comment, around, reach);
  if (found === undefined) return undefined;
  const { items } = tree.body;
  return scopeOf(tree, found, items[firstFrom(items, found.start)] === found);
}

/** Everything around a comment: the innermost body, the block that it is of, and the attribute in it that holds the comment. */
interface Surroundings {
  readonly body: Body;
  readonly block: Block | undefined;
  readonly attribute: Attribute | undefined;
}

function surroundingsOf(root: Body, comment: Comment): Surroundings {
  let body = root;
  let block: Block | undefined;
  for (;;) {
    const item = itemBefore(body, comment.start);
    if (item === undefined || comment.start >= item.end) return { body, block, attribute: undefined };
    if (item.kind === "attribute") return { body, block, attribute: item };
    block = item;
    body = item.body;
  }
}

/** The last item of a body that begins before a place. */
function itemBefore(body: Body, place: number): Attribute | Block | undefined {
  return body.items[firstFrom(body.items, place) - 1];
}

/** The index of the first of some nodes, in order, that begins at a place or behind it. */
function firstFrom(nodes: readonly SyntaxNode[], place: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.start ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether something other than comments stands before a comment on its line. */
function isTrailing({ file: { text } }: HclFile, comment: Comment): boolean {
  const before = text.slice(text.lastIndexOf("\n", comment.start - 1) + 1, comment.start).trim();
  return before !== "" && !(before.startsWith("/*") && before.endsWith("*/"));
}

/** What ends, or goes on, on the line of a comment that stands behind it. */
function leftOf(
  { file: { text } }: HclFile,
  comment: Comment,
  { body, block, attribute }: Surroundings,
): SyntaxNode | undefined {
  if (attribute !== undefined) return partLeftOf(text, attribute, comment);
  const item = itemBefore(body, comment.start);
  return item !== undefined && !hasLineBreak(text, item.end, comment.start) ? item : block;
}

/** What a comment on a line of its own stands above: the item, or at the head of a block that block. */
function below(
  { file: { text } }: HclFile,
  comment: Comment,
  { body, block, attribute }: Surroundings,
  reach: Reach,
): SyntaxNode | undefined {
  if (attribute !== undefined) return partBelow(text, attribute, comment);
  const index = firstFrom(body.items, comment.end);
  const next = body.items[index];
  const isDirect = next !== undefined && !hasBlankLine(text, comment.end, next.start);
  const isHead = reach === "near-or-head" && index === 0 && block !== undefined && block.type !== "locals";
  if (isHead && !(isDirect && next.kind === "block")) return block;
  return isDirect ? next : undefined;
}

/** The element or entry of an attribute over several lines that ends on the line of a comment; else the whole attribute. */
function partLeftOf(text: string, attribute: Attribute, comment: Comment): SyntaxNode {
  const parts = partsAround(attribute.expression, comment);
  const part = parts[firstFrom(parts, comment.start) - 1];
  return part !== undefined && !hasLineBreak(text, part.end, comment.start) ? part : attribute;
}

/** The element or entry that begins below a comment; else the whole attribute. */
function partBelow(text: string, attribute: Attribute, comment: Comment): SyntaxNode {
  const parts = partsAround(attribute.expression, comment);
  const part = parts[firstFrom(parts, comment.end)];
  return part !== undefined && !hasBlankLine(text, comment.end, part.start) ? part : attribute;
}

/** The elements or entries of the innermost list or object that a comment is inside of. */
function partsAround(root: Expression, comment: Comment): readonly SyntaxNode[] {
  let parts: readonly SyntaxNode[] = [];
  for (let at: Expression | undefined = root; at !== undefined;) {
    const outer: Expression = at;
    const inner = childrenOf(outer);
    if (outer.kind === "tuple" || outer.kind === "object") parts = outer.items;
    at = inner.find(({ start, end }) => start < comment.start && comment.start < end);
  }
  return parts;
}

function childrenOf(expression: Expression): readonly Expression[] {
  if (expression.kind === "tuple") return expression.items;
  if (expression.kind === "object") return expression.items.map(({ value }) => value);
  return innerExpressions(expression);
}

function scopeOf({ file }: HclFile, node: SyntaxNode | Attribute | Block, isOutermost: boolean): SuppressionScope {
  const type = isOutermost && "kind" in node && node.kind === "block" ? node.type : undefined;
  return {
    kind: "place",
    range: { file, start: node.start, end: node.end },
    // What another resource or call makes of a value that it gets from this one is its own affair.
    followsTraces: type !== "resource" && type !== "module",
    isCall: type === "module",
  };
}

function hasLineBreak(text: string, from: number, to: number): boolean {
  const lineBreak = text.indexOf("\n", from);
  return lineBreak !== -1 && lineBreak < to;
}

function hasBlankLine(text: string, from: number, to: number): boolean {
  return /\n[ \t\r]*\n/.test(text.slice(from, to));
}
