import { jsonStringText } from "../../hcl/json.js";
import { parseExpression } from "../../hcl/parse.js";
import type { Expression } from "../../hcl/syntax.js";
import { SourceFile } from "../../source/source-file.js";
import { EvaluationError } from "../evaluate/error.js";
import { parseTypeConstraint, type TypeConstraint } from "../values/type-constraint.js";
import { dynamicType } from "../values/type.js";
import type { Value } from "../values/value.js";
import type { Declaration } from "./module.js";

/** The constraint of a variable without one. */
export const anyType: TypeConstraint = { type: dynamicType, defaults: undefined };

/**
 * Reads the type of a variable. Throws `EvaluationError` where it is not one.
 *
 * @param evaluateDefault - evaluates the default of an optional attribute, in which nothing is in scope
 */
export function variableConstraint(
  declaration: Declaration,
  evaluateDefault: (expression: Expression) => Value,
): TypeConstraint {
  const written = declaration.content.attributes.get("type");
  if (written === undefined) return anyType;
  const { expression } = written.attribute;
  const text = written.file.path.endsWith(".json") ? jsonStringText(written.file, expression) : undefined;
  if (text === undefined) return parseTypeConstraint(expression, evaluateDefault);
  try {
    return parseTypeConstraint(parsedText(text), evaluateDefault);
  } catch (error) {
    // The offsets in it are those of the text inside the JSON string.
    if (error instanceof EvaluationError) {
      error.start = expression.start;
      error.end = expression.end;
    }
    throw error;
  }
}

function parsedText(text: string): Expression {
  return parseExpression(new SourceFile("", text), () => undefined);
}
