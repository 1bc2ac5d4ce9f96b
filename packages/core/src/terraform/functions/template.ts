import { typeOf, withMarks } from "../values/construct.js";
import { deepMarks, withoutMarks } from "../values/marks.js";
import { dynamicType, stringType } from "../values/type.js";
import type { Value } from "../values/value.js";
import { convertValue } from "../values/convert.js";
import { argumentAt, isMapping, textAt, unknownBecauseOf } from "./arguments.js";
import { define, mayBeNull, parameter } from "./define.js";
import { argumentError, callError } from "./failure.js";
import { readTextAt } from "./filesystem.js";
import type { FunctionContext } from "./function.js";

function render(text: string, fileName: string, variables: Value, context: FunctionContext): Value {
  const marks = deepMarks(variables);
  const names = variableNames(withoutMarks(variables));
  return withMarks(context.evaluateTemplate(text, fileName, names), marks);
}

const variableName = /^\p{L}[\p{L}\p{Nd}_]*$/u;

function variableNames(variables: Value): ReadonlyMap<string, Value> {
  if (!isMapping(variables)) throw argumentError(1, "The variables must be a map or an object.");
  for (const name of variables.entries.keys()) {
    if (!variableName.test(name)) throw argumentError(1, `"${name}" is not a valid name for a template's variable.`);
  }
  return variables.entries;
}

/** https://developer.hashicorp.com/terraform/language/functions/templatefile */
export const templatefile = define({
  name: "templatefile",
  parameters: [
    parameter("path", stringType, { allowsUnknown: true }),
    parameter("vars", dynamicType, { allowsMarked: true }),
  ],
  refinement: mayBeNull,
  returns: dynamicType,
  call: (args, context) => {
    const path = argumentAt(args, 0);
    if (path.kind === "unknown") {
      return withMarks(unknownBecauseOf([path], dynamicType), deepMarks(argumentAt(args, 1)));
    }
    const text = readTextAt(args, 0, context);
    return render(text, textAt(args, 0), argumentAt(args, 1), context);
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/templatestring */
export const templatestring = define({
  name: "templatestring",
  parameters: [
    parameter("template", dynamicType, { requiresReference: true, allowsMarked: true }),
    parameter("vars", dynamicType, { allowsMarked: true }),
  ],
  returns: stringType,
  call: (args, context) => {
    const template = argumentAt(args, 0);
    if (typeOf(template).kind !== "string") throw argumentError(0, "The template must be a string.");
    const rendered = render(textAt(args, 0), "<templatestring argument>", argumentAt(args, 1), context);
    if (rendered.kind === "null") throw callError("The template renders to null.");
    return withMarks(convertValue(rendered, stringType), template.marks);
  },
});
