import type {
  Expression,
  ForExpression,
  ObjectConstructor,
  SplatStep,
  Template,
  TupleConstructor,
} from "../../hcl/syntax.js";
import type { InstanceScope } from "../instances/instance-scope.js";
import { digitsOf, wholeNumber } from "../instances/whole-number.js";
import type { Value } from "../values/value.js";
import { followCall } from "./follow-call.js";
import { followReference } from "./follow-reference.js";
import { inside, known, type Next, type PathStep, type Place } from "./place.js";

/**
 * Goes one step from a place towards where its value is written; undefined where it stands right there, is computed from
 * several things, or cannot be followed.
 */
export function followExpression(place: Place): Next | undefined {
  const { expression, path } = place;
  switch (expression.kind) {
    case "parentheses":
      return inside(place, expression.expression, path);
    case "variable":
      return followReference(place, expression.name);
    case "getAttribute":
      return inside(place, expression.object, [expression.name, ...path]);
    case "index": {
      const key = stepOf(known(place, expression.key));
      return key === undefined ? undefined : inside(place, expression.object, [key, ...path]);
    }
    case "splat": {
      const from = pathThroughSplat(place, expression.steps, path);
      return inside(place, expression.object, from ?? []);
    }
    case "conditional": {
      const condition = known(place, expression.condition);
      const isTrue = condition?.kind === "bool" ? condition.value : undefined;
      if (isTrue === undefined) return undefined;
      return inside(place, isTrue ? expression.consequent : expression.alternate, path);
    }
    case "template":
      return followTemplate(place, expression);
    case "tuple":
      return followTuple(place, expression);
    case "object":
      return followObject(place, expression);
    case "forExpression":
      return followFor(place, expression);
    case "call":
      return followCall(place, expression);
    case "binary":
      return followOnly(place, [expression.left, expression.right]);
    case "unary":
      return followOnly(place, [expression.operand]);
    default:
      return undefined;
  }
}

/** The path in what a splat is taken of that leads to the same element: its index comes before the splat's steps. */
function pathThroughSplat(
  place: Place,
  steps: readonly SplatStep[],
  path: readonly PathStep[],
): readonly PathStep[] | undefined {
  const [index, ...rest] = path;
  if (typeof index !== "number") return undefined;
  const taken: PathStep[] = [index];
  for (const step of steps) {
    if (step.kind === "splat") {
      const inner = pathThroughSplat(place, step.steps, rest);
      return inner === undefined ? undefined : [...taken, ...inner];
    }
    const key = step.kind === "attribute" ? step.name : stepOf(known(place, step.key));
    if (key === undefined) return undefined;
    taken.push(key);
  }
  return [...taken, ...rest];
}

/** Goes into the only one of several operands that is not a literal. */
export function followOnly(place: Place, operands: readonly Expression[]): Next | undefined {
  const [only, ...others] = operands.filter((operand) => !isLiteral(operand));
  return only === undefined || others.length > 0 ? undefined : inside(place, only, []);
}

function isLiteral({ kind }: Expression): boolean {
  return kind === "string" || kind === "number" || kind === "boolean" || kind === "null";
}

/** Turns a known key into a step of a path. */
export function stepOf(value: Value | undefined): PathStep | undefined {
  if (value?.kind === "string") return value.value;
  if (value?.kind !== "number") return undefined;
  return wholeNumber(value.value) ?? digitsOf(value.value);
}

function followTemplate(place: Place, template: Template): Next | undefined {
  const parts = template.parts.filter(({ kind }) => kind !== "text");
  const [only] = parts;
  if (only?.kind !== "interpolation" || parts.length > 1) return undefined;
  return inside(place, only.expression, template.isWrapper ? place.path : []);
}

function followTuple(place: Place, tuple: TupleConstructor): Next | undefined {
  const [step, ...rest] = place.path;
  if (step === undefined) return undefined;
  // A set has no indices: its elements are found by their value.
  const item =
    typeof step === "number" ? tuple.items[step] : tuple.items.find((each) => stepOf(known(place, each)) === step);
  if (item === undefined) return undefined;
  const range = { file: place.file, start: item.start, end: item.end };
  return { place: { ...place, expression: item, path: rest }, range };
}

function followObject(place: Place, object: ObjectConstructor): Next | undefined {
  const [step, ...rest] = place.path;
  if (step === undefined) return undefined;
  const item = object.items.findLast(({ key }) => keyText(place, key) === String(step));
  if (item === undefined) return undefined;
  const range = { file: place.file, start: item.start, end: item.end };
  return { place: { ...place, expression: item.value, path: rest }, range };
}

function keyText(place: Place, key: Expression): string | undefined {
  if (key.kind === "variable") return key.name;
  if (key.kind === "string") return key.value;
  const step = stepOf(known(place, key));
  return step === undefined ? undefined : String(step);
}

/** Finds the element that a result of a `for` expression comes from, and goes into what is made of it. */
function followFor(place: Place, expression: ForExpression): Next | undefined {
  const [step, ...rest] = place.path;
  if (step === undefined) return inside(place, expression.collection, []);
  if (expression.isGrouping) return undefined;
  const found = resultsOf(place, expression).get(step);
  return found === undefined ? undefined : { place: { ...found, path: rest } };
}

/** Where each result of a `for` expression is made: by its key, by its index, and by its value where the result is a set. */
type Results = ReadonlyMap<PathStep, Place>;

const resultsByScope = new WeakMap<InstanceScope, WeakMap<ForExpression, Results>>();

/** The results are found once for all instances that iterate over them. */
function resultsOf(place: Place, expression: ForExpression): Results {
  const isShared = place.bindings.size === 0 && place.scope === place.scope.module.scope;
  if (!isShared) return findResults(place, expression);
  const byExpression = resultsByScope.get(place.scope) ?? new WeakMap<ForExpression, Results>();
  resultsByScope.set(place.scope, byExpression);
  let results = byExpression.get(expression);
  if (results === undefined) {
    results = findResults(place, expression);
    byExpression.set(expression, results);
  }
  return results;
}

function findResults(place: Place, expression: ForExpression): Results {
  const results = new Map<PathStep, Place>();
  const collection = known(place, expression.collection);
  let index = 0;
  for (const { key, value, step } of collection === undefined ? [] : elementsOf(collection)) {
    const source: Place = { ...place, expression: expression.collection, path: [step] };
    const bindings = new Map(place.bindings).set(expression.valueName, { value, place: source });
    if (expression.keyName !== undefined) bindings.set(expression.keyName, { value: key, place: undefined });
    const within: Place = { ...place, bindings, expression: expression.value, path: [] };
    const condition = expression.condition === undefined ? undefined : known(within, expression.condition);
    if (condition?.kind === "bool" && !condition.value) continue;
    if (expression.key !== undefined) {
      const name = stepOf(known(within, expression.key));
      if (name !== undefined) results.set(String(name), within);
      continue;
    }
    results.set(index, within);
    const text = known(within, expression.value);
    if (text?.kind === "string" && !results.has(text.value)) results.set(text.value, within);
    index += 1;
  }
  return results;
}

function* elementsOf(
  collection: Value,
): Generator<{ readonly key: Value; readonly value: Value; readonly step: PathStep }> {
  if (collection.kind === "map" || collection.kind === "object") {
    for (const [name, value] of collection.entries) {
      yield { key: { kind: "string", value: name, marks: 0 }, value, step: name };
    }
  } else if (collection.kind === "set") {
    for (const value of collection.items) yield { key: value, value, step: stepOf(value) ?? "" };
  } else if (collection.kind === "list" || collection.kind === "tuple") {
    for (const [index, value] of collection.items.entries()) {
      yield { key: { kind: "number", value: index, marks: 0 }, value, step: index };
    }
  }
}
