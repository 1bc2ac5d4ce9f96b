import { parseExpression } from "../../../../packages/core/src/hcl/parse.js";
import type { Call, Expression } from "../../../../packages/core/src/hcl/syntax.js";
import { SourceFile } from "../../../../packages/core/src/source/source-file.js";
import { EvaluationError } from "../../../../packages/core/src/terraform/evaluate/error.js";
import { evaluateExpression } from "../../../../packages/core/src/terraform/evaluate/evaluate.js";
import { convertValue } from "../../../../packages/core/src/terraform/values/convert.js";
import { applyDefaults, parseTypeConstraint } from "../../../../packages/core/src/terraform/values/type-constraint.js";
import type { Value } from "../../../../packages/core/src/terraform/values/value.js";
import type { Answer } from "../ask.mjs";
import { answerFor } from "../expressions/answer.js";
import { expressionScope } from "../expressions/expression-scope.js";

function parse(text: string): Expression {
  return parseExpression(new SourceFile("case.tf", text), (diagnostic) => {
    throw new EvaluationError("hcl-syntax", diagnostic.message);
  });
}

/** Defaults in a type are literals: nothing can be called in them. */
function evaluateLiteral(expression: Expression): Value {
  if (isCall(expression)) throw new EvaluationError("function-not-allowed", "A default cannot call a function.");
  return evaluateExpression(expression, expressionScope);
}

function isCall(expression: Expression): expression is Call {
  return expression.kind === "call";
}

/** Our answer for a case `type := default`. */
export function variableAnswer(text: string): Answer {
  const [type = "", value = ""] = text.split(" := ");
  try {
    const constraint = parseTypeConstraint(parse(type), evaluateLiteral);
    const given = applyDefaults(evaluateLiteral(parse(value)), constraint.defaults);
    return answerFor(convertValue(given, constraint.type));
  } catch (error) {
    if (error instanceof EvaluationError) return { error: error.code, detail: error.message };
    throw error;
  }
}
