import type { Reading } from "../../graph/reading.js";
import { elementary, inside, literal, reject, type CompileContext, type Operator } from "../context.js";
import { describeData, numberOf } from "../literal.js";
import type { Truth } from "../outcome.js";
import { isDataList, isDataMap, type Data } from "../policy.js";

/** Numbers from one to another, both included. */
interface NumberRange {
  readonly from: number;
  readonly to: number;
}

const rangeSyntax = /^\s*(\d+)\s*-\s*(\d+)\s*$/;

/** Reads a number, `20-30`, or `*` for all numbers; undefined for anything else. */
function parseRange(value: string | number | boolean): NumberRange | undefined {
  const text = typeof value === "string" ? value.trim() : value;
  if (text === "*") return { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const number = numberOf(text);
  if (number !== undefined) return { from: number, to: number };
  const [, from, to] = rangeSyntax.exec(String(value)) ?? [];
  return from === undefined || to === undefined ? undefined : { from: Number(from), to: Number(to) };
}

function rangesArgument(argument: Data, context: CompileContext): readonly NumberRange[] {
  const value = literal(argument, context);
  return (isDataList(value) ? value : [value]).map((item, index) => {
    const range = item === null || isDataList(item) || isDataMap(item) ? undefined : parseRange(item);
    return (
      range ??
      reject(inside(context, index), `A number or a range like 20-30 is expected here, not ${describeData(item)}.`)
    );
  });
}

function includes(reading: Reading, wanted: readonly NumberRange[]): Truth {
  if (reading.kind === "unknown") return undefined;
  if (reading.kind === "scalar") {
    const range = parseRange(reading.digits ?? reading.value);
    return range !== undefined && wanted.some(({ from, to }) => from <= range.to && range.from <= to);
  }
  if (reading.kind !== "list") return false;
  let truth: Truth = reading.rest === undefined ? false : undefined;
  for (const item of reading.items) {
    const found = item.kind === "list" ? false : includes(item, wanted);
    if (found === true) return true;
    if (found === undefined) truth = undefined;
  }
  return truth;
}

/** `rangeIncludes`: a number, a range as a text, or a list of these includes one of the numbers, or some number of a range. */
const rangeIncludes: Operator = (argument, context) => {
  const wanted = rangesArgument(argument, context);
  return elementary(
    context,
    () => `a range that includes ${describeData(argument)}`,
    (reading) => includes(reading, wanted),
  );
};

/** Operators about ranges of numbers. */
export const numberRangeOperators: Readonly<Record<string, Operator>> = { rangeIncludes };
