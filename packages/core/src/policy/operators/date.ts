import type { Reading } from "../../graph/reading.js";
import {
  attempt,
  booleanArgument,
  elementary,
  inside,
  mapArgument,
  outcomeOf,
  reject,
  textArgument,
  type CompileContext,
  type Operator,
} from "../context.js";
import { describeData } from "../literal.js";
import { undecided, type Leaf, type Scope, type Truth } from "../outcome.js";
import type { Data } from "../policy.js";

/** Milliseconds since 1970, in UTC. */
type Instant = number;

const day = 24 * 60 * 60 * 1000;

const dateSyntax =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2})))?$/;

/**
 * Reads `YYYY-MM-DD`, which is the beginning of that day in UTC, or a date and time.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc3339#section-5.6
 */
function parseDate(text: string): Instant | undefined {
  const match = dateSyntax.exec(text.trim());
  if (match === null) return undefined;
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part || 0));
  const [, , , , , , , fraction = "", sign, offsetHours = "0", offsetMinutes = "0"] = match;
  if (month < 1 || month > 12 || date < 1 || date > daysIn(year, month)) return undefined;
  // A leap second is the last there is.
  if (hour > 23 || minute > 59 || second > 60 || Number(offsetHours) > 23 || Number(offsetMinutes) > 59)
    return undefined;
  const start = new Date(0).setUTCFullYear(year, month - 1, date);
  const time = ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000 + Number(fraction.padEnd(3, "0").slice(0, 3));
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000 * (sign === "-" ? -1 : 1);
  return start + time - offset;
}

function daysIn(year: number, month: number): number {
  return new Date(new Date(0).setUTCFullYear(year, month, 0)).getUTCDate();
}

/** `90d`, `12w`, `6m`, `1y`: days, weeks, months and years of the calendar. */
const spanSyntax = /^(\d{1,6})([dwmy])$/;

/** The day so long before another, or after it where the direction is 1. */
function shift(from: Instant, span: string, direction: 1 | -1): Instant | undefined {
  const match = spanSyntax.exec(span);
  if (match === null) return undefined;
  const number = Number(match[1]) * direction;
  if (match[2] === "d" || match[2] === "w") return from + number * day * (match[2] === "w" ? 7 : 1);
  const months = match[2] === "y" ? number * 12 : number;
  const start = new Date(from);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth() + months];
  const first = new Date(new Date(0).setUTCFullYear(year, month, 1));
  // The 31st of January and a month is the last of February.
  const date = Math.min(start.getUTCDate(), daysIn(first.getUTCFullYear(), first.getUTCMonth() + 1));
  return first.setUTCDate(date);
}

/** Whether a date is so, on a day of which it is undefined when it is not known. */
type DateTest = (date: Instant, today: Instant) => boolean;

interface CompiledTest {
  readonly holds: DateTest;
  readonly needsToday: boolean;
}

const names = ["valid", "before", "after", "olderThan", "within"] as const;

function compileTest(name: (typeof names)[number], argument: Data, context: CompileContext): CompiledTest {
  if (name === "valid") {
    booleanArgument(argument, context);
    return { holds: () => true, needsToday: false };
  }
  const text = textArgument(argument, context);
  if (name === "olderThan" || name === "within") {
    if (!spanSyntax.test(text)) {
      reject(
        context,
        `${describeData(text)} is not a span of time.`,
        "Write a number of days, weeks, months or years: 90d, 12w, 6m, 1y.",
      );
    }
    const bound = (today: Instant): Instant => shift(today, text, name === "within" ? 1 : -1) ?? Number.NaN;
    return {
      holds: (date, today) => (name === "within" ? date >= today && date < bound(today) + day : date < bound(today)),
      needsToday: true,
    };
  }
  const isBefore = name === "before";
  if (text === "today") {
    return { holds: (date, today) => (isBefore ? date < today : date >= today + day), needsToday: true };
  }
  const bound =
    parseDate(text) ??
    reject(context, `${describeData(text)} is not a date.`, "Write 2030-01-31, 2030-01-31T12:00:00Z, or today.");
  return { holds: (date) => (isBefore ? date < bound : date > bound), needsToday: false };
}

function describeTests(given: Readonly<Partial<Record<(typeof names)[number], Data>>>): string {
  const parts: string[] = [];
  if (given.before !== undefined) parts.push(`before ${plain(given.before)}`);
  if (given.after !== undefined) parts.push(`after ${plain(given.after)}`);
  if (given.olderThan !== undefined) parts.push(`more than ${plain(given.olderThan)} ago`);
  if (given.within !== undefined) parts.push(`in the next ${plain(given.within)}`);
  return `a date ${parts.join(" and ")}`.trimEnd();
}

function plain(data: Data): string {
  return typeof data === "string" ? data : describeData(data);
}

/** `date`: a text that is a date, compared with others and with the day of the scan. */
const date: Operator = (argument, context) => {
  const given = mapArgument(argument, names, context);
  const tests = names.flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : attempt(context, () => [compileTest(name, value, inside(context, name))], []);
  });
  if (Object.keys(given).length === 0) reject(context, "“date” says nothing.", `Use ${names.join(", ")}.`);
  if (given.valid === false) {
    if (tests.length > 1) reject(context, "What is no date cannot be compared.");
    return elementary(
      context,
      () => "no date",
      (reading) => notDate(reading),
    );
  }
  const leaf: Leaf = { path: context.path, describe: () => describeTests(given) };
  const judge = (instant: Instant, { today }: Scope): Truth => {
    const now = today === undefined ? undefined : parseDate(today);
    let truth: Truth = true;
    for (const { holds, needsToday } of tests) {
      if (needsToday && now === undefined) truth = undefined;
      else if (!holds(instant, now ?? 0)) return false;
    }
    return truth;
  };
  return {
    describe: leaf.describe,
    test: (reading, scope) => {
      if (reading.kind === "unknown") return outcomeOf(leaf, undefined, reading);
      const instant = instantOf(reading);
      const truth = instant === undefined ? false : judge(instant, scope);
      if (truth === undefined) return undecided(leaf, { reason: "no-value", subject: "the day of the scan" }, reading);
      return outcomeOf(leaf, truth, reading);
    },
  };
};

function instantOf(reading: Reading): Instant | undefined {
  return reading.kind === "scalar" && typeof reading.value === "string" ? parseDate(reading.value) : undefined;
}

function notDate(reading: Reading): Truth {
  if (reading.kind === "unknown") return undefined;
  return reading.kind === "scalar" && instantOf(reading) === undefined;
}

/** Operators about dates. */
export const dateOperators: Readonly<Record<string, Operator>> = { date };
