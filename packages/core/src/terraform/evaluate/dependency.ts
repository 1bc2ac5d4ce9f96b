import type { Expression, TemplatePart } from "../../hcl/syntax.js";
import { firstUnknown } from "../values/construct.js";
import type { UnknownValue } from "../values/value.js";
import { accessChainOf, applySteps } from "./access.js";
import { EvaluationError } from "./error.js";
import { evaluateExpression } from "./evaluate.js";
import { keyNameOf } from "./object.js";
import type { AccessStep, Scope } from "./scope.js";

/**
 * Returns the first unknown that an expression might be derived from: something unknown in what one of its references
 * stands for, whether it is used in the end or not. A reference that is an error counts for nothing.
 */
export function unknownDependency(expression: Expression, scope: Scope): UnknownValue | undefined {
  let found: UnknownValue | undefined;
  visitReferences(expression, new Set(), (reference) => {
    found ??= unknownIn(reference, scope);
    return found !== undefined;
  });
  return found;
}

function unknownIn(reference: Expression, scope: Scope): UnknownValue | undefined {
  const { root, nodes } = accessChainOf(reference);
  if (root.kind !== "variable") return undefined;
  const steps: AccessStep[] = [];
  for (const node of nodes) {
    if (node.kind === "getAttribute") steps.push({ kind: "attribute", name: node.name, node });
    else if (isLiteral(node.key)) steps.push({ kind: "index", key: evaluateExpression(node.key, scope), node });
    else break;
  }
  try {
    const { value, consumed } = scope.resolve(root, steps);
    return firstUnknown(applySteps(value, steps, consumed));
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

function isLiteral(key: Expression): boolean {
  return key.kind === "number" || key.kind === "string";
}

/**
 * Calls back for each traversal whose root is not bound inside the expression, from the outside in and left to right, until
 * the callback says to stop. Returns whether it did.
 */
export function visitReferences(
  expression: Expression,
  bound: ReadonlySet<string>,
  visit: (reference: Expression) => boolean,
): boolean {
  const all = (...parts: readonly (Expression | undefined)[]): boolean =>
    parts.some((part) => part !== undefined && visitReferences(part, bound, visit));
  switch (expression.kind) {
    case "number":
    case "boolean":
    case "null":
    case "string":
    case "error":
      return false;
    case "variable":
    case "getAttribute":
    case "index":
      return visitAccess(expression, bound, visit);
    case "parentheses":
      return all(expression.expression);
    case "unary":
      return all(expression.operand);
    case "binary":
      return all(expression.left, expression.right);
    case "conditional":
      return all(expression.condition, expression.consequent, expression.alternate);
    case "call":
      return all(...expression.arguments);
    case "tuple":
      return all(...expression.items);
    case "object":
      return all(...expression.items.flatMap(({ key, value }) => (keyNameOf(key) === undefined ? [key, value] : [value])));
    case "template":
      return visitParts(expression.parts, bound, visit);
    case "splat":
      return all(expression.object, ...expression.steps.flatMap((step) => (step.kind === "index" ? [step.key] : [])));
    case "forExpression": {
      const inner = withBound(bound, expression.keyName, expression.valueName);
      return (
        all(expression.collection) ||
        [expression.key, expression.value, expression.condition].some(
          (part) => part !== undefined && visitReferences(part, inner, visit),
        )
      );
    }
  }
}

function visitAccess(
  expression: Expression,
  bound: ReadonlySet<string>,
  visit: (reference: Expression) => boolean,
): boolean {
  const { root, nodes } = accessChainOf(expression);
  const isFree = root.kind === "variable" && !bound.has(root.name);
  if (isFree && visit(expression)) return true;
  if (root.kind !== "variable" && visitReferences(root, bound, visit)) return true;
  return nodes.some((node) => node.kind === "index" && visitReferences(node.key, bound, visit));
}

function visitParts(
  parts: readonly TemplatePart[],
  bound: ReadonlySet<string>,
  visit: (reference: Expression) => boolean,
): boolean {
  return parts.some((part) => {
    switch (part.kind) {
      case "text":
        return false;
      case "interpolation":
        return visitReferences(part.expression, bound, visit);
      case "if":
        return (
          visitReferences(part.condition, bound, visit) ||
          visitParts(part.consequent, bound, visit) ||
          visitParts(part.alternate ?? [], bound, visit)
        );
      case "for":
        return (
          visitReferences(part.collection, bound, visit) ||
          visitParts(part.parts, withBound(bound, part.keyName, part.valueName), visit)
        );
    }
  });
}

function withBound(bound: ReadonlySet<string>, keyName: string | undefined, valueName: string): ReadonlySet<string> {
  const inner = new Set(bound).add(valueName);
  return keyName === undefined ? inner : inner.add(keyName);
}
