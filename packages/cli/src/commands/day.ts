import { isDay } from "@lintel/core";
import { UsageError } from "../command-line/usage-error.js";

/** Checks the day that `--today` names. @throws UsageError where there is no such day. */
export function checkDay(given: string): string {
  if (isDay(given)) return given;
  throw new UsageError(`--today: “${given}” is not a date.`, "Write it as 2030-01-31.");
}

/** The day of the scan: today in UTC unless another is given. */
export function dayOf(given: string | undefined): string {
  return given === undefined ? new Date().toISOString().slice(0, 10) : checkDay(given);
}
