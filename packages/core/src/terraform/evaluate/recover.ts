import type { Expression, ForExpression } from "../../hcl/syntax.js";
import { objectValue, tupleValue, unknownValue } from "../values/construct.js";
import { typeOf } from "../values/type-of.js";
import { boolType, dynamicType, numberType, stringType, tupleOf } from "../values/type.js";
import type { Type } from "../values/type.js";
import type { Value } from "../values/value.js";
import { BindingScope } from "./binding-scope.js";
import { evaluateFilter } from "./condition.js";
import { commonType } from "./conditional.js";
import { EvaluationError } from "./error.js";
import { evaluateExpression } from "./evaluate.js";
import { iterate } from "./for-expression.js";
import { evaluateKey } from "./object.js";
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
    case "conditional": {
      const consequent = evaluateOrRecover(expression.consequent, scope);
      return failed(commonType(consequent, evaluateOrRecover(expression.alternate, scope)));
    }
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
      return expression.key === undefined ? recoverTupleFor(expression, scope) : failed(dynamicType);
    case "splat": {
      const source = typeOf(evaluateOrRecover(expression.object, scope));
      return failed(source.kind === "tuple" ? tupleOf(source.elements.map(() => dynamicType)) : dynamicType);
    }
    default:
      return failed(dynamicType);
  }
}

function recoverTupleFor(expression: ForExpression, scope: Scope): Value {
  const iteration = iterate(evaluateOrRecover(expression.collection, scope), expression.collection);
  if (iteration.unknown !== undefined) return failed(dynamicType);
  const inner = new BindingScope(scope, expression.keyName, expression.valueName);
  const items: Value[] = [];
  iteration.forEach(inner, () => {
    const condition = expression.condition === undefined ? undefined : evaluateFilter(expression.condition, inner);
    if (condition?.holds !== false) items.push(evaluateOrRecover(expression.value, inner));
  });
  return tupleValue(items);
}
