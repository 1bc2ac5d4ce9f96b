import type { Call, Expression } from "../../hcl/syntax.js";
import type { Value } from "../values/value.js";
import { followOnly, stepOf } from "./follow-expression.js";
import { inside, known, type Next, type Place, probe } from "./place.js";

/** Functions whose result has at each place what their first argument has there. */
const transparent = new Set([
  "tolist",
  "toset",
  "tomap",
  "tostring",
  "tonumber",
  "tobool",
  "sensitive",
  "nonsensitive",
  "ephemeralasnull",
]);

/** Goes into the argument of a call that its result comes from, where that can be told. */
export function followCall(place: Place, call: Call): Next | undefined {
  const name = call.name.replace(/^core::/, "");
  const [first, second, third] = call.arguments;
  if (first === undefined) return undefined;
  if (call.expandsFinal) return call.arguments.length === 1 ? inside(place, first, []) : undefined;
  if (transparent.has(name)) return inside(place, first, place.path);
  switch (name) {
    case "merge":
      return followMerge(place, call.arguments);
    case "concat":
      return followConcat(place, call.arguments);
    case "try":
      return followChosen(place, call.arguments, () => true);
    case "coalesce":
      return followChosen(place, call.arguments, (value) => !isNothing(value));
    case "coalescelist":
      return followChosen(place, call.arguments, (value) => lengthOf(value) !== 0);
    case "lookup":
      return second === undefined ? undefined : followLookup(place, first, second, third);
    case "element":
      return second === undefined ? undefined : followElement(place, first, second);
    case "one":
      return inside(place, first, [0, ...place.path]);
    case "values":
      return followValues(place, first);
    default:
      return followOnly(place, call.arguments);
  }
}

/** The last argument with the key wins. */
function followMerge(place: Place, args: readonly Expression[]): Next | undefined {
  const [step] = place.path;
  if (step === undefined) return followOnly(place, args);
  for (const argument of args.toReversed()) {
    const value = known(place, argument);
    if (value === undefined) return undefined;
    if ((value.kind === "map" || value.kind === "object") && value.entries.has(String(step))) {
      return inside(place, argument, place.path);
    }
  }
  return undefined;
}

function followConcat(place: Place, args: readonly Expression[]): Next | undefined {
  const [step, ...rest] = place.path;
  if (typeof step !== "number") return followOnly(place, args);
  let index = step;
  for (const argument of args) {
    const length = lengthOf(known(place, argument));
    if (length === undefined) return undefined;
    if (index < length) return inside(place, argument, [index, ...rest]);
    index -= length;
  }
  return undefined;
}

/** The first argument that evaluates to something that will do. */
function followChosen(
  place: Place,
  args: readonly Expression[],
  isChosen: (value: Value) => boolean,
): Next | undefined {
  for (const argument of args) {
    const { value } = probe(place, argument);
    if (value === undefined) continue;
    if (value.kind === "unknown" || isChosen(value)) return inside(place, argument, place.path);
  }
  return undefined;
}

function followLookup(
  place: Place,
  collection: Expression,
  key: Expression,
  otherwise: Expression | undefined,
): Next | undefined {
  const step = stepOf(known(place, key));
  const value = known(place, collection);
  if (step === undefined || (value?.kind !== "map" && value?.kind !== "object")) return undefined;
  if (value.entries.has(String(step))) return inside(place, collection, [String(step), ...place.path]);
  return otherwise === undefined ? undefined : inside(place, otherwise, place.path);
}

function followElement(place: Place, list: Expression, index: Expression): Next | undefined {
  const step = stepOf(known(place, index));
  const length = lengthOf(known(place, list));
  if (typeof step !== "number" || length === undefined || length === 0) return undefined;
  return inside(place, list, [((step % length) + length) % length, ...place.path]);
}

function followValues(place: Place, argument: Expression): Next | undefined {
  const [step, ...rest] = place.path;
  const value = known(place, argument);
  if (typeof step !== "number" || (value?.kind !== "map" && value?.kind !== "object")) return undefined;
  const key = [...value.entries.keys()][step];
  return key === undefined ? undefined : inside(place, argument, [key, ...rest]);
}

function lengthOf(value: Value | undefined): number | undefined {
  return value?.kind === "list" || value?.kind === "tuple" || value?.kind === "set" ? value.items.length : undefined;
}

function isNothing(value: Value): boolean {
  return value.kind === "null" || (value.kind === "string" && value.value === "");
}
