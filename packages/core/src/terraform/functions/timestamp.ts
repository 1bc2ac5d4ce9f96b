/** A point in time with its offset, as RFC 3339 writes it. */
export interface Timestamp {
  /** Seconds since 1970, UTC. */
  readonly seconds: number;
  /** From 0 to 999,999,999. */
  readonly nanoseconds: number;
  /** East of UTC, in seconds. */
  readonly offset: number;
}

const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** Reads an RFC 3339 timestamp as strictly as Terraform does; undefined where it is not valid. */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = "", sign = "+", offsetHour = "0", offsetMinute = "0"] =
    match;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second) };
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > daysIn(date.year, date.month)) return undefined;
  if (time.hour > 23 || time.minute > 59 || time.second > 59) return undefined;
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return undefined;
  const offset = (Number(offsetHour) * 3600 + Number(offsetMinute) * 60) * (sign === "-" ? -1 : 1);
  const days = daysFromDate(date.year, date.month, date.day);
  return {
    seconds: days * 86400 + time.hour * 3600 + time.minute * 60 + time.second - offset,
    nanoseconds: Number(fraction.slice(0, 9).padEnd(9, "0")),
    offset,
  };
}

/** Adds a span; the offset stays. */
export function addNanoseconds(time: Timestamp, span: bigint): Timestamp {
  const total = BigInt(time.nanoseconds) + span;
  const nanoseconds = ((total % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  const seconds = time.seconds + Number((total - nanoseconds) / 1_000_000_000n);
  return { seconds, nanoseconds: Number(nanoseconds), offset: time.offset };
}

/** The date and time that a clock at the timestamp's offset shows. */
export interface ClockTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Reads the clock at the timestamp's offset. */
export function clockTimeOf(time: Timestamp): ClockTime {
  const local = time.seconds + time.offset;
  const days = Math.floor(local / 86400);
  const rest = local - days * 86400;
  return {
    ...dateFromDays(days),
    weekday: (((days + 4) % 7) + 7) % 7,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
  };
}

/** Writes a timestamp in seconds, as Terraform does: fractions are cut off. */
export function formatTimestamp(time: Timestamp): string {
  const clock = clockTimeOf(time);
  const year = clock.year < 0 ? `-${pad(-clock.year, 4)}` : pad(clock.year, 4);
  const date = `${year}-${pad(clock.month)}-${pad(clock.day)}`;
  return `${date}T${pad(clock.hour)}:${pad(clock.minute)}:${pad(clock.second)}${formatOffset(time.offset, ":", "Z")}`;
}

/** Writes an offset; `zero` stands for UTC itself. */
export function formatOffset(offset: number, separator: string, zero: string): string {
  if (offset === 0) return zero;
  const minutes = Math.floor(Math.abs(offset) / 60);
  return `${offset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}${separator}${pad(minutes % 60)}`;
}

/** Writes a number with zeros in front. */
export function pad(value: number, length = 2): string {
  return String(value).padStart(length, "0");
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysIn(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (monthLengths[month - 1] ?? 0);
}

/** Days since 1970, counted in years that begin in March, so that the leap day is the last. */
function daysFromDate(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

function dateFromDays(days: number): Pick<ClockTime, "year" | "month" | "day"> {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}
