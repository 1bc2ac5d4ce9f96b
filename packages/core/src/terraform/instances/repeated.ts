import { EvaluationError } from "../evaluate/error.js";
import type { AccessStep } from "../evaluate/scope.js";
import { convertValue } from "../values/convert.js";
import type { Value } from "../values/value.js";
import type { Expansion, Repetition } from "./repetition.js";
import { wholeNumber } from "./whole-number.js";

/** Something that `count` or `for_each` may repeat. */
export interface RepeatedInstances<T> {
  readonly address: string;
  instances(): readonly T[];
  /** The instance with a key of `for_each`. */
  instanceOf(key: string): T | undefined;
}

/** Finds instances by their keys, however many there are. */
export function byKey<T extends { readonly repetition: Repetition }>(instances: readonly T[]): ReadonlyMap<string, T> {
  return new Map(
    instances.flatMap((one) => (one.repetition.kind === "each" ? [[one.repetition.key, one] as const] : [])),
  );
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
  const step = steps[from];
  if (expansion.via === "single") {
    const [instance] = instances;
    if (step?.kind === "index") {
      const message = `${block.address} has neither "count" nor "for_each", so that it has no instance keys.`;
      throw new EvaluationError("invalid-index", message, step.node.start, step.node.end);
    }
    return instance === undefined ? undefined : { instance, consumed: from };
  }
  if (step === undefined) return undefined;
  const key = step.kind === "index" ? knownKey(step.key, expansion.via) : step.name;
  if (key === undefined || (step.kind === "attribute" && expansion.via === "count")) return undefined;
  const instance = typeof key === "number" ? instances[key] : block.instanceOf(key);
  if (instance !== undefined) return { instance, consumed: from + 1 };
  const shown = typeof key === "number" ? String(key) : JSON.stringify(key);
  throw new EvaluationError(
    "invalid-index",
    `${block.address} has no instance ${shown}.`,
    step.node.start,
    step.node.end,
  );
}

/** The key as `count` or `for_each` has them; undefined for what is unknown or of the wrong type, left to the evaluator. */
function knownKey(key: Value, via: Expansion["via"]): string | number | undefined {
  try {
    const converted = convertValue(key, { kind: via === "count" ? "number" : "string" });
    if (converted.kind === "string") return converted.value;
    if (converted.kind === "number") return wholeNumber(converted.value);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
  }
  return undefined;
}
