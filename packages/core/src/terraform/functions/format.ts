import { EvaluationError } from "../evaluate/error.js";
import { certainPrefix } from "../evaluate/prefix.js";
import { listValue, stringValue, typeOf } from "../values/construct.js";
import { convertValue } from "../values/convert.js";
import { firstUnknown, isWhollyKnown } from "../values/marks.js";
import { isInfinite, isInteger, toBigInt } from "../values/number.js";
import type { TerraformNumber } from "../values/number.js";
import { markOf, outlineOf, usefulOutline, withOutline } from "../values/outline.js";
import { lengthBounds } from "../values/refinement.js";
import { boolType, dynamicType, listOf, numberType, stringType } from "../values/type.js";
import type { Type } from "../values/type.js";
import type { Value } from "../values/value.js";
import { argumentAt, isSequenceType, textAt, unknownBecauseOf } from "./arguments.js";
import { define, parameter } from "./define.js";
import { argumentError, callError } from "./failure.js";
import { countGraphemes, graphemesOf } from "./graphemes.js";
import { jsonText, quoteJson } from "./json.js";
import { formatFloat, formatGeneral, formatInteger } from "./number-format.js";

/** One `%…` of a format. */
interface Verb {
  readonly raw: string;
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  /** From `%[2]s`, counted from one. */
  readonly argument: number | undefined;
  readonly mode: string;
}

const verbPattern = /%([0#+\- ]*)([1-9][0-9]*)?(?:\.([0-9]*))?(?:\[([1-9][0-9]*)\])?([A-Za-z])/y;

/** Widths beyond this are refused, since the result would be all padding. */
const largestWidth = 1_000_000;

function parseFormat(format: string): readonly (string | Verb)[] {
  const parts: (string | Verb)[] = [];
  let at = 0;
  while (at < format.length) {
    const next = format.indexOf("%", at);
    if (next < 0) {
      parts.push(format.slice(at));
      break;
    }
    parts.push(format.slice(at, next));
    if (format.charAt(next + 1) === "%") {
      parts.push("%");
      at = next + 2;
      continue;
    }
    const verb = readVerb(format, next);
    parts.push(verb);
    at = next + verb.raw.length;
  }
  return parts;
}

function readVerb(format: string, at: number): Verb {
  verbPattern.lastIndex = at;
  const match = verbPattern.exec(format);
  if (match === null) throw argumentError(0, "The format has a % that begins no valid verb.");
  const [raw, flags = "", width, precision, argument, mode = ""] = match;
  const verb: Verb = {
    raw,
    flags,
    width: width === undefined ? undefined : Number(width),
    precision: precision === undefined ? undefined : Number(precision),
    argument: argument === undefined ? undefined : Number(argument),
    mode,
  };
  if ((verb.width ?? 0) > largestWidth || (verb.precision ?? 0) > largestWidth) {
    throw argumentError(0, `The width or precision in "${raw}" is too large.`);
  }
  return verb;
}

/** The outline of what a format makes of arguments that are not all known; none where it makes an error. */
function outlineOfFormat(format: string, args: readonly Value[]): string | undefined {
  try {
    return usefulOutline(render(format, args));
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** Renders a format, whose arguments must all be used, with a mark in the place of each that is not known. */
function render(format: string, args: readonly Value[]): string {
  let next = 1;
  let highest = 0;
  let result = "";
  for (const part of parseFormat(format)) {
    if (typeof part === "string") {
      result += part;
      continue;
    }
    const number = part.argument ?? next;
    next = number + 1;
    highest = Math.max(highest, number);
    const value = args[number - 1];
    if (value === undefined) throw callError(`There is no argument for "${part.raw}".`);
    result += renderVerb(part, value);
  }
  if (highest < args.length) {
    throw argumentError(highest + 1, "There are more arguments than the format uses.");
  }
  return result;
}

function renderVerb(verb: Verb, value: Value): string {
  const unknown = firstUnknown(value);
  if (unknown !== undefined) return isPlain(verb) && value === unknown ? outlineOf(unknown) : markOf(unknown);
  if (verb.mode !== "v" && value.kind === "null") throw callError(`A null cannot be formatted by "${verb.raw}".`);
  switch (verb.mode) {
    case "v":
      return pad(verb, renderAsIs(verb, value));
    case "t":
      return String(boolFor(verb, value));
    case "b":
    case "d":
    case "o":
    case "x":
    case "X":
      return renderInteger(verb, value);
    case "e":
    case "E":
    case "f":
    case "g":
    case "G":
      return formatFloat(numberFor(verb, value), verb.mode, verb);
    case "s":
      return pad(verb, truncate(verb, textFor(verb, value)));
    case "q":
      return pad(verb, quoteJson(truncate(verb, textFor(verb, value))));
    default:
      throw callError(`The format has no verb "${verb.raw}".`);
  }
}

/** Whether a text is put in as it is. */
function isPlain({ flags, width, precision, mode }: Verb): boolean {
  return flags === "" && width === undefined && precision === undefined && (mode === "s" || mode === "v");
}

function convertFor(verb: Verb, value: Value, type: Type): Value {
  try {
    return convertValue(value, type);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw unfit(verb, type);
  }
}

function unfit(verb: Verb, type: Type): EvaluationError {
  return callError(`The value for "${verb.raw}" must be a ${type.kind}.`);
}

function boolFor(verb: Verb, value: Value): boolean {
  const converted = convertFor(verb, value, boolType);
  if (converted.kind === "bool") return converted.value;
  throw unfit(verb, boolType);
}

function numberFor(verb: Verb, value: Value): TerraformNumber {
  const converted = convertFor(verb, value, numberType);
  if (converted.kind === "number") return converted.value;
  throw unfit(verb, numberType);
}

function textFor(verb: Verb, value: Value): string {
  const converted = convertFor(verb, value, stringType);
  if (converted.kind === "string") return converted.value;
  throw unfit(verb, stringType);
}

function renderAsIs(verb: Verb, value: Value): string {
  if (!verb.flags.includes("#")) {
    if (value.kind === "string") return value.value;
    if (value.kind === "number") return formatGeneral(value.value);
  }
  return jsonText(value);
}

function renderInteger(verb: Verb, value: Value): string {
  const number = numberFor(verb, value);
  if (isInfinite(number) || !isInteger(number)) throw callError(`The value for "${verb.raw}" must be a whole number.`);
  return formatInteger(toBigInt(number), verb.mode, verb);
}

/** A precision of zero does not count here. */
function truncate(verb: Verb, text: string): string {
  const precision = verb.precision ?? 0;
  return precision > 0 ? graphemesOf(text).slice(0, precision).join("") : text;
}

function pad(verb: Verb, text: string): string {
  const missing = verb.width === undefined ? 0 : verb.width - countGraphemes(text);
  if (missing <= 0) return text;
  const padding = (verb.flags.includes("0") ? "0" : " ").repeat(missing);
  return verb.flags.includes("-") ? text + padding : padding + text;
}

const formatParameter = parameter("format", stringType);
const formatArguments = parameter("args", dynamicType, { allowsNull: true, allowsUnknown: true });

/** https://developer.hashicorp.com/terraform/language/functions/format */
export const format = define({
  name: "format",
  parameters: [formatParameter],
  variadic: formatArguments,
  returns: stringType,
  call: (args) => {
    const text = textAt(args, 0);
    const rest = args.slice(1);
    if (rest.every(isWhollyKnown)) return stringValue(render(text, rest));
    const verb = text.indexOf("%");
    const prefix = verb > 0 ? certainPrefix(text.slice(0, verb)) : "";
    const refinement = { notNull: true, prefix: prefix === "" ? undefined : prefix };
    return unknownBecauseOf(rest, stringType, withOutline(refinement, outlineOfFormat(text, rest)));
  },
});

/** Formats once for each item of the lists among the arguments. https://developer.hashicorp.com/terraform/language/functions/formatlist */
export const formatlist = define({
  name: "formatlist",
  parameters: [formatParameter],
  variadic: formatArguments,
  returns: listOf(stringType),
  call: (args) => {
    const text = textAt(args, 0);
    const rest = args.slice(1);
    const count = countRows(rest);
    if (count === undefined) return unknownBecauseOf(rest, listOf(stringType));
    const rows: Value[] = [];
    for (let row = 0; row < count; row += 1) {
      const values = rest.map((value) => (isRepeated(value) && "items" in value ? (value.items[row] ?? value) : value));
      rows.push(
        values.every(isWhollyKnown)
          ? stringValue(render(text, values))
          : unknownBecauseOf(values, stringType, withOutline({ notNull: true }, outlineOfFormat(text, values))),
      );
    }
    return listValue(stringType, rows);
  },
});

function isRepeated(value: Value): boolean {
  return value.kind !== "null" && isSequenceType(typeOf(value));
}

/** The common length of all lists; one without any, and undefined where it is not known. */
function countRows(args: readonly Value[]): number | undefined {
  let count: number | undefined;
  let isOpen = false;
  for (let at = 0; at < args.length; at += 1) {
    const value = argumentAt(args, at);
    if (!isRepeated(value)) continue;
    const type = typeOf(value);
    const bounds =
      type.kind === "tuple" ? { min: type.elements.length, max: type.elements.length } : lengthBounds(value);
    if (value.kind === "unknown" || bounds === undefined || bounds.min !== bounds.max) isOpen = true;
    if (bounds === undefined || bounds.min !== bounds.max || (value.kind === "unknown" && type.kind !== "tuple"))
      continue;
    if (count !== undefined && count !== bounds.min) {
      throw argumentError(at + 1, "All lists must have the same length.");
    }
    count = bounds.min;
  }
  return isOpen ? undefined : (count ?? 1);
}
