import type { Expression, NumberLiteral } from "../../hcl/syntax.js";
import { boolValue, nullValue, numberValue, stringValue, tupleValue, unknownValue } from "../values/construct.js";
import { parseNumber } from "../values/number.js";
import { dynamicType } from "../values/type.js";
import type { Value } from "../values/value.js";
import { evaluateAccess } from "./access.js";
import { evaluateCall } from "./call.js";
import { evaluateConditional } from "./conditional.js";
import { EvaluationError } from "./error.js";
import { evaluateFor } from "./for-expression.js";
import { evaluateObject } from "./object.js";
import { evaluateBinary, evaluateUnary } from "./operation.js";
import type { Scope } from "./scope.js";
import { evaluateSplat } from "./splat.js";
import { evaluateTemplate } from "./template.js";

/** An evaluated expression; where it failed, the value is an unknown of reason `error` and the error says why. */
export interface Evaluated {
  readonly value: Value;
  readonly error?: EvaluationError;
}

/** Evaluates an expression, and never throws: what is wrong is returned beside the unknown that takes its place. */
export function evaluate(expression: Expression, scope: Scope): Evaluated {
  try {
    return { value: evaluateExpression(expression, scope) };
  } catch (thrown) {
    const error = located(thrown, expression);
    if (error === undefined) throw thrown;
    return { value: unknownValue(dynamicType, "error"), error };
  }
}

/** How deep expressions may be nested in one another, through references as well: more would end the stack. */
const depthLimit = 800;
let depth = 0;

/** Evaluates an expression. Throws `EvaluationError` with `start` and `end` of the innermost expression at fault. */
export function evaluateExpression(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "number":
      return evaluateNumber(expression);
    case "boolean":
      return boolValue(expression.value);
    case "null":
      return nullValue(dynamicType);
    case "string":
      return stringValue(expression.value);
    case "error":
      return unknownValue(dynamicType, "error");
    default:
      return evaluateNested(expression, scope);
  }
}

const shortInteger = /^\d{1,15}$/;
const fractions = new WeakMap<NumberLiteral, Value>();

/** Reading a fraction takes long division, so that it is done once for each literal. */
function evaluateNumber(literal: NumberLiteral): Value {
  if (shortInteger.test(literal.text)) return numberValue(Number(literal.text));
  let value = fractions.get(literal);
  if (value === undefined) {
    value = numberValue(parseNumber(literal.text) ?? 0);
    fractions.set(literal, value);
  }
  return value;
}

type Nested = Exclude<Expression, { kind: "number" | "boolean" | "null" | "string" | "error" }>;

function evaluateNested(expression: Nested, scope: Scope): Value {
  if (depth >= depthLimit) {
    const message = "The expression is nested too deeply to be evaluated.";
    throw new EvaluationError("expression-too-deep", message, expression.start, expression.end);
  }
  depth += 1;
  try {
    return evaluateComposite(expression, scope);
  } catch (thrown) {
    throw located(thrown, expression) ?? thrown;
  } finally {
    depth -= 1;
  }
}

function evaluateComposite(expression: Nested, scope: Scope): Value {
  switch (expression.kind) {
    case "variable":
    case "getAttribute":
    case "index":
      return evaluateAccess(expression, scope);
    case "parentheses":
      return evaluateExpression(expression.expression, scope);
    case "template":
      return evaluateTemplate(expression, scope);
    case "splat":
      return evaluateSplat(expression, scope);
    case "call":
      return evaluateCall(expression, scope);
    case "forExpression":
      return evaluateFor(expression, scope);
    case "conditional":
      return evaluateConditional(expression, scope);
    case "binary":
      return evaluateBinary(expression, scope);
    case "unary":
      return evaluateUnary(expression, scope);
    case "tuple":
      return tupleValue(expression.items.map((item) => evaluateExpression(item, scope)));
    case "object":
      return evaluateObject(expression, scope);
  }
}

/**
 * Gives an error its place, where it has none yet. What the machine refuses to compute (a text of gigabytes, a stack that
 * ends) is an error of the expression too. Undefined for anything else: a bug of ours.
 */
function located(thrown: unknown, expression: Expression): EvaluationError | undefined {
  if (thrown instanceof EvaluationError) {
    if (thrown.start === undefined) {
      thrown.start = expression.start;
      thrown.end = expression.end;
    }
    return thrown;
  }
  if (!(thrown instanceof RangeError)) return undefined;
  const message = "The value is too large to be computed.";
  return new EvaluationError("value-too-large", message, expression.start, expression.end);
}
