import { isTerminal } from "./streams.js";

/** Whether stdout gets color: what the user says first (`--no-color`, NO_COLOR, FORCE_COLOR), else whether it is a terminal. */
export async function wantsColor(
  isForbidden: boolean,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  if (isForbidden || isSet(environment["NO_COLOR"])) return false;
  const forced = environment["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  if (environment["TERM"] === "dumb") return false;
  return isTerminal("stdout");
}

/** Columns of the terminal, kept to a readable measure; undefined where stdout is none. */
export async function terminalWidth(): Promise<number | undefined> {
  if (!(await isTerminal("stdout"))) return undefined;
  const { columns } = process.stdout;
  return columns > 0 ? Math.min(columns, 120) : undefined;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}
