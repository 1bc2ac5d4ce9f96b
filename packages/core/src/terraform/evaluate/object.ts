import type { Expression, ObjectConstructor, ObjectItem } from "../../hcl/syntax.js";
import { objectValue, stringValue } from "../values/construct.js";
import { convertValue } from "../values/convert.js";
import { stringType } from "../values/type.js";
import { Marks } from "../values/value.js";
import type { UnknownValue, Value } from "../values/value.js";
import { EvaluationError } from "./error.js";
import { evaluateExpression } from "./evaluate.js";
import type { Scope } from "./scope.js";
import { unknownFrom } from "./unknown.js";

/** `{ key = value, … }`. With a key that is not known, nothing is known of the object. Of equal keys the last wins. */
export function evaluateObject(expression: ObjectConstructor, scope: Scope): Value {
  const entries = new Map<string, Value>();
  let unknown: UnknownValue | undefined;
  let marks: number = Marks.none;
  for (const item of expression.items) {
    const key = evaluateKey(item, scope);
    const value = evaluateExpression(item.value, scope);
    marks |= key.marks;
    if (key.kind === "unknown") unknown ??= key;
    else if (key.kind === "string") entries.set(key.value, value);
  }
  return unknown === undefined ? objectValue(entries, marks) : unknownFrom(unknown);
}

/** Evaluates the key of an object item: a bare name means itself. Returns a string or an unknown. */
export function evaluateKey(item: ObjectItem, scope: Scope): Value {
  const name = keyNameOf(item.key);
  if (name !== undefined) return stringValue(name);
  if (isAmbiguous(item.key)) {
    const message =
      "A reference as a key must be written in parentheses; a key that is meant literally must be quoted.";
    throw new EvaluationError("ambiguous-key", message, item.key.start, item.key.end);
  }
  return toKey(evaluateExpression(item.key, scope), item.key);
}

/** The name that a key means literally, where it is a bare one. */
function keyNameOf(key: Expression): string | undefined {
  if (key.kind === "variable") return key.name;
  return key.kind === "null" ? "null" : undefined;
}

function isAmbiguous(key: Expression): boolean {
  let root = key;
  while (root.kind === "getAttribute" || (root.kind === "index" && isLiteral(root.key))) root = root.object;
  return root !== key && root.kind === "variable";
}

function isLiteral(key: Expression): boolean {
  return key.kind === "number" || key.kind === "string";
}

/** Turns the value of a key into a string, or an unknown. */
export function toKey(value: Value, expression: Expression): Value {
  if (value.kind === "null") {
    throw new EvaluationError("null-key", "A null value cannot be used as a key.", expression.start, expression.end);
  }
  if (value.kind === "string") return value;
  try {
    return convertValue(value, stringType);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    const message = `This value cannot be used as a key. ${error.message}`;
    throw new EvaluationError("invalid-key", message, expression.start, expression.end);
  }
}
