import { withMarks } from "../values/construct.js";
import { convertValue } from "../values/convert.js";
import { lengthBounds } from "../values/refinement.js";
import { listOf } from "../values/type.js";
import type { Type } from "../values/type.js";
import type { Value } from "../values/value.js";
import { unknownBecauseOf } from "./arguments.js";

/**
 * Converts an argument. A set of which it is not known how many of its items are equal makes an unknown list, since not
 * even its length is certain. Throws `EvaluationError`.
 */
export function convertArgument(value: Value, type: Type): Value {
  if (value.kind !== "set" || type.kind !== "list") return convertValue(value, type);
  const bounds = lengthBounds(value);
  if (bounds === undefined || bounds.min === bounds.max) return convertValue(value, type);
  const converted = convertValue(value, type);
  const element = converted.kind === "list" ? converted.elementType : type.element;
  const unknown = unknownBecauseOf([value], listOf(element), {
    notNull: true,
    minLength: bounds.min,
    maxLength: bounds.max,
  });
  return withMarks(unknown, value.marks);
}
