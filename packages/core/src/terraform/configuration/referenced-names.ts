import type { Expression, SplatStep, TemplatePart } from "../../hcl/syntax.js";

/** A name that an expression refers to: `var.x` has the root `var` and the name `x`. */
interface ReferencedName {
  readonly root: string;
  /** The attribute taken of it directly, if any. */
  readonly name: string | undefined;
}

const noNames: ReadonlySet<string> = new Set();

/** Tells what an expression refers to outside of itself, without evaluating it: not the names that a `for` in it binds. */
export function* referencedNames(
  expression: Expression,
  bound: ReadonlySet<string> = noNames,
): Generator<ReferencedName, undefined> {
  switch (expression.kind) {
    case "variable":
      if (!bound.has(expression.name)) yield { root: expression.name, name: undefined };
      break;
    case "getAttribute": {
      const { object, name } = expression;
      if (object.kind !== "variable") yield* referencedNames(object, bound);
      else if (!bound.has(object.name)) yield { root: object.name, name };
      break;
    }
    case "index":
      yield* inAll([expression.object, expression.key], bound);
      break;
    case "splat":
      yield* referencedNames(expression.object, bound);
      yield* inSteps(expression.steps, bound);
      break;
    case "template":
      yield* inParts(expression.parts, bound);
      break;
    case "forExpression": {
      yield* referencedNames(expression.collection, bound);
      const { key, value, condition, keyName, valueName } = expression;
      const within = withNames(bound, keyName, valueName);
      yield* inAll(
        [value, ...(key === undefined ? [] : [key]), ...(condition === undefined ? [] : [condition])],
        within,
      );
      break;
    }
    case "object":
      // A bare word as a key means itself.
      for (const { key, value } of expression.items) {
        if (key.kind !== "variable") yield* referencedNames(key, bound);
        yield* referencedNames(value, bound);
      }
      break;
    default:
      yield* inAll(operandsOf(expression), bound);
  }
  return undefined;
}

function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "call":
      return expression.arguments;
    case "conditional":
      return [expression.condition, expression.consequent, expression.alternate];
    case "binary":
      return [expression.left, expression.right];
    case "unary":
      return [expression.operand];
    case "parentheses":
      return [expression.expression];
    case "tuple":
      return expression.items;
    default:
      return [];
  }
}

function* inAll(expressions: readonly Expression[], bound: ReadonlySet<string>): Generator<ReferencedName, undefined> {
  for (const expression of expressions) yield* referencedNames(expression, bound);
  return undefined;
}

function* inSteps(steps: readonly SplatStep[], bound: ReadonlySet<string>): Generator<ReferencedName, undefined> {
  for (const step of steps) {
    if (step.kind === "index") yield* referencedNames(step.key, bound);
    else if (step.kind === "splat") yield* inSteps(step.steps, bound);
  }
  return undefined;
}

function* inParts(parts: readonly TemplatePart[], bound: ReadonlySet<string>): Generator<ReferencedName, undefined> {
  for (const part of parts) {
    if (part.kind === "interpolation") yield* referencedNames(part.expression, bound);
    else if (part.kind === "if") {
      yield* referencedNames(part.condition, bound);
      yield* inParts(part.consequent, bound);
      yield* inParts(part.alternate ?? [], bound);
    } else if (part.kind === "for") {
      yield* referencedNames(part.collection, bound);
      yield* inParts(part.parts, withNames(bound, part.keyName, part.valueName));
    }
  }
  return undefined;
}

function withNames(bound: ReadonlySet<string>, ...names: readonly (string | undefined)[]): ReadonlySet<string> {
  return new Set([...bound, ...names.filter((name) => name !== undefined)]);
}
