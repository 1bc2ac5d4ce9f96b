import { EvaluationError } from "../evaluate/error.js";
import type { AccessStep } from "../evaluate/scope.js";
import { convertValue } from "../values/convert.js";
import type { Value } from "../values/value.js";
import type { Expansion, Repetition } from "./repetition.js";

/** Something that `count` or `for_each` may repeat. */
export interface RepeatedInstances<T> {
  readonly address: string;
  instances(): readonly T[];
}

/**
 * Finds the one instance that a reference is about, with the number of steps taken so far; undefined when it is about all of
 * them. Throws `EvaluationError` for a key that no instance has.
 */
export function instanceAt<T extends { readonly repetition: Repetition }>(
  block: RepeatedInstances<T>,
  expansion: Expansion,
  steps: readonly AccessStep[],
  from: number,
): { readonly instance: T; readonly consumed: number } | undefined {
  const instances = block.instances();
  if (expansion.via === "single") {
    const [instance] = instances;
    return instance === undefined ? undefined : { instance, consumed: from };
  }
  const step = steps[from];
  if (step === undefined) return undefined;
  const key = step.kind === "index" ? knownKey(step.key, expansion.via) : step.name;
  if (key === undefined || (step.kind === "attribute" && expansion.via === "count")) return undefined;
  const instance =
    typeof key === "number"
      ? instances[key]
      : instances.find(({ repetition }) => repetition.kind === "each" && repetition.key === key);
  if (instance !== undefined) return { instance, consumed: from + 1 };
  const shown = typeof key === "number" ? String(key) : JSON.stringify(key);
  throw new EvaluationError("invalid-index", `${block.address} has no instance ${shown}.`, step.node.start, step.node.end);
}

/** The key as `count` or `for_each` has them; undefined for what is unknown or of the wrong type, left to the evaluator. */
function knownKey(key: Value, via: Expansion["via"]): string | number | undefined {
  try {
    const converted = convertValue(key, { kind: via === "count" ? "number" : "string" });
    if (converted.kind === "string") return converted.value;
    if (converted.kind === "number" && typeof converted.value === "number") return converted.value;
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
  }
  return undefined;
}
