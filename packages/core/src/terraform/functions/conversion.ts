import { EvaluationError } from "../evaluate/error.js";
import { boolType, dynamicType, listOf, mapOf, numberType, setOf, stringType } from "../values/type.js";
import type { Type } from "../values/type.js";
import { convertArgument } from "./argument-conversion.js";
import { argumentAt, unknownBecauseOf } from "./arguments.js";
import { define, mayBeNull, parameter } from "./define.js";
import { argumentError } from "./failure.js";
import type { TerraformFunction } from "./function.js";

/** A conversion keeps the marks where they are, and null stays null. */
function conversion(name: string, type: Type): TerraformFunction {
  return define({
    name,
    parameters: [
      parameter("v", dynamicType, {
        allowsNull: true,
        allowsUnknown: true,
        allowsDynamic: true,
        allowsMarked: true,
      }),
    ],
    refinement: mayBeNull,
    returns: type,
    call: (args) => {
      const value = argumentAt(args, 0);
      if (value.kind === "unknown" && value.type.kind === "dynamic" && isOpen(type)) {
        return { ...unknownBecauseOf([value], dynamicType), marks: value.marks };
      }
      try {
        return convertArgument(value, type);
      } catch (error) {
        if (!(error instanceof EvaluationError)) throw error;
        throw argumentError(0, error.message);
      }
    },
  });
}

/** What an unknown of unknown type becomes is as open as before where the element type is to be found out. */
function isOpen(type: Type): boolean {
  return "element" in type && type.element.kind === "dynamic";
}

/** https://developer.hashicorp.com/terraform/language/functions/tobool */
export const tobool = conversion("tobool", boolType);

/** https://developer.hashicorp.com/terraform/language/functions/tolist */
export const tolist = conversion("tolist", listOf(dynamicType));

/** https://developer.hashicorp.com/terraform/language/functions/tomap */
export const tomap = conversion("tomap", mapOf(dynamicType));

/** https://developer.hashicorp.com/terraform/language/functions/tonumber */
export const tonumber = conversion("tonumber", numberType);

/** https://developer.hashicorp.com/terraform/language/functions/toset */
export const toset = conversion("toset", setOf(dynamicType));

/** https://developer.hashicorp.com/terraform/language/functions/tostring */
export const tostring = conversion("tostring", stringType);
