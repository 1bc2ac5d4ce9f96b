import type { Expression, ForExpression } from "../../hcl/syntax.js";
import { compareStrings } from "../values/code-points.js";
import { typeOf } from "../values/type-of.js";
import { boolType, dynamicType, numberType, stringType, tupleOf } from "../values/type.js";
import type { Type } from "../values/type.js";
import { unknownValue } from "../values/construct.js";
import { BindingScope } from "./binding-scope.js";
import { evaluateFilter } from "./condition.js";
import { commonType } from "./conditional.js";
import { EvaluationError } from "./error.js";
import { evaluateExpression } from "./evaluate.js";
import { iterate } from "./for-expression.js";
import { evaluateKey } from "./object.js";
import type { Scope } from "./scope.js";

/**
 * The type that an expression would have had, although its evaluation failed, as far as its form tells: a sum is a number,
 * whatever was wrong with it. Terraform unifies the arms of a conditional by these.
 */
export function failedType(expression: Expression, scope: Scope): Type {
  try {
    return typeByForm(expression, scope);
  } catch (error) {
    if (error instanceof EvaluationError) return dynamicType;
    throw error;
  }
}

function typeByForm(expression: Expression, scope: Scope): Type {
  switch (expression.kind) {
    case "parentheses":
      return failedType(expression.expression, scope);
    case "template": {
      const only = expression.isWrapper ? expression.parts[0] : undefined;
      return only?.kind === "interpolation" ? failedType(only.expression, scope) : stringType;
    }
    case "unary":
      return expression.operator === "-" ? numberType : boolType;
    case "binary":
      return ["+", "-", "*", "/", "%"].includes(expression.operator) ? numberType : boolType;
    case "conditional": {
      const consequent = unknownValue(typeIn(expression.consequent, scope), "error");
      return commonType(consequent, unknownValue(typeIn(expression.alternate, scope), "error"));
    }
    case "tuple":
      return tupleOf(expression.items.map((item) => typeIn(item, scope)));
    case "object": {
      const attributes = new Map<string, Type>();
      for (const item of expression.items) {
        const key = evaluateKey(item, scope);
        if (key.kind !== "string") return dynamicType;
        attributes.set(key.value, typeIn(item.value, scope));
      }
      return { kind: "object", attributes: new Map([...attributes].sort(([a], [b]) => compareStrings(a, b))) };
    }
    case "forExpression":
      return expression.key === undefined ? typeOfTupleFor(expression, scope) : dynamicType;
    case "splat": {
      const source = typeOf(evaluateExpression(expression.object, scope));
      return source.kind === "tuple" ? tupleOf(source.elements.map(() => dynamicType)) : dynamicType;
    }
    default:
      return dynamicType;
  }
}

/** The type of a part of an expression that failed; the part itself may be sound. */
function typeIn(expression: Expression, scope: Scope): Type {
  try {
    return typeOf(evaluateExpression(expression, scope));
  } catch (error) {
    if (error instanceof EvaluationError) return failedType(expression, scope);
    throw error;
  }
}

function typeOfTupleFor(expression: ForExpression, scope: Scope): Type {
  const iteration = iterate(evaluateExpression(expression.collection, scope), expression.collection);
  if (iteration.unknown !== undefined) return dynamicType;
  const inner = new BindingScope(scope, expression.keyName, expression.valueName);
  const elements: Type[] = [];
  iteration.forEach(inner, () => {
    const condition = expression.condition === undefined ? undefined : evaluateFilter(expression.condition, inner);
    if (condition?.holds !== false) elements.push(typeIn(expression.value, inner));
  });
  return tupleOf(elements);
}
