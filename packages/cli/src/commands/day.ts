import { UsageError } from "../command-line/usage-error.js";

/** Checks the day that `--today` names. @throws UsageError where there is no such day. */
export function checkDay(given: string): string {
  const instant = /^\d{4}-\d\d-\d\d$/.test(given) ? Date.parse(`${given}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(instant) || !new Date(instant).toISOString().startsWith(given)) {
    throw new UsageError(`--today: “${given}” is not a date.`, "Write it as 2030-01-31.");
  }
  return given;
}
