import type { Splat, SplatStep } from "../../hcl/syntax.js";
import { listValue, tupleValue, unknownValue, withMarks, withoutOuterMarks } from "../values/construct.js";
import { isDefinitelyNotNull, lengthBounds, notNull, refine } from "../values/refinement.js";
import { typeOf } from "../values/type-of.js";
import { dynamicType, listOf, tupleOf } from "../values/type.js";
import type { Type } from "../values/type.js";
import { unifyTypes } from "../values/unify.js";
import { convertValue } from "../values/convert.js";
import type { UnknownValue, Value } from "../values/value.js";
import { getAttribute, getIndex } from "./element.js";
import { EvaluationError } from "./error.js";
import { evaluateExpression } from "./evaluate.js";
import type { Scope } from "./scope.js";
import { unknownFrom } from "./unknown.js";

/** `value[*].steps` or `value.*.steps` */
export function evaluateSplat(expression: Splat, scope: Scope): Value {
  return splat(evaluateExpression(expression.object, scope), expression.steps, scope);
}

/**
 * Takes the steps of each element of a list, set or tuple. Anything else is a list of one element, and null is a list of none,
 * unless it is a null list.
 */
function splat(source: Value, steps: readonly SplatStep[], scope: Scope): Value {
  const type = typeOf(source);
  const isSequence = type.kind === "list" || type.kind === "set" || type.kind === "tuple";
  if (source.kind === "null") {
    if (isSequence) throw new EvaluationError("null-splat", "A splat cannot be taken of a null list.");
    return tupleValue([], source.marks);
  }
  if (type.kind === "dynamic" && source.kind === "unknown") {
    return unknownFrom(source, dynamicType, undefined, source.marks);
  }
  if (!isSequence) return splatOfSingle(source, steps, scope);
  if (source.kind === "unknown") return splatOfUnknown(source, type, steps, scope);
  if (source.kind !== "list" && source.kind !== "set" && source.kind !== "tuple") return source;
  const items = source.items.map((item) => {
    scope.functions.spendStep?.();
    return takeSteps(item, steps, scope);
  });
  if (source.kind === "tuple") return tupleValue(items, source.marks);
  return listOfResults(items, source, steps, scope);
}

function splatOfSingle(source: Value, steps: readonly SplatStep[], scope: Scope): Value {
  const item = takeSteps(withoutOuterMarks(source), steps, scope);
  if (source.kind === "unknown" && !isDefinitelyNotNull(source)) {
    // It may turn out null, and then there are no elements.
    return unknownFrom(source, dynamicType, undefined, source.marks);
  }
  return withMarks(tupleValue([item]), source.marks);
}

function listOfResults(
  items: readonly Value[],
  source: Value & { readonly kind: "list" | "set" },
  steps: readonly SplatStep[],
  scope: Scope,
): Value {
  if (items.length === 0) {
    const element = typeOf(takeSteps(unknownOf(source.elementType, undefined), steps, scope));
    return listValue(element, [], source.marks);
  }
  const element = unifyTypes(items.map(typeOf));
  if (element === undefined) return tupleValue(items, source.marks);
  return listValue(
    element,
    items.map((item) => convertValue(item, element)),
    source.marks,
  );
}

/** The elements are not known, but their type may be, and how many there are. */
function splatOfUnknown(source: UnknownValue, type: Type, steps: readonly SplatStep[], scope: Scope): Value {
  const resultOf = (element: Type): Type => typeOf(takeSteps(unknownOf(element, source), steps, scope));
  if (type.kind === "tuple") {
    return unknownFrom(source, tupleOf(type.elements.map(resultOf)), notNull, source.marks);
  }
  if (type.kind !== "list" && type.kind !== "set") return source;
  const bounds = lengthBounds(source);
  const result = unknownFrom(source, listOf(resultOf(type.element)), undefined, source.marks);
  return refine(result, { notNull: true, minLength: bounds?.min, maxLength: bounds?.max });
}

function unknownOf(type: Type, cause: UnknownValue | undefined): Value {
  return cause === undefined ? unknownValue(type, "known-after-apply") : unknownFrom(cause, type);
}

function takeSteps(item: Value, steps: readonly SplatStep[], scope: Scope): Value {
  let value = item;
  for (let at = 0; at < steps.length; at += 1) {
    const step = steps[at];
    if (step === undefined) break;
    value = takeStep(value, step, scope);
  }
  return value;
}

function takeStep(value: Value, step: SplatStep, scope: Scope): Value {
  try {
    switch (step.kind) {
      case "attribute":
        return getAttribute(value, step.name);
      case "index":
        return getIndex(value, evaluateExpression(step.key, scope));
      case "splat":
        return splat(value, step.steps, scope);
    }
  } catch (error) {
    if (error instanceof EvaluationError && error.start === undefined) {
      error.start = step.start;
      error.end = step.end;
    }
    throw error;
  }
}
