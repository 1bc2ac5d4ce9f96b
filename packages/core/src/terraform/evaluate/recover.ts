import type { Conditional, Expression, ForExpression } from "../../hcl/syntax.js";
import { objectValue, tupleValue, unknownValue } from "../values/construct.js";
import { typeOf } from "../values/type-of.js";
import { boolType, dynamicType, listOf, numberType, stringType, tupleOf } from "../values/type.js";
import type { Type } from "../values/type.js";
import type { Value } from "../values/value.js";
import { BindingScope } from "./binding-scope.js";
import { evaluateCondition, evaluateFilter } from "./condition.js";
import { chooseValue, commonType } from "./conditional.js";
import { EvaluationError } from "./error.js";
import { evaluateExpression } from "./evaluate.js";
import { iterate } from "./for-expression.js";
import { evaluateKey, toKey } from "./object.js";
import type { Scope } from "./scope.js";

/**
 * What can be said of an expression whose evaluation failed: an unknown of the type that its form tells (a sum is a number,
 * whatever was wrong with it), or a tuple or object of which only some items failed. Terraform unifies the arms of a
 * conditional by the types of these.
 */
export function recover(expression: Expression, scope: Scope): Value {
  try {
    return recoverByForm(expression, scope);
  } catch (error) {
    if (error instanceof EvaluationError) return failed(dynamicType);
    throw error;
  }
}

function failed(type: Type): Value {
  return unknownValue(type, "error");
}

/** The value of a part of an expression that failed; the part itself may be sound. */
function evaluateOrRecover(expression: Expression, scope: Scope): Value {
  try {
    return evaluateExpression(expression, scope);
  } catch (error) {
    if (error instanceof EvaluationError) return recover(expression, scope);
    throw error;
  }
}

function recoverByForm(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "parentheses":
      return recover(expression.expression, scope);
    case "template": {
      const only = expression.isWrapper ? expression.parts[0] : undefined;
      return only?.kind === "interpolation" ? recover(only.expression, scope) : failed(stringType);
    }
    case "unary":
      return failed(expression.operator === "-" ? numberType : boolType);
    case "binary":
      return failed(["+", "-", "*", "/", "%"].includes(expression.operator) ? numberType : boolType);
    case "conditional":
      return recoverConditional(expression, scope);
    case "tuple":
      return tupleValue(expression.items.map((item) => evaluateOrRecover(item, scope)));
    case "object": {
      const entries = new Map<string, Value>();
      for (const item of expression.items) {
        const key = evaluateKey(item, scope);
        if (key.kind !== "string") return failed(dynamicType);
        entries.set(key.value, evaluateOrRecover(item.value, scope));
      }
      return objectValue(entries);
    }
    case "forExpression":
      return recoverFor(expression, scope);
    case "splat": {
      const source = typeOf(evaluateExpression(expression.object, scope));
      if (source.kind === "list" || source.kind === "set") return failed(listOf(dynamicType));
      return failed(source.kind === "tuple" ? tupleOf(source.elements.map(() => dynamicType)) : dynamicType);
    }
    default:
      return failed(dynamicType);
  }
}

function recoverConditional(expression: Conditional, scope: Scope): Value {
  const consequent = evaluateOrRecover(expression.consequent, scope);
  const alternate = evaluateOrRecover(expression.alternate, scope);
  const type = commonType(consequent, alternate);
  const condition = evaluateOrRecover(expression.condition, scope);
  if (condition.kind === "unknown") {
    return chooseValue({ holds: condition, marks: condition.marks }, consequent, alternate, type);
  }
  try {
    return chooseValue(evaluateCondition(expression.condition, scope), consequent, alternate, type);
  } catch (error) {
    if (error instanceof EvaluationError) return failed(type);
    throw error;
  }
}

function recoverFor(expression: ForExpression, scope: Scope): Value {
  const iteration = iterate(evaluateOrRecover(expression.collection, scope), expression.collection);
  if (iteration.unknown !== undefined) return failed(dynamicType);
  const inner = new BindingScope(scope, expression.keyName, expression.valueName);
  const items: Value[] = [];
  const groups = new Map<string, Value[]>();
  iteration.forEach(inner, () => {
    const condition = expression.condition === undefined ? undefined : evaluateFilter(expression.condition, inner);
    if (condition?.holds === false) return;
    const key = expression.key === undefined ? undefined : keyOf(expression.key, inner);
    const value = evaluateOrRecover(expression.value, inner);
    if (key === undefined) items.push(value);
    else groups.set(key, [...(groups.get(key) ?? []), value]);
  });
  if (expression.key === undefined) return tupleValue(items);
  return objectValue([...groups].map(([key, group]) => [key, inGroup(expression, group)] as const));
}

/** Without grouping, the first of several values of one key counts. */
function inGroup(expression: ForExpression, group: readonly Value[]): Value {
  return expression.isGrouping ? tupleValue(group) : (group[0] ?? failed(dynamicType));
}

/** The key of an object that a for makes; with one that is not known there is nothing to say of the object. */
function keyOf(expression: Expression, scope: Scope): string {
  const key = toKey(evaluateExpression(expression, scope), expression);
  if (key.kind === "string") return key.value;
  throw new EvaluationError("invalid-key", "The key is not known.");
}
