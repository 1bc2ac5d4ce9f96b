import type { NodeReference, TraceStep } from "../../graph/reading.js";
import type { SourceRange } from "../../source/source-file.js";
import type { WrittenAttribute } from "../configuration/content.js";
import { referencesOf } from "../instances/evaluation.js";
import type { InstanceScope } from "../instances/instance-scope.js";
import { followExpression } from "./follow-expression.js";
import { type Binding, type Next, type PathStep, type Place, probe } from "./place.js";
import { readByWholes } from "./wholes.js";

/** A walk that is longer than this goes in a circle. */
const maximumSteps = 2000;

const noBindings: ReadonlyMap<string, Binding> = new Map<string, Binding>();

/** The way from a place in an attribute's value to where that value is written. */
export interface Walk {
  readonly hops: readonly TraceStep[];
  /** The last place that could be reached, which holds the value itself or computes it. */
  readonly end: Place;
  /** The resource instance that the walk ended at, for an attribute that is not set there. */
  readonly crossed: Next["crossed"];
}

/** The place at a path inside the value of an attribute. */
export function placeIn({ attribute, file }: WrittenAttribute, scope: InstanceScope, path: readonly PathStep[]): Place {
  return { expression: attribute.expression, file, scope, bindings: noBindings, path };
}

/**
 * Walks from a place to where its value is written.
 *
 * @param before - hops that led to the place; the last of them is narrowed down to what matters of it
 * @param isEnd - whether to stop at a place, although it could be followed further
 */
export function walk(start: Place, before: readonly TraceStep[] = [], isEnd?: (place: Place) => boolean): Walk {
  const hops = [...before];
  let place = start;
  let crossed: Next["crossed"];
  for (let steps = 0; steps < maximumSteps && isEnd?.(place) !== true; steps++) {
    const next = followExpression(place);
    if (next === undefined) break;
    const last = hops.at(-1);
    if (next.hop !== undefined) hops.push(next.hop);
    else if (next.range !== undefined && last !== undefined) hops[hops.length - 1] = { ...last, range: next.range };
    place = next.place;
    crossed = next.crossed;
  }
  return { hops, end: place, crossed };
}

/** The narrowest item around a place in the declaration that it begins in; undefined where no constructor stands there. */
export function rangeInPlace(start: Place): SourceRange | undefined {
  let place = start;
  let range: SourceRange | undefined;
  for (let steps = 0; steps < maximumSteps; steps++) {
    const next = followExpression(place);
    if (next === undefined || next.hop !== undefined) break;
    range = next.range ?? range;
    place = next.place;
  }
  return range;
}

/**
 * Whether all results of a `for` expression or a splat are looked at. What they are made from tells then what is read, while
 * the collection alone tells nothing: resources are read one attribute at a time.
 */
function isMadeOfMany({ expression, path }: Place): boolean {
  return path.length === 0 && (expression.kind === "forExpression" || expression.kind === "splat");
}

/**
 * The resource attributes that the value at a place comes from. Of a list or an object only the element is looked at that the
 * path leads to, where that can be told.
 */
export function referencesFrom(start: Place): readonly NodeReference[] {
  let place = start;
  // A walk takes a traversal apart from its end; what cannot be followed must be evaluated as a whole.
  let traversal: Place | undefined;
  for (let steps = 0; steps < maximumSteps; steps++) {
    const { kind } = place.expression;
    if (kind === "getAttribute" || kind === "index") traversal ??= place;
    else if (kind !== "variable") traversal = undefined;
    if (isMadeOfMany(place)) break;
    const next = followExpression(place);
    if (next === undefined) break;
    if (next.crossed !== undefined) {
      const { instance, attribute } = next.crossed;
      return [{ address: instance.address, attribute }];
    }
    if (kind === "variable") traversal = undefined;
    place = next.place;
  }
  const end = traversal ?? place;
  const { value, memo } = probe(end, end.expression);
  return referencesOf([...memo.dependencies, ...readByWholes(value, end)]);
}
