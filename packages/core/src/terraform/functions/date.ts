import { numberValue, stringValue, unknownValue } from "../values/construct.js";
import { notNull } from "../values/refinement.js";
import { numberType, stringType } from "../values/type.js";
import type { Value } from "../values/value.js";
import { textAt } from "./arguments.js";
import { define, parameter } from "./define.js";
import { parseDuration } from "./duration.js";
import { argumentError, callError } from "./failure.js";
import type { TerraformFunction } from "./function.js";
import { addNanoseconds, clockTimeOf, formatOffset, formatTimestamp, pad, parseTimestamp } from "./timestamp.js";
import type { ClockTime, Timestamp } from "./timestamp.js";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

function timestampAt(args: readonly Value[], index: number): Timestamp {
  const time = parseTimestamp(textAt(args, index));
  if (time === undefined) throw argumentError(index, "The text is not a timestamp such as 2006-01-02T15:04:05Z.");
  return time;
}

/** https://developer.hashicorp.com/terraform/language/functions/formatdate */
export const formatdate = define({
  name: "formatdate",
  parameters: [parameter("format", stringType), parameter("time", stringType)],
  returns: stringType,
  call: (args) => {
    const format = textAt(args, 0);
    const time = timestampAt(args, 1);
    const clock = clockTimeOf(time);
    let result = "";
    for (const token of splitFormat(format)) result += renderToken(token, time, clock);
    return stringValue(result);
  },
});

const formatToken = /'(?:[^']|'')*'?|([A-Za-z])\1*|[^A-Za-z']+/g;

/** Splits into quoted text, runs of one letter, and what lies between. */
function splitFormat(format: string): readonly string[] {
  return format.match(formatToken) ?? [];
}

function renderToken(token: string, time: Timestamp, clock: ClockTime): string {
  if (token.startsWith("'")) return unquote(token);
  if (!/^[A-Za-z]/.test(token)) return token;
  const hour = clock.hour % 12 === 0 ? 12 : clock.hour % 12;
  switch (token) {
    case "YY":
      return pad(clock.year % 100);
    case "YYYY":
      return pad(clock.year, 4);
    case "M":
      return String(clock.month);
    case "MM":
      return pad(clock.month);
    case "MMM":
      return (months[clock.month - 1] ?? "").slice(0, 3);
    case "MMMM":
      return months[clock.month - 1] ?? "";
    case "D":
      return String(clock.day);
    case "DD":
      return pad(clock.day);
    case "EEE":
      return (weekdays[clock.weekday] ?? "").slice(0, 3);
    case "EEEE":
      return weekdays[clock.weekday] ?? "";
    case "h":
      return String(clock.hour);
    case "hh":
      return pad(clock.hour);
    case "H":
      return String(hour);
    case "HH":
      return pad(hour);
    case "AA":
      return clock.hour < 12 ? "AM" : "PM";
    case "aa":
      return clock.hour < 12 ? "am" : "pm";
    case "m":
      return String(clock.minute);
    case "mm":
      return pad(clock.minute);
    case "s":
      return String(clock.second);
    case "ss":
      return pad(clock.second);
    case "Z":
      return formatOffset(time.offset, ":", "Z");
    case "ZZZ":
      return formatOffset(time.offset, "", "UTC");
    case "ZZZZ":
      return formatOffset(time.offset, "", "+0000");
    case "ZZZZZ":
      return formatOffset(time.offset, ":", "+00:00");
    default:
      throw argumentError(0, `The date format has no verb "${token}"; letters that stand for themselves are quoted.`);
  }
}

/** Two quotes in a row are one; two alone are a quote too. */
function unquote(token: string): string {
  if (token.length < 2 || !token.endsWith("'")) throw argumentError(0, "A quoted text in the date format has no end.");
  return token === "''" ? "'" : token.slice(1, -1).replaceAll("''", "'");
}

/** https://developer.hashicorp.com/terraform/language/functions/timeadd */
export const timeadd = define({
  name: "timeadd",
  parameters: [parameter("timestamp", stringType), parameter("duration", stringType)],
  returns: stringType,
  call: (args) => {
    const time = timestampAt(args, 0);
    const span = parseDuration(textAt(args, 1));
    if (span === undefined) throw callError("The second argument is not a duration such as 1h30m.");
    return stringValue(formatTimestamp(addNanoseconds(time, span)));
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/timecmp */
export const timecmp = define({
  name: "timecmp",
  parameters: [parameter("timestamp_a", stringType), parameter("timestamp_b", stringType)],
  returns: numberType,
  call: (args) => {
    const left = timestampAt(args, 0);
    const right = timestampAt(args, 1);
    const difference = left.seconds - right.seconds || left.nanoseconds - right.nanoseconds;
    return numberValue(Math.sign(difference));
  },
});

function clockFunction(name: string): TerraformFunction {
  return define({
    name,
    parameters: [],
    returns: stringType,
    call: () => unknownValue(stringType, "function-not-pure", `${name}()`, notNull),
  });
}

/** Unknown: it is the time of the apply. https://developer.hashicorp.com/terraform/language/functions/timestamp */
export const timestamp = clockFunction("timestamp");

/** Unknown: it is the time of the plan. https://developer.hashicorp.com/terraform/language/functions/plantimestamp */
export const plantimestamp = clockFunction("plantimestamp");
