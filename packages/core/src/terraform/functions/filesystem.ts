import { boolValue, stringValue, unknownValue } from "../values/construct.js";
import { notNull } from "../values/refinement.js";
import { boolType, stringType } from "../values/type.js";
import type { Value } from "../values/value.js";
import { textAt } from "./arguments.js";
import { encodeBase64 } from "./base64.js";
import { define, parameter } from "./define.js";
import { callError } from "./failure.js";
import { hostFailure, readBytesAt, resolvePath } from "./files.js";
import type { FunctionContext, TerraformFunction } from "./function.js";
import { baseName, cleanPath, directoryName } from "./paths.js";
import { decodeUtf8 } from "./utf8.js";

const path = parameter("path", stringType);

/** Reads the text file that an argument names. */
export function readTextAt(args: readonly Value[], index: number, context: FunctionContext): string {
  const text = decodeUtf8(readBytesAt(args, index, context));
  if (text !== undefined) return text;
  throw callError(`The file "${textAt(args, index)}" is not valid UTF-8; filebase64 reads any file.`);
}

/** https://developer.hashicorp.com/terraform/language/functions/file */
export const file = define({
  name: "file",
  parameters: [path],
  returns: stringType,
  call: (args, context) => stringValue(readTextAt(args, 0, context)),
});

/** https://developer.hashicorp.com/terraform/language/functions/filebase64 */
export const filebase64 = define({
  name: "filebase64",
  parameters: [path],
  returns: stringType,
  call: (args, context) => stringValue(encodeBase64(readBytesAt(args, 0, context))),
});

/** https://developer.hashicorp.com/terraform/language/functions/fileexists */
export const fileexists = define({
  name: "fileexists",
  parameters: [path],
  returns: boolType,
  call: (args, context) => {
    const name = textAt(args, 0);
    const result = context.host.kindOf(resolvePath(name, 0, context));
    if (result.ok && result.value === "file") return boolValue(true);
    if (result.ok) throw callError(`"${name}" is not a regular file.`);
    if (result.error.code === "not-found" || result.error.code === "not-a-directory") return boolValue(false);
    throw hostFailure(result.error, name, 0);
  },
});

function pathFunction(name: string, map: (path: string) => Value): TerraformFunction {
  return define({ name, parameters: [path], returns: stringType, call: (args) => map(textAt(args, 0)) });
}

/** https://developer.hashicorp.com/terraform/language/functions/basename */
export const basename = pathFunction("basename", (value) => stringValue(baseName(value)));

/** https://developer.hashicorp.com/terraform/language/functions/dirname */
export const dirname = pathFunction("dirname", (value) => stringValue(directoryName(value)));

/**
 * Unknown for relative paths: no result may depend on where the scan runs.
 * https://developer.hashicorp.com/terraform/language/functions/abspath
 */
export const abspath = pathFunction("abspath", (value) => {
  if (value.startsWith("/")) return stringValue(cleanPath(value));
  return unknownValue(stringType, "function-not-pure", "abspath(…)", notNull);
});

/**
 * Unknown for what begins with `~`: no result may depend on who scans.
 * https://developer.hashicorp.com/terraform/language/functions/pathexpand
 */
export const pathexpand = pathFunction("pathexpand", (value) => {
  if (!value.startsWith("~")) return stringValue(value);
  if (value.length > 1 && !value.startsWith("~/")) throw callError("Home directories of other users are not known.");
  return unknownValue(stringType, "function-not-pure", "pathexpand(…)", notNull);
});
