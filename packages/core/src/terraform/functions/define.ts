import { notNull } from "../values/refinement.js";
import type { Type } from "../values/type.js";
import type { Refinement, Value } from "../values/value.js";
import type { FunctionContext, FunctionParameter, TerraformFunction } from "./function.js";

/** What a function is made of; `returns` is a type, or computes it from the arguments. */
interface Definition {
  readonly name: string;
  readonly parameters: readonly FunctionParameter[];
  readonly variadic?: FunctionParameter;
  readonly returns: Type | ((args: readonly Value[]) => Type);
  /** What is certain about an unknown result; that it is not null unless said otherwise. */
  readonly refinement?: Refinement;
  readonly call: (args: readonly Value[], context: FunctionContext) => Value;
}

/** Makes a function. */
export function define(definition: Definition): TerraformFunction {
  const returns = definition.returns;
  return {
    name: definition.name,
    parameters: definition.parameters,
    variadic: definition.variadic,
    refinement: definition.refinement ?? notNull,
    returnType: typeof returns === "function" ? returns : () => returns,
    call: definition.call,
  };
}

/** No refinement: the result may be null. */
export const mayBeNull: Refinement = {};

/** Makes a parameter. */
export function parameter(
  name: string,
  type: Type,
  allows: Omit<FunctionParameter, "name" | "type"> = {},
): FunctionParameter {
  return { name, type, ...allows };
}
