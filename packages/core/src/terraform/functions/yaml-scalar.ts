import { boolValue, nullValue, numberValue, stringValue } from "../values/construct.js";
import { convertValue } from "../values/convert.js";
import { fromBigInt, negativeInfinity, parseNumber, positiveInfinity } from "../values/number.js";
import { dynamicType, stringType } from "../values/type.js";
import type { Value } from "../values/value.js";
import { decodeBase64 } from "./base64.js";
import { callError } from "./failure.js";
import { formatTimestamp, pad, parseTimestamp } from "./timestamp.js";

const words = new Map<string, Value>();
for (const word of ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"]) {
  words.set(word, boolValue(true));
}
for (const word of ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"]) {
  words.set(word, boolValue(false));
}
for (const word of ["", "~", "null", "Null", "NULL"]) words.set(word, nullValue(dynamicType));
for (const word of [".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"]) words.set(word, numberValue(positiveInfinity));
for (const word of ["-.inf", "-.Inf", "-.INF"]) words.set(word, numberValue(negativeInfinity));

const notANumber = new Set([".nan", ".NaN", ".NAN"]);

/** Says what a plain scalar stands for: YAML 1.1's words, numbers without underscores, timestamps, otherwise text. */
export function resolvePlain(text: string): Value {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (notANumber.has(text)) throw callError("The YAML text has a number that is not a number.");
  return resolveNumber(text) ?? resolveTimestamp(text) ?? stringValue(text);
}

/** A block scalar is resolved like a plain one, but what comes out is a text, or a null where it is empty. */
export function resolveBlock(text: string): Value {
  const value = resolvePlain(text);
  return value.kind === "null" ? nullValue(stringType) : convertValue(value, stringType);
}

const decimal = /^[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/;
const hexadecimal = /^0x[0-9A-Fa-f]+$/;
const octal = /^0o[0-7]+$/;

/** What is written in another base than ten is a machine's integer. */
const largestInteger = 2n ** 64n - 1n;

function resolveNumber(text: string): Value | undefined {
  if (hexadecimal.test(text) || octal.test(text)) {
    const value = BigInt(text);
    if (value > largestInteger) throw callError("The YAML text has a number of more than 64 bits.");
    return numberValue(fromBigInt(value));
  }
  const parsed = decimal.test(text) ? parseNumber(text) : undefined;
  return parsed === undefined ? undefined : numberValue(parsed);
}

const timestamp = /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|( ))(\d\d?):(\d\d?):(\d\d?)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/;

/** A zone stands behind a `T`, none behind a space. Fractions are cut off. */
function resolveTimestamp(text: string): Value | undefined {
  const match = timestamp.exec(text);
  if (match === null) return undefined;
  const [, year = "", month, day, space, hour, minute, second, zone] = match;
  if (hour !== undefined && (space === undefined) !== (zone !== undefined)) return undefined;
  const date = `${year}-${pad(Number(month))}-${pad(Number(day))}`;
  const time = [hour, minute, second].map((part) => pad(Number(part ?? 0))).join(":");
  const parsed = parseTimestamp(`${date}T${time}${zone ?? "Z"}`);
  return parsed === undefined ? undefined : stringValue(formatTimestamp(parsed));
}

const standard = "tag:yaml.org,2002:";

/** Says what a scalar with a tag stands for. Quoted ones stay text under all tags that are known. */
export function resolveTagged(tag: string, text: string, isQuoted: boolean): Value {
  if (tag === `${standard}str`) return stringValue(text);
  const name = tag.startsWith(standard) ? tag.slice(standard.length) : "";
  if (!["int", "float", "bool", "null", "binary", "timestamp"].includes(name)) {
    throw callError("The YAML text has a tag that is not supported.");
  }
  if (isQuoted && name !== "binary" && name !== "timestamp") return stringValue(text);
  const value = valueOfTag(name, text);
  if (value === undefined) throw callError(`The YAML text has a scalar that is not what its tag "!!${name}" says.`);
  return value;
}

function valueOfTag(name: string, text: string): Value | undefined {
  switch (name) {
    case "binary":
      return decodeBase64(text.replace(/\s/g, "")) === undefined ? undefined : stringValue(text);
    case "timestamp":
      return resolveTimestamp(text);
    case "null":
      return nullValue(dynamicType);
    default: {
      const value = resolvePlain(text);
      return value.kind === (name === "bool" ? "bool" : "number") ? value : undefined;
    }
  }
}
