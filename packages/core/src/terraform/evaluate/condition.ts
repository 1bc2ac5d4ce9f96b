import type { Expression } from "../../hcl/syntax.js";
import { convertValue } from "../values/convert.js";
import { boolType } from "../values/type.js";
import type { UnknownValue, Value } from "../values/value.js";
import { EvaluationError } from "./error.js";
import { evaluateExpression } from "./evaluate.js";
import type { Scope } from "./scope.js";

/** What a condition says: yes, no, or the unknown it depends on. `marks` are those of the condition. */
export interface Condition {
  readonly holds: boolean | UnknownValue;
  readonly marks: number;
}

/** Evaluates the condition of a conditional or of a template's `if`. Throws where it is null, or known and no boolean. */
export function evaluateCondition(expression: Expression, scope: Scope): Condition {
  return located(expression, evaluateExpression(expression, scope), (given) =>
    given.kind === "unknown" ? { holds: given, marks: given.marks } : conditionOf(given),
  );
}

/** Evaluates the condition of a `for`, which must have the type of a condition even where it is not known. */
export function evaluateFilter(expression: Expression, scope: Scope): Condition {
  return located(expression, evaluateExpression(expression, scope), conditionOf);
}

function located(expression: Expression, given: Value, decide: (given: Value) => Condition): Condition {
  try {
    return decide(given);
  } catch (error) {
    if (error instanceof EvaluationError && error.start === undefined) {
      error.start = expression.start;
      error.end = expression.end;
    }
    throw error;
  }
}

function conditionOf(given: Value): Condition {
  if (given.kind === "null") {
    throw new EvaluationError("null-condition", "A condition must be true or false, and this one is null.");
  }
  const value = given.kind === "bool" ? given : convertValue(given, boolType);
  if (value.kind === "bool") return { holds: value.value, marks: value.marks };
  if (value.kind === "unknown") return { holds: value, marks: value.marks };
  throw new EvaluationError("invalid-condition", "A condition must be true or false.");
}
