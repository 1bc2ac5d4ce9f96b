import type { Expression, ForExpression } from "../../hcl/syntax.js";
import { numberValue, objectValue, stringValue, tupleValue, unknownValue } from "../values/construct.js";
import { fromCount } from "../values/number.js";
import { typeOf } from "../values/type-of.js";
import { dynamicType, typeName } from "../values/type.js";
import { Marks } from "../values/value.js";
import type { UnknownValue, Value } from "../values/value.js";
import { BindingScope } from "./binding-scope.js";
import { evaluateFilter } from "./condition.js";
import type { Condition } from "./condition.js";
import { EvaluationError } from "./error.js";
import { evaluateExpression } from "./evaluate.js";
import { toKey } from "./object.js";
import type { Scope } from "./scope.js";
import { unknownFrom } from "./unknown.js";

/** `[for … : value if …]` or `{for … : key => value if …}` */
export function evaluateFor(expression: ForExpression, scope: Scope): Value {
  const collection = evaluateExpression(expression.collection, scope);
  const iteration = iterate(collection, expression.collection);
  const inner = new BindingScope(scope, expression.keyName, expression.valueName);
  if (iteration.unknown !== undefined) return forOfUnknown(expression, iteration.unknown, inner);
  const { key } = expression;
  if (iteration.size === 0 && expression.condition !== undefined) checkCondition(expression.condition, inner);
  return key === undefined
    ? evaluateTupleFor(expression, iteration, inner)
    : evaluateObjectFor(expression, key, iteration, inner);
}

/** Nothing is known of the result. Terraform loses the marks of a collection of which not even the type is known. */
function forOfUnknown(expression: ForExpression, collection: UnknownValue, scope: BindingScope): Value {
  if (collection.type.kind === "dynamic") return unknownFrom(collection);
  const condition = expression.condition === undefined ? undefined : checkCondition(expression.condition, scope);
  return unknownFrom(collection, dynamicType, undefined, collection.marks | (condition?.marks ?? Marks.none));
}

/** What a `for` goes through. */
export interface Iteration {
  readonly size: number;
  readonly marks: number;
  /** There instead of elements, where the collection is not known. */
  readonly unknown: UnknownValue | undefined;
  /** Sets the key and value of each element in turn and calls back. */
  forEach(scope: BindingScope, visit: () => void): void;
}

/** Prepares to go through a collection. Throws where it is null or nothing to go through. */
export function iterate(collection: Value, expression: Expression): Iteration {
  switch (collection.kind) {
    case "list":
    case "tuple":
    case "set":
      return iterateItems(collection);
    case "map":
    case "object":
      return iterateEntries(collection);
    case "unknown":
      if (isIterable(collection)) return { size: 0, marks: collection.marks, unknown: collection, forEach: nothing };
      break;
    case "null":
      throw new EvaluationError(
        "null-iteration",
        "A for expression cannot go through a null value.",
        expression.start,
        expression.end,
      );
    default:
  }
  throw new EvaluationError(
    "invalid-iteration",
    `A for expression goes through a collection, and this is a ${typeName(typeOf(collection))}.`,
    expression.start,
    expression.end,
  );
}

function nothing(): void {
  // An unknown collection has no elements to show.
}

function isIterable(value: UnknownValue): boolean {
  return value.type.kind !== "string" && value.type.kind !== "number" && value.type.kind !== "bool";
}

function iterateItems(collection: Value & { readonly kind: "list" | "tuple" | "set" }): Iteration {
  const { items, marks, kind } = collection;
  return {
    size: items.length,
    marks,
    unknown: undefined,
    forEach(scope, visit) {
      for (let at = 0; at < items.length; at += 1) {
        const item = items[at];
        if (item === undefined) break;
        if (scope.keyName !== undefined) scope.key = kind === "set" ? item : numberValue(fromCount(at));
        scope.value = item;
        scope.functions.spendStep?.();
        visit();
      }
    },
  };
}

function iterateEntries(collection: Value & { readonly kind: "map" | "object" }): Iteration {
  const { entries, marks } = collection;
  return {
    size: entries.size,
    marks,
    unknown: undefined,
    forEach(scope, visit) {
      for (const [key, entry] of entries) {
        if (scope.keyName !== undefined) scope.key = stringValue(key);
        scope.value = entry;
        scope.functions.spendStep?.();
        visit();
      }
    },
  };
}

/** A condition of the wrong type is an error even where no element comes to be asked about. */
function checkCondition(condition: Expression, scope: BindingScope): Condition {
  scope.key = unknownValue(dynamicType, "known-after-apply");
  scope.value = scope.key;
  return evaluateFilter(condition, scope);
}

/** What was gathered so far, and the first unknown on which its extent depends. */
interface Progress {
  marks: number;
  unknown: UnknownValue | undefined;
}

/** Whether the element at hand is to be taken. */
function isIncluded(expression: ForExpression, scope: BindingScope, progress: Progress): boolean {
  if (expression.condition === undefined) return true;
  const condition = evaluateFilter(expression.condition, scope);
  progress.marks |= condition.marks;
  if (typeof condition.holds === "boolean") return condition.holds;
  progress.unknown ??= condition.holds;
  return false;
}

function evaluateTupleFor(expression: ForExpression, iteration: Iteration, scope: BindingScope): Value {
  const items: Value[] = [];
  const progress: Progress = { marks: iteration.marks, unknown: undefined };
  iteration.forEach(scope, () => {
    if (isIncluded(expression, scope, progress)) items.push(evaluateExpression(expression.value, scope));
  });
  return progress.unknown === undefined
    ? tupleValue(items, progress.marks)
    : unknownFrom(progress.unknown, dynamicType, undefined, progress.marks);
}

function evaluateObjectFor(
  expression: ForExpression,
  keyExpression: Expression,
  iteration: Iteration,
  scope: BindingScope,
): Value {
  const groups = new Map<string, Value[]>();
  const entries = new Map<string, Value>();
  const progress: Progress = { marks: iteration.marks, unknown: undefined };
  iteration.forEach(scope, () => {
    if (!isIncluded(expression, scope, progress)) return;
    const key = toKey(evaluateExpression(keyExpression, scope), keyExpression);
    progress.marks |= key.marks;
    if (key.kind !== "string") {
      if (key.kind === "unknown") progress.unknown ??= key;
      return;
    }
    const value = evaluateExpression(expression.value, scope);
    if (expression.isGrouping) addToGroup(groups, key.value, value);
    else if (entries.has(key.value)) throw duplicateKey(key, keyExpression);
    else entries.set(key.value, value);
  });
  if (progress.unknown !== undefined) return unknownFrom(progress.unknown, dynamicType, undefined, progress.marks);
  for (const [key, items] of groups) entries.set(key, tupleValue(items));
  return objectValue(entries, progress.marks);
}

function addToGroup(groups: Map<string, Value[]>, key: string, value: Value): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}

function duplicateKey(key: Value & { readonly kind: "string" }, expression: Expression): EvaluationError {
  const name = key.marks === 0 ? ` ("${key.value}")` : "";
  return new EvaluationError(
    "duplicate-key",
    `Two elements gave the same key${name}. To collect the values of equal keys, write ... after the value.`,
    expression.start,
    expression.end,
  );
}
