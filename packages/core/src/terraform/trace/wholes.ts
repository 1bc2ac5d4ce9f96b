import { ComputedMemo, type Dependency, type Evaluation } from "../instances/evaluation.js";
import { LazyEntries } from "../instances/lazy-entries.js";
import type { Value } from "../values/value.js";
import type { PathStep, Place } from "./place.js";

/**
 * What reading the whole of a place's value reads beyond what its evaluation did: the resource instances that it holds as they
 * are, and all outputs of the module calls in it. An attribute that is taken of one of these later is all that is read of it,
 * so that evaluation itself notes nothing.
 *
 * @param value - of the place's expression, the path not yet taken
 */
export function readByWholes(
  value: Value | undefined,
  { path, scope, file, expression }: Place,
): readonly Dependency[] {
  const part = value === undefined ? undefined : partAt(value, path);
  if (part === undefined || !("items" in part || "entries" in part)) return [];
  const { evaluation } = scope;
  const visit = (): void => {
    readWholes(part, evaluation);
  };
  const range = { file, start: expression.start, end: expression.end };
  const memo = new ComputedMemo<void>("expression", range, visit, () => undefined);
  evaluation.compute(memo);
  return memo.dependencies;
}

function partAt(value: Value, path: readonly PathStep[]): Value | undefined {
  let part: Value | undefined = value;
  for (const step of path) {
    if (part === undefined) break;
    if ("entries" in part) part = part.entries.get(String(step));
    else part = "items" in part && typeof step === "number" ? part.items[step] : undefined;
  }
  return part;
}

function readWholes(value: Value, evaluation: Evaluation): void {
  if ("items" in value) for (const item of value.items) readWholes(item, evaluation);
  if (!("entries" in value)) return;
  const { entries } = value;
  if (entries instanceof LazyEntries && entries.instance !== undefined) evaluation.refer(entries.instance, "");
  else for (const [, entry] of entries) readWholes(entry, evaluation);
}
