import { writeError } from "./streams.js";

/** Seconds after which there is no year of four digits any more. */
const end = 253_402_300_800;

/**
 * The time that a report says, to the second: that of `SOURCE_DATE_EPOCH`, by which builds are told to be the same each time,
 * and the clock's without it.
 */
export function reportTime(environment: NodeJS.ProcessEnv): string {
  const given = environment["SOURCE_DATE_EPOCH"] ?? "";
  if (given === "") return timeText(Date.now());
  if (/^\d{1,12}$/.test(given) && Number(given) < end) return timeText(Number(given) * 1000);
  writeError(
    "lintel: SOURCE_DATE_EPOCH is not a number of seconds since 1970; the report says the time of the clock.\n",
  );
  return timeText(Date.now());
}

function timeText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, "2030-01-31T12:00:00".length)}Z`;
}
