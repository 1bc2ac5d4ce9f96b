import type { Call, Expression } from "../../hcl/syntax.js";
import { callFunction } from "../functions/call.js";
import type { TerraformFunction } from "../functions/function.js";
import { findFunction } from "../functions/registry.js";
import { falseValue, firstUnknown, trueValue, unknownValue, withMarks } from "../values/construct.js";
import { typeOf } from "../values/type-of.js";
import { boolType, dynamicType, typeName } from "../values/type.js";
import type { UnknownValue, Value } from "../values/value.js";
import { accessChainOf } from "./access.js";
import { EvaluationError } from "./error.js";
import { evaluateExpression } from "./evaluate.js";
import type { Scope } from "./scope.js";
import { unknownFrom } from "./unknown.js";

/** `name(arguments)`. A function that a provider brings is unknown: we have no providers. */
export function evaluateCall(call: Call, scope: Scope): Value {
  if (scope.allowsCalls === false) {
    const message = "No function can be called here.";
    throw new EvaluationError("function-not-allowed", message, call.start, call.end);
  }
  const name = call.name.startsWith("core::") ? call.name.slice("core::".length) : call.name;
  if (name === "try") return evaluateTry(call, scope);
  if (name === "can") return evaluateCan(call, scope);
  const fn = findFunction(name);
  if (fn === undefined) return callUnknownFunction(call, scope);
  const args = evaluateArguments(call, scope);
  if (!Array.isArray(args)) return args;
  checkReferences(call, fn);
  try {
    return callFunction(fn, args, scope.functions);
  } catch (error) {
    throw located(error, call);
  }
}

/** Evaluates the arguments; the unknown result instead, where it cannot even be told how many there are. */
function evaluateArguments(call: Call, scope: Scope): Value[] | UnknownValue {
  const args: Value[] = [];
  const last = call.arguments.length - 1;
  for (const [at, argument] of call.arguments.entries()) {
    const value = evaluateExpression(argument, scope);
    if (at < last || !call.expandsFinal) args.push(value);
    else if (value.kind === "unknown") return expandUnknown(value, argument);
    else args.push(...expand(value, argument));
  }
  return args;
}

function expand(value: Value, argument: Expression): readonly Value[] {
  if (value.kind === "list" || value.kind === "set" || value.kind === "tuple") {
    return value.marks === 0 ? value.items : value.items.map((item) => withMarks(item, value.marks));
  }
  throw cannotExpand(value, argument);
}

function expandUnknown(value: UnknownValue, argument: Expression): UnknownValue {
  const { kind } = value.type;
  if (kind !== "dynamic" && kind !== "list" && kind !== "set" && kind !== "tuple") throw cannotExpand(value, argument);
  return unknownFrom(value, dynamicType, undefined, value.marks);
}

function cannotExpand(value: Value, argument: Expression): EvaluationError {
  const given = value.kind === "null" ? "null" : `a ${typeName(typeOf(value))}`;
  const message = `What is followed by ... must be a list, set or tuple, not ${given}.`;
  return new EvaluationError("invalid-expansion", message, argument.start, argument.end);
}

/** Some parameters take only a reference, so that a text is not written as a template by mistake. */
function checkReferences(call: Call, fn: TerraformFunction): void {
  for (const [at, parameter] of fn.parameters.entries()) {
    const argument = call.arguments[at];
    if (parameter.requiresReference !== true || argument === undefined) continue;
    if (accessChainOf(argument).root.kind === "variable") continue;
    const message = `The argument "${parameter.name}" of the function "${fn.name}" must be a reference.`;
    throw new EvaluationError("invalid-function-argument", message, argument.start, argument.end);
  }
}

function callUnknownFunction(call: Call, scope: Scope): Value {
  if (!call.name.startsWith("provider::") || call.name.startsWith("provider::terraform::")) {
    const message = `There is no function named "${call.name}".`;
    throw new EvaluationError("unknown-function", message, call.start, call.nameEnd);
  }
  let marks = 0;
  for (const argument of call.arguments) marks |= evaluateExpression(argument, scope).marks;
  return unknownValue(dynamicType, "function-not-pure", `${call.name}(…)`, undefined, marks);
}

/**
 * The first argument that evaluates without an error. When something in it is unknown it may fail yet, and another argument
 * take its place, so that nothing is known of the result.
 */
function evaluateTry(call: Call, scope: Scope): Value {
  let failure: EvaluationError | undefined;
  for (const argument of call.arguments) {
    try {
      const value = evaluateExpression(argument, scope);
      const unknown = firstUnknown(value);
      return unknown === undefined ? value : unknownFrom(unknown);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      failure ??= error;
    }
  }
  const message =
    failure === undefined
      ? "try() needs at least one argument."
      : `None of the arguments of try() could be evaluated. The first says: ${failure.message}`;
  throw new EvaluationError("try-failed", message, call.start, call.end);
}

/** Whether the argument evaluates without an error; not known while something in its value is unknown. */
function evaluateCan(call: Call, scope: Scope): Value {
  const argument = call.arguments[0];
  if (argument === undefined || call.arguments.length > 1) {
    const code = argument === undefined ? "too-few-arguments" : "too-many-arguments";
    throw new EvaluationError(code, "can() takes one argument.", call.start, call.end);
  }
  try {
    const unknown = firstUnknown(evaluateExpression(argument, scope));
    return unknown === undefined ? trueValue : unknownFrom(unknown, boolType);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return falseValue;
  }
}

/** Points an error of a function at the argument at fault, and else at the call. */
function located(error: unknown, call: Call): unknown {
  if (!(error instanceof EvaluationError) || error.start !== undefined) return error;
  const index = error.argumentIndex;
  const last = call.arguments.at(-1);
  const argument = index === undefined ? undefined : (call.arguments[index] ?? last);
  error.start = argument?.start ?? call.start;
  error.end = argument?.end ?? call.end;
  return error;
}
