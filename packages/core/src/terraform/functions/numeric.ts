import { listValue, numberValue, typeOf } from "../values/construct.js";
import { convertValue } from "../values/convert.js";
import { isWhollyKnown } from "../values/marks.js";
import {
  addNumbers,
  compareNumbers,
  fromBigInt,
  fromDouble,
  isInfinite,
  isInteger,
  isNegativeNumber,
  negateNumber,
  toBigInt,
  toDouble,
} from "../values/number.js";
import type { TerraformNumber } from "../values/number.js";
import { dynamicType, listOf, numberType, typeName } from "../values/type.js";
import type { Value } from "../values/value.js";
import { argumentAt, describe, integerAt, itemsAt, numberAt, textAt, unknownBecauseOf } from "./arguments.js";
import { define, parameter } from "./define.js";
import { argumentError, callError } from "./failure.js";
import { naturalLogarithm, power } from "./machine-numbers.js";

const number = parameter("num", numberType);

/** https://developer.hashicorp.com/terraform/language/functions/abs */
export const abs = define({
  name: "abs",
  parameters: [number],
  returns: numberType,
  call: (args) => {
    const value = numberAt(args, 0);
    return numberValue(isNegativeNumber(value) ? negateNumber(value) : value);
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/ceil */
export const ceil = define({
  name: "ceil",
  parameters: [number],
  returns: numberType,
  call: (args) => numberValue(roundUp(numberAt(args, 0))),
});

/** https://developer.hashicorp.com/terraform/language/functions/floor */
export const floor = define({
  name: "floor",
  parameters: [number],
  returns: numberType,
  call: (args) => numberValue(roundDown(numberAt(args, 0))),
});

/** Terraform's rounding loses the sign of zero. */
function isZero(value: TerraformNumber): boolean {
  return compareNumbers(value, 0) === 0;
}

function roundUp(value: TerraformNumber): TerraformNumber {
  if (isZero(value)) return 0;
  if (isInfinite(value) || isInteger(value)) return value;
  const towardsZero = toBigInt(value);
  return fromBigInt(isNegativeNumber(value) ? towardsZero : towardsZero + 1n);
}

function roundDown(value: TerraformNumber): TerraformNumber {
  if (isZero(value)) return 0;
  if (isInfinite(value) || isInteger(value)) return value;
  const towardsZero = toBigInt(value);
  return fromBigInt(isNegativeNumber(value) ? towardsZero - 1n : towardsZero);
}

function machineNumber(value: number): Value {
  if (Number.isNaN(value)) throw callError("The result is not a number.");
  return numberValue(fromDouble(value));
}

/** Computed in 64-bit floating point, as Terraform does. https://developer.hashicorp.com/terraform/language/functions/log */
export const log = define({
  name: "log",
  parameters: [number, parameter("base", numberType)],
  returns: numberType,
  call: (args) => {
    const value = naturalLogarithm(toDouble(numberAt(args, 0)));
    return machineNumber(value / naturalLogarithm(toDouble(numberAt(args, 1))));
  },
});

/** Computed in 64-bit floating point, as Terraform does. https://developer.hashicorp.com/terraform/language/functions/pow */
export const pow = define({
  name: "pow",
  parameters: [number, parameter("power", numberType)],
  returns: numberType,
  call: (args) => machineNumber(power(toDouble(numberAt(args, 0)), toDouble(numberAt(args, 1)))),
});

function extreme(name: string, isBetter: (order: number) => boolean): ReturnType<typeof define> {
  return define({
    name,
    parameters: [],
    variadic: parameter("numbers", numberType),
    returns: numberType,
    call: (args) => {
      if (args.length === 0) throw callError("At least one number is required.");
      let best = numberAt(args, 0);
      for (let at = 1; at < args.length; at += 1) {
        const candidate = numberAt(args, at);
        if (isBetter(compareNumbers(candidate, best))) best = candidate;
      }
      return numberValue(best);
    },
  });
}

/** https://developer.hashicorp.com/terraform/language/functions/max */
export const max = extreme("max", (order) => order > 0);

/** https://developer.hashicorp.com/terraform/language/functions/min */
export const min = extreme("min", (order) => order < 0);

/** Only whole numbers have a sign here. https://developer.hashicorp.com/terraform/language/functions/signum */
export const signum = define({
  name: "signum",
  parameters: [number],
  returns: numberType,
  call: (args) => {
    const value = integerAt(args, 0);
    return numberValue(value === 0 ? 0 : value < 0 ? -1 : 1);
  },
});

/** https://developer.hashicorp.com/terraform/language/functions/parseint */
export const parseint = define({
  name: "parseint",
  parameters: [parameter("number", dynamicType), parameter("base", numberType)],
  returns: (args) => {
    const type = typeOf(argumentAt(args, 0));
    if (type.kind === "string") return numberType;
    throw argumentError(0, `The first argument must be a string, not ${typeName(type)}.`);
  },
  call: (args) => {
    const text = textAt(args, 0);
    const base = integerAt(args, 1);
    if (base < 2 || base > 62) throw argumentError(1, "The base must be a whole number from 2 to 62.");
    const digits = /^[+-]?([0-9A-Za-z]+)$/.exec(text)?.[1];
    const magnitude = digits === undefined ? undefined : parseDigits(digits, base);
    if (magnitude === undefined) throw argumentError(0, `The text is not a whole number of base ${String(base)}.`);
    return numberValue(fromBigInt(text.startsWith("-") ? -magnitude : magnitude));
  },
});

/** Numbers longer than this are left to whoever wants to wait for them. */
const longestNumber = 50_000;

function parseDigits(digits: string, base: number): bigint | undefined {
  if (digits.length > longestNumber) throw argumentError(0, "The number is too long.");
  const factor = BigInt(base);
  let value = 0n;
  for (const digit of digits) {
    const worth = digitValue(digit, base);
    if (worth >= base) return undefined;
    value = value * factor + BigInt(worth);
  }
  return value;
}

/** Up to base 36 both cases are worth the same; above, capitals follow the small letters. */
function digitValue(digit: string, base: number): number {
  const code = digit.charCodeAt(0);
  if (code <= 57) return code - 48;
  if (code >= 97) return code - 87;
  return base <= 36 ? code - 55 : code - 29;
}

/** https://developer.hashicorp.com/terraform/language/functions/sum */
export const sum = define({
  name: "sum",
  parameters: [parameter("list", dynamicType)],
  returns: numberType,
  call: (args) => {
    const value = argumentAt(args, 0);
    if (value.kind === "map" || value.kind === "object") {
      throw argumentError(0, `A list, set or tuple is required, not ${describe(value)}.`);
    }
    const items = itemsAt(args, 0);
    if (items.length === 0) throw argumentError(0, "An empty list has no sum.");
    if (!isWhollyKnown(value)) return unknownBecauseOf(args, numberType);
    return numberValue(items.map(toNumber).reduce((total, next) => addNumbers(total, next)));
  },
});

function toNumber(value: Value): TerraformNumber {
  const converted = value.kind === "null" ? value : tryConvert(value);
  if (converted?.kind === "number") return converted.value;
  throw argumentError(0, "All items must be numbers.");
}

function tryConvert(value: Value): Value | undefined {
  try {
    return convertValue(value, numberType);
  } catch {
    return undefined;
  }
}

/** Terraform's own limit. */
const longestRange = 1024;

/** https://developer.hashicorp.com/terraform/language/functions/range */
export const range = define({
  name: "range",
  parameters: [],
  variadic: parameter("params", numberType),
  returns: listOf(numberType),
  call: (args) => {
    if (args.length === 0 || args.length > 3) throw callError("One, two or three arguments are required.");
    const start = args.length === 1 ? 0 : numberAt(args, 0);
    const end = numberAt(args, args.length === 1 ? 0 : 1);
    const step = args.length === 3 ? numberAt(args, 2) : compareNumbers(end, start) < 0 ? -1 : 1;
    checkDirection(start, end, step);
    const isDown = compareNumbers(step, 0) < 0;
    const items: Value[] = [];
    let next = start;
    while (isDown ? compareNumbers(next, end) > 0 : compareNumbers(next, end) < 0) {
      if (items.length >= longestRange) {
        throw callError("The range has more than 1024 items; bring its ends closer or make the step larger.");
      }
      items.push(numberValue(next));
      next = addNumbers(next, step);
    }
    return listValue(numberType, items);
  },
});

function checkDirection(start: TerraformNumber, end: TerraformNumber, step: TerraformNumber): void {
  const direction = compareNumbers(end, start);
  const sign = compareNumbers(step, 0);
  if (sign < 0 && direction > 0) throw argumentError(1, "With a negative step the end must be below the start.");
  if (sign > 0 && direction < 0) throw argumentError(1, "With a positive step the end must be above the start.");
}
