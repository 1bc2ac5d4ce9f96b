import { parseHcl } from "../../hcl/parse.js";
import type { Attribute } from "../../hcl/syntax.js";
import { SourceFile } from "../../source/source-file.js";
import { objectValue, stringValue, typeOf } from "../values/construct.js";
import { isWhollyKnown } from "../values/marks.js";
import { isDefinitelyNotNull } from "../values/refinement.js";
import { dynamicType, stringType } from "../values/type.js";
import type { Value } from "../values/value.js";
import { argumentAt, isMapping, textAt, unknownBecauseOf } from "./arguments.js";
import { define, parameter } from "./define.js";
import { callError } from "./failure.js";
import type { FunctionContext } from "./function.js";
import { isIdentifier, writeDefinitions, writeExpression } from "./hcl-writer.js";
import { openingCharacter } from "./json.js";

/** https://developer.hashicorp.com/terraform/language/functions/terraform-encode_expr */
export const encodeExpr = define({
  name: "provider::terraform::encode_expr",
  parameters: [parameter("value", dynamicType, { allowsUnknown: true })],
  returns: stringType,
  call: (args) => {
    const value = argumentAt(args, 0);
    if (isWhollyKnown(value)) return stringValue(writeExpression(value));
    const prefix = isDefinitelyNotNull(value) ? openingCharacter(typeOf(value)) : undefined;
    return unknownBecauseOf([value], stringType, { notNull: true, prefix });
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/terraform-encode_tfvars */
export const encodeTfvars = define({
  name: "provider::terraform::encode_tfvars",
  parameters: [parameter("value", dynamicType, { allowsUnknown: true })],
  returns: stringType,
  call: (args) => {
    const value = argumentAt(args, 0);
    if (!isWhollyKnown(value)) return unknownBecauseOf([value], stringType);
    if (!isMapping(value)) throw callError("An object is required: its attributes become the variables.");
    for (const name of value.entries.keys()) {
      if (!isIdentifier(name)) throw callError(`"${name}" is not a valid name for a variable.`);
    }
    return stringValue(writeDefinitions(value.entries));
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/terraform-decode_tfvars */
export const decodeTfvars = define({
  name: "provider::terraform::decode_tfvars",
  parameters: [parameter("src", stringType)],
  returns: dynamicType,
  call: (args, context) => {
    const text = textAt(args, 0);
    const file = new SourceFile("<decode_tfvars argument>", text);
    let problem: string | undefined;
    const parsed = parseHcl(file, (diagnostic) => {
      problem ??= diagnostic.message;
    });
    if (problem !== undefined) throw callError(`The text is not a valid definition of variables: ${problem}`);
    const entries = parsed.body.items.map((item): [string, Value] => {
      if (item.kind !== "attribute") throw callError("Blocks are not allowed among definitions of variables.");
      return [item.name, evaluateDefinition(item, text, context)];
    });
    return objectValue(entries);
  },
});

/** Evaluates the value of a variable, in which nothing can be referred to and no function be called. */
function evaluateDefinition(attribute: Attribute, text: string, context: FunctionContext): Value {
  if (holdsCall(attribute.expression)) throw callError("Functions cannot be called in definitions of variables.");
  const { start, end } = attribute.expression;
  return context.evaluateTemplate(`\${\n${text.slice(start, end)}\n}`, "<decode_tfvars argument>", new Map());
}

function holdsCall(node: unknown): boolean {
  if (typeof node !== "object" || node === null) return false;
  if ("kind" in node && node.kind === "call") return true;
  return Object.values(node).some(holdsCall);
}
