import type { UnknownReason } from "../../graph/reading.js";
import type { Type } from "../values/type.js";
import { Marks, type UnknownValue } from "../values/value.js";

const dynamic: Type = { kind: "dynamic" };

/** Makes an unknown value, of unknown type unless one is given. */
export function unknownValue(reason: UnknownReason, subject?: string, type: Type = dynamic): UnknownValue {
  return { kind: "unknown", type, reason, subject, refinement: undefined, marks: Marks.none };
}

/** What stands for a value whose evaluation failed; a diagnostic of this code has said why. */
export function failedValue(code: string): UnknownValue {
  return unknownValue("error", code);
}

/** What stands for a value that depends on itself. */
export const errorValue: UnknownValue = failedValue("cycle");
