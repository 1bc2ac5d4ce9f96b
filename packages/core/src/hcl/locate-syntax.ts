import type { Stretch } from "../source/written-value.js";
import type { Attribute, Block, Body, Expression, HclFile, ObjectConstructor, ObjectItem } from "./syntax.js";

/** What stands at a place of a file, and what it is a part of. */
export type FoundSyntax =
  | { readonly kind: "block"; readonly block: Block; readonly body: Body }
  | { readonly kind: "attribute"; readonly attribute: Attribute; readonly body: Body }
  | { readonly kind: "item"; readonly item: ObjectItem; readonly object: ObjectConstructor }
  | { readonly kind: "element"; readonly expression: Expression };

/**
 * Finds the block whose header, or the attribute, item of an object or element of a tuple that is exactly at a place. Undefined
 * where something else is.
 */
export function syntaxAt(tree: HclFile, place: Stretch): FoundSyntax | undefined {
  let { body } = tree;
  for (;;) {
    const around = body.items.find(({ start, end }) => start <= place.start && place.end <= end);
    if (around === undefined) return undefined;
    if (around.kind === "attribute") {
      if (isAt(around, place)) return { kind: "attribute", attribute: around, body };
      return expressionAt(around.expression, place);
    }
    if (around.start === place.start && around.headerEnd === place.end) return { kind: "block", block: around, body };
    body = around.body;
  }
}

function isAt({ start, end }: Stretch, place: Stretch): boolean {
  return start === place.start && end === place.end;
}

function expressionAt(root: Expression, place: Stretch): FoundSyntax | undefined {
  let around: Expression | undefined = root;
  while (around !== undefined) {
    const outer: Expression = around;
    around = undefined;
    if (outer.kind === "object") {
      const item: ObjectItem | undefined = outer.items.find((each) => holds(each, place));
      if (item !== undefined && isAt(item, place)) return { kind: "item", item, object: outer };
      around = item?.value;
    } else if (outer.kind === "tuple") {
      around = outer.items.find((each) => holds(each, place));
      if (around !== undefined && isAt(around, place)) return { kind: "element", expression: around };
    } else around = innerExpressions(outer).find((each) => holds(each, place));
  }
  return undefined;
}

function holds({ start, end }: Stretch, place: Stretch): boolean {
  return start <= place.start && place.end <= end;
}

/** The expressions directly inside one that is no constructor, and in which a constructor may stand. */
export function innerExpressions(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "call":
      return expression.arguments;
    case "parentheses":
      return [expression.expression];
    case "conditional":
      return [expression.condition, expression.consequent, expression.alternate];
    case "forExpression":
      return [expression.collection, expression.value];
    case "index":
    case "getAttribute":
    case "splat":
      return [expression.object];
    case "binary":
      return [expression.left, expression.right];
    case "unary":
      return [expression.operand];
    case "template":
      return expression.parts.flatMap((part) => (part.kind === "interpolation" ? [part.expression] : []));
    default:
      return [];
  }
}

/** The value that something has; undefined for a block. */
export function valueOf(found: FoundSyntax): Expression | undefined {
  switch (found.kind) {
    case "block":
      return undefined;
    case "attribute":
      return found.attribute.expression;
    case "item":
      return found.item.value;
    case "element":
      return found.expression;
  }
}

/** Whether an expression is a literal, or a list or object of nothing but literals. */
export function isPlainLiteral(root: Expression): boolean {
  for (const pending = [root]; pending.length > 0;) {
    const expression = pending.pop();
    switch (expression?.kind) {
      case "string":
      case "number":
      case "boolean":
      case "null":
        break;
      case "tuple":
        pending.push(...expression.items);
        break;
      case "object":
        pending.push(...expression.items.map(({ value }) => value));
        break;
      case "unary":
        if (expression.operator !== "-" || expression.operand.kind !== "number") return false;
        break;
      default:
        return false;
    }
  }
  return true;
}

/** Whether an expression is nothing but a reference to another place: its value is exactly what stands there. */
export function isPlainReference(root: Expression): boolean {
  let at: Expression = root;
  for (;;) {
    switch (at.kind) {
      case "variable":
        return true;
      case "getAttribute":
        at = at.object;
        break;
      case "index":
        if (at.key.kind !== "string" && at.key.kind !== "number" && !isPlainKey(at.key)) return false;
        at = at.object;
        break;
      case "parentheses":
        at = at.expression;
        break;
      case "template": {
        const [only] = at.parts;
        if (!at.isWrapper || only?.kind !== "interpolation") return false;
        at = only.expression;
        break;
      }
      default:
        return false;
    }
  }
}

/** `each.key` and `count.index` choose one entry for each instance. */
function isPlainKey(key: Expression): boolean {
  return key.kind === "getAttribute" && key.object.kind === "variable";
}
