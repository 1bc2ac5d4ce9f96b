import { convertValue } from "../values/convert.js";
import { EvaluationError } from "../evaluate/error.js";
import { deepMarks, typeOf, withMarks, withoutMarks } from "../values/construct.js";
import { refine } from "../values/refinement.js";
import { dynamicType } from "../values/type.js";
import { Marks } from "../values/value.js";
import type { UnknownValue, Value } from "../values/value.js";
import { unknownBecauseOf } from "./arguments.js";
import { certainPart } from "./certain-part.js";
import { argumentError } from "./failure.js";
import type { FunctionContext, FunctionParameter, TerraformFunction } from "./function.js";

/**
 * Calls a function as Terraform does: the arguments are counted, converted and checked for null; one that is not known
 * makes the result an unknown of the function's return type unless the parameter allows it; the marks of the arguments are
 * on the result. Throws `EvaluationError`.
 */
export function callFunction(fn: TerraformFunction, args: readonly Value[], context: FunctionContext): Value {
  checkArity(fn, args.length);
  const converted = args.map((value, index) => convertTo(value, parameterAt(fn, index), index));
  let marks: number = Marks.none;
  const prepared = converted.map((value, index) => {
    if (parameterAt(fn, index).allowsMarked === true) return value;
    const found = deepMarks(value);
    if (found === Marks.none) return value;
    marks |= found;
    return withoutMarks(value);
  });
  const result = callPrepared(fn, prepared, context);
  const refined = fn.refinement === undefined ? result : refine(result, fn.refinement);
  return withMarks(refined.kind === "unknown" ? withPart(refined, certainPart(fn.name, converted)) : refined, marks);
}

function withPart(value: UnknownValue, part: Value | undefined): Value {
  return part === undefined ? value : { ...value, refinement: { ...value.refinement, part } };
}

function callPrepared(fn: TerraformFunction, args: readonly Value[], context: FunctionContext): Value {
  for (const [index, value] of args.entries()) {
    const parameter = parameterAt(fn, index);
    checkNull(value, parameter, index);
    // What comes behind is not even checked.
    if (typeOf(value).kind === "dynamic" && parameter.allowsDynamic !== true) {
      return unknownBecauseOf([value], dynamicType);
    }
  }
  const unknown = args.filter(
    (value, index) => value.kind === "unknown" && parameterAt(fn, index).allowsUnknown !== true,
  );
  // Marks of arguments that are passed on as they are get lost on both ways, as they do in Terraform.
  if (unknown.length > 0) return unknownBecauseOf(unknown, fn.returnType(args));
  return fn.call(args, context);
}

function parameterAt(fn: TerraformFunction, index: number): FunctionParameter {
  const parameter = fn.parameters[index] ?? fn.variadic;
  if (parameter === undefined) throw tooMany(fn);
  return parameter;
}

function checkArity(fn: TerraformFunction, count: number): void {
  const missing = fn.parameters[count];
  if (missing !== undefined) {
    throw new EvaluationError(
      "too-few-arguments",
      `The function "${fn.name}" needs an argument for "${missing.name}", its ${ordinal(count)} parameter.`,
    );
  }
  if (count > fn.parameters.length && fn.variadic === undefined) throw tooMany(fn);
}

function ordinal(index: number): string {
  return ["first", "second", "third"][index] ?? `${String(index + 1)}th`;
}

function tooMany(fn: TerraformFunction): EvaluationError {
  const count = fn.parameters.length;
  const words = count === 0 ? "no arguments" : count === 1 ? "one argument" : `${String(count)} arguments`;
  return new EvaluationError(
    "too-many-arguments",
    `The function "${fn.name}" takes ${words}.`,
    undefined,
    undefined,
    count,
  );
}

function convertTo(value: Value, parameter: FunctionParameter, index: number): Value {
  try {
    return convertValue(value, parameter.type);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw argumentError(index, `The value for "${parameter.name}" does not fit. ${error.message}`);
  }
}

function checkNull(value: Value, parameter: FunctionParameter, index: number): void {
  if (value.kind !== "null" || parameter.allowsNull === true) return;
  throw argumentError(index, `The value for "${parameter.name}" is null, which the function does not accept.`);
}
