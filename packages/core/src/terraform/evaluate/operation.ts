import type { BinaryOperation, BinaryOperator, Expression, UnaryOperation } from "../../hcl/syntax.js";
import {
  boolValue,
  deepMarks,
  falseValue,
  numberValue,
  trueValue,
  withMarks,
  withoutMarks,
} from "../values/construct.js";
import { convertValue } from "../values/convert.js";
import { valuesEqual } from "../values/equality.js";
import {
  addNumbers,
  compareNumbers,
  divideNumbers,
  moduloNumbers,
  multiplyNumbers,
  negateNumber,
  subtractNumbers,
} from "../values/number.js";
import type { TerraformNumber } from "../values/number.js";
import { notNull } from "../values/refinement.js";
import { boolType, numberType } from "../values/type.js";
import type { Type } from "../values/type.js";
import type { NumberValue, Value } from "../values/value.js";
import { EvaluationError } from "./error.js";
import { evaluateExpression } from "./evaluate.js";
import { isOrdered } from "./order.js";
import type { Comparison } from "./order.js";
import type { Scope } from "./scope.js";
import { unknownFrom } from "./unknown.js";

/** `left operator right`. A chain of operators is walked from its innermost, so that a long one does not nest. */
export function evaluateBinary(expression: BinaryOperation, scope: Scope): Value {
  if (expression.left.kind !== "binary") {
    return combine(expression, evaluateExpression(expression.left, scope), scope);
  }
  const chain: BinaryOperation[] = [expression];
  let innermost: Expression = expression.left;
  while (innermost.kind === "binary") {
    chain.push(innermost);
    innermost = innermost.left;
  }
  let value = evaluateExpression(innermost, scope);
  for (let at = chain.length - 1; at >= 0; at -= 1) {
    const operation = chain[at];
    if (operation !== undefined) value = combine(operation, value, scope);
  }
  return value;
}

function combine(expression: BinaryOperation, left: Value, scope: Scope): Value {
  try {
    if (expression.operator === "&&" || expression.operator === "||") return evaluateLogic(expression, left, scope);
    return applyOperator(expression.operator, left, evaluateExpression(expression.right, scope));
  } catch (error) {
    if (error instanceof EvaluationError && error.start === undefined) {
      error.start = expression.start;
      error.end = expression.end;
    }
    throw error;
  }
}

function applyOperator(operator: Exclude<BinaryOperator, "&&" | "||">, left: Value, right: Value): Value {
  switch (operator) {
    case "==":
    case "!=": {
      const marks = deepMarks(left) | deepMarks(right);
      const equal = valuesEqual(left, right);
      if (equal.kind !== "bool") return withMarks(equal, marks);
      return boolValue(operator === "==" ? equal.value : !equal.value, marks);
    }
    case "+":
      return arithmetic(addNumbers, left, right);
    case "-":
      return arithmetic(subtractNumbers, left, right);
    case "*":
      return arithmetic(multiplyNumbers, left, right);
    case "/":
      return arithmetic(divideNumbers, left, right);
    case "%":
      return arithmetic(moduloNumbers, left, right);
    default:
      return compare(operator, left, right);
  }
}

function arithmetic(
  operation: (left: TerraformNumber, right: TerraformNumber) => TerraformNumber,
  left: Value,
  right: Value,
): Value {
  const a = left.kind === "number" ? left : operand(left, numberType);
  const b = right.kind === "number" ? right : operand(right, numberType);
  const marks = a.marks | b.marks;
  if (a.kind === "number" && b.kind === "number") return numberValue(operation(a.value, b.value), marks);
  return unknownFrom(firstUnknownOf(a, b), numberType, notNull, marks);
}

function compare(operator: Comparison, left: Value, right: Value): Value {
  const a = left.kind === "number" ? left : operand(left, numberType);
  const b = right.kind === "number" ? right : operand(right, numberType);
  const marks = a.marks | b.marks;
  if (a.kind === "number" && b.kind === "number") return boolValue(compareKnown(operator, a, b), marks);
  const answer = isOrdered(operator, a, b);
  if (answer !== undefined) return boolValue(answer, marks);
  return unknownFrom(firstUnknownOf(a, b), boolType, notNull, marks);
}

function compareKnown(operator: Comparison, left: NumberValue, right: NumberValue): boolean {
  const order = compareNumbers(left.value, right.value);
  switch (operator) {
    case "<":
      return order < 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    case ">=":
      return order >= 0;
  }
}

/**
 * Evaluates the right side only where the left one leaves the answer open, as Terraform does from 1.12 on, where a side that
 * settles the answer does so whatever the other one is.
 */
function evaluateLogic(expression: BinaryOperation, given: Value, scope: Scope): Value {
  const deciding = expression.operator === "||";
  const left = operand(given, boolType);
  if (left.kind === "bool" && left.value === deciding) return left;
  const right = operand(evaluateExpression(expression.right, scope), boolType);
  const marks = left.marks | right.marks;
  if (right.kind === "bool" && (right.value === deciding || left.kind === "bool")) return boolValue(right.value, marks);
  return unknownFrom(firstUnknownOf(left, right), boolType, notNull, marks);
}

/** `-operand` or `!operand` */
export function evaluateUnary(expression: UnaryOperation, scope: Scope): Value {
  const isNegation = expression.operator === "-";
  const value = operand(evaluateExpression(expression.operand, scope), isNegation ? numberType : boolType);
  if (value.kind === "number") return numberValue(negateNumber(value.value), value.marks);
  if (value.kind === "bool") return withMarks(value.value ? falseValue : trueValue, value.marks);
  // Terraform loses the marks of an unknown here.
  return unknownFrom(firstUnknownOf(value, value), isNegation ? numberType : boolType, notNull);
}

/** Converts an operand; null is none. */
function operand(value: Value, type: Type): Value {
  if (value.kind === "null") {
    throw new EvaluationError(
      "invalid-operand",
      `This operator takes a ${type.kind}, and one of its operands is null.`,
    );
  }
  if (value.kind === type.kind) return value;
  try {
    return convertValue(withoutInnerMarks(value), type);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw new EvaluationError("invalid-operand", `One of the operands does not fit. ${error.message}`);
  }
}

function withoutInnerMarks(value: Value): Value {
  const marks = deepMarks(value);
  return marks === value.marks ? value : withMarks(withoutMarks(value), marks);
}

function firstUnknownOf(left: Value, right: Value): Value & { readonly kind: "unknown" } {
  if (left.kind === "unknown") return left;
  if (right.kind === "unknown") return right;
  throw new EvaluationError("invalid-operand", "One of the operands does not fit.");
}
