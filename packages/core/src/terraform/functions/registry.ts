import * as list from "./collection-list.js";
import * as map from "./collection-map.js";
import * as query from "./collection-query.js";
import * as conversion from "./conversion.js";
import * as csv from "./csv.js";
import * as date from "./date.js";
import * as encoding from "./encoding.js";
import * as fileset from "./fileset.js";
import * as filesystem from "./filesystem.js";
import * as format from "./format.js";
import type { TerraformFunction } from "./function.js";
import * as hash from "./hash.js";
import * as json from "./json.js";
import * as network from "./network.js";
import * as numeric from "./numeric.js";
import * as regex from "./regex.js";
import * as rsa from "./rsa.js";
import * as sensitivity from "./sensitivity.js";
import * as set from "./set.js";
import * as string from "./string.js";
import * as template from "./template.js";
import * as terraformProvider from "./terraform-provider.js";
import * as textEncoding from "./text-encoding.js";
import * as yaml from "./yaml.js";

const families: readonly Readonly<Record<string, unknown>>[] = [
  list,
  map,
  query,
  conversion,
  csv,
  date,
  encoding,
  fileset,
  filesystem,
  format,
  hash,
  json,
  network,
  numeric,
  regex,
  rsa,
  sensitivity,
  set,
  string,
  template,
  terraformProvider,
  textEncoding,
  yaml,
];

function isFunction(member: unknown): member is TerraformFunction {
  return typeof member === "object" && member !== null && "call" in member && "returnType" in member;
}

const functions = new Map<string, TerraformFunction>();
for (const family of families) {
  for (const member of Object.values(family)) if (isFunction(member)) functions.set(member.name, member);
}

/** The functions that the evaluator does itself, since they decide whether their arguments are evaluated. */
const evaluatedSpecially = ["can", "try"];

/** The names of all functions, sorted. `try` and `can` are among them, though `findFunction` does not have them. */
export const functionNames: readonly string[] = [...functions.keys(), ...evaluatedSpecially].sort();

/** Finds a function by its bare name (without `core::`) or as `provider::terraform::name`. */
export function findFunction(name: string): TerraformFunction | undefined {
  return functions.get(name);
}
