import { stringValue } from "../values/construct.js";
import { isWhollyKnown } from "../values/marks.js";
import { dynamicType, stringType } from "../values/type.js";
import { argumentAt, textAt, unknownBecauseOf } from "./arguments.js";
import { define, mayBeNull, parameter } from "./define.js";
import { emitYaml } from "./yaml-emitter.js";
import { readYaml } from "./yaml-reader.js";

/** https://developer.hashicorp.com/terraform/language/functions/yamlencode */
export const yamlencode = define({
  name: "yamlencode",
  parameters: [parameter("value", dynamicType, { allowsNull: true, allowsUnknown: true, allowsDynamic: true })],
  returns: stringType,
  call: (args) => {
    const value = argumentAt(args, 0);
    return isWhollyKnown(value) ? stringValue(emitYaml(value)) : unknownBecauseOf([value], stringType);
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/yamldecode */
export const yamldecode = define({
  name: "yamldecode",
  parameters: [parameter("src", stringType)],
  refinement: mayBeNull,
  returns: dynamicType,
  call: (args) => readYaml(textAt(args, 0)),
});
