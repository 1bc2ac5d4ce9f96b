import type { Conditional, Expression } from "../../hcl/syntax.js";
import { nullValue, withMarks } from "../values/construct.js";
import { convertValue } from "../values/convert.js";
import { compareNumbers } from "../values/number.js";
import { isDefinitelyNotNull, lengthBounds, refine } from "../values/refinement.js";
import { typeOf } from "../values/type-of.js";
import { dynamicType, equalTypes, isCollectionType, typeName } from "../values/type.js";
import type { Type } from "../values/type.js";
import { unifyTypes } from "../values/unify.js";
import type { Refinement, UnknownValue, Value } from "../values/value.js";
import { evaluateCondition } from "./condition.js";
import type { Condition } from "./condition.js";
import { EvaluationError } from "./error.js";
import { evaluateExpression } from "./evaluate.js";
import { recover } from "./recover.js";
import type { Scope } from "./scope.js";
import { unknownFrom } from "./unknown.js";

/** An evaluated arm: its value, or the error that counts only if the arm is taken. */
export interface Arm {
  readonly value: Value;
  readonly error: EvaluationError | undefined;
}

/**
 * `condition ? consequent : alternate`. Both arms are evaluated, because the result has the type that both can be brought to;
 * an error in the arm that is not taken is of no account.
 */
export function evaluateConditional(expression: Conditional, scope: Scope): Value {
  const consequent = evaluateArm(expression.consequent, scope);
  const alternate = evaluateArm(expression.alternate, scope);
  const type = commonType(consequent.value, alternate.value);
  return choose(evaluateCondition(expression.condition, scope), consequent, alternate, type);
}

/** Evaluates an arm of a conditional. One that fails still has the type that its form tells. */
function evaluateArm(expression: Expression, scope: Scope): Arm {
  try {
    return { value: evaluateExpression(expression, scope), error: undefined };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { value: recover(expression, scope), error };
  }
}

/** Takes an arm as the condition says; an unknown that could be either where it does not. */
export function choose(condition: Condition, consequent: Arm, alternate: Arm, type: Type): Value {
  if (typeof condition.holds === "boolean") {
    const taken = condition.holds ? consequent : alternate;
    if (taken.error !== undefined) throw taken.error;
  }
  return chooseValue(condition, consequent.value, alternate.value, type);
}

/** The same, without regard to errors. */
export function chooseValue(condition: Condition, consequent: Value, alternate: Value, type: Type): Value {
  if (typeof condition.holds !== "boolean") {
    return undecided(condition.holds, condition.marks, consequent, alternate, type);
  }
  const [taken, other] = condition.holds ? [consequent, alternate] : [alternate, consequent];
  // Terraform marks the result with what either arm is marked with, even the one that is not taken.
  return withMarks(convertArm(taken, other, type), condition.marks | other.marks);
}

function convertArm(taken: Value, other: Value, type: Type): Value {
  if (type.kind === "dynamic") return taken;
  const isOpen = (type.kind === "map" || type.kind === "list") && type.element.kind === "dynamic";
  if (isOpen && typeOf(other).kind === type.kind && !isUniform(taken)) {
    throw new EvaluationError(
      "inconsistent-conditional-types",
      `The elements of this result must all have one type, so that it can be a ${type.kind} as the other one is.`,
    );
  }
  return convertValue(taken, type);
}

/** Whether the items of a tuple or the values of an object that have a type have the same one. */
function isUniform(value: Value): boolean {
  if (value.kind !== "tuple" && value.kind !== "object") return true;
  const types = (value.kind === "tuple" ? value.items : [...value.entries.values()])
    .map(typeOf)
    .filter((type) => type.kind !== "dynamic");
  return types.every((type) => type === types[0] || (types[0] !== undefined && equalTypes(type, types[0])));
}

/**
 * A bare null takes the type of the other arm; of an arm of which not even the type is known nothing can be said; otherwise
 * the types are unified.
 */
export function commonType(consequent: Value, alternate: Value): Type {
  const left = typeOf(consequent);
  const right = typeOf(alternate);
  if (isBareNull(consequent)) return right;
  if (isBareNull(alternate)) return left;
  if (left.kind === "dynamic" || right.kind === "dynamic") return dynamicType;
  const type = equalTypes(left, right) ? left : unifyTypes([left, right]);
  if (type !== undefined) return type;
  throw new EvaluationError(
    "inconsistent-conditional-types",
    `The two results of a conditional must have one type, and ${typeName(left)} and ${typeName(right)} have none in common.`,
  );
}

function isBareNull(value: Value): boolean {
  return value.kind === "null" && value.type.kind === "dynamic";
}

function undecided(
  cause: UnknownValue,
  conditionMarks: number,
  consequent: Value,
  alternate: Value,
  type: Type,
): Value {
  const marks = conditionMarks | consequent.marks | alternate.marks;
  if (consequent.kind === "null" && alternate.kind === "null") return nullValue(type, marks);
  const refinement: Refinement = {
    notNull: isDefinitelyNotNull(consequent) && isDefinitelyNotNull(alternate),
    ...numberBounds(consequent, alternate),
    ...lengthLimits(consequent, alternate),
  };
  return withMarks(refine(unknownFrom(cause, type), refinement), marks);
}

type Bound = Refinement["lowerBound"];

/** The bounds within which both numbers lie. */
function numberBounds(left: Value, right: Value): Refinement {
  if (typeOf(left).kind !== "number" || typeOf(right).kind !== "number") return {};
  return {
    lowerBound: wider(boundOf(left, "lowerBound"), boundOf(right, "lowerBound"), -1),
    upperBound: wider(boundOf(left, "upperBound"), boundOf(right, "upperBound"), 1),
  };
}

function boundOf(value: Value, which: "lowerBound" | "upperBound"): Bound {
  if (value.kind === "number") return { value: value.value, inclusive: true };
  return value.kind === "unknown" ? value.refinement?.[which] : undefined;
}

function wider(left: Bound, right: Bound, direction: 1 | -1): Bound {
  if (left === undefined || right === undefined) return undefined;
  const order = compareNumbers(left.value, right.value) * direction;
  if (order === 0) return left.inclusive ? left : right;
  return order > 0 ? left : right;
}

/** The bounds of the lengths of two collections of one type. */
function lengthLimits(left: Value, right: Value): Refinement {
  const type = typeOf(left);
  if (!isCollectionType(type) || !equalTypes(type, typeOf(right))) return {};
  const a = lengthBounds(left);
  const b = lengthBounds(right);
  if (a === undefined || b === undefined) return {};
  const maxLength = a.max === undefined || b.max === undefined ? undefined : Math.max(a.max, b.max);
  return { minLength: Math.min(a.min, b.min), maxLength };
}
