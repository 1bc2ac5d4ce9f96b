import { EvaluationError } from "../evaluate/error.js";
import { canConvert, convertValue } from "../values/convert.js";
import { boolType, dynamicType, listOf, mapOf, numberType, setOf, stringType } from "../values/type.js";
import type { Type } from "../values/type.js";
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
      if (value.kind === "unknown" && canConvert(value.type, type)) {
        // Nothing is carried over but that it is not known: not even its element type, or that it is not null.
        return { ...unknownBecauseOf([value], type), marks: value.marks };
      }
      try {
        return convertValue(value, type);
      } catch (error) {
        if (!(error instanceof EvaluationError)) throw error;
        throw argumentError(0, error.message);
      }
    },
  });
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
