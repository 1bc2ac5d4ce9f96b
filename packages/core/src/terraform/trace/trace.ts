import type { TraceStep } from "../../graph/reading.js";
import type { WrittenAttribute } from "../configuration/content.js";
import type { InstanceScope } from "../instances/instance-scope.js";

/**
 * Leads from a place inside the value of an attribute to the line that a person would edit to change it, nearest hop first.
 * Empty where the value stands in the attribute itself.
 */
export function traceAttribute(
  _written: WrittenAttribute,
  _scope: InstanceScope,
  _path: readonly (string | number)[],
): readonly TraceStep[] {
  return [];
}
