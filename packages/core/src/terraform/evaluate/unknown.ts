import { dynamicType } from "../values/type.js";
import type { Type } from "../values/type.js";
import { Marks } from "../values/value.js";
import type { Refinement, UnknownValue } from "../values/value.js";

/** Makes an unknown that is not known because another one is not: it keeps the reason and the subject. */
export function unknownFrom(
  cause: UnknownValue,
  type: Type = dynamicType,
  refinement?: Refinement,
  marks: number = Marks.none,
): UnknownValue {
  return { kind: "unknown", type, reason: cause.reason, subject: cause.subject, refinement, marks };
}
