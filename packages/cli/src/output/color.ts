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

/** The most columns that prose is read well in. */
const readableWidth = 120;

/** Columns of the terminal, kept to a readable measure; undefined where stdout is none. */
export async function terminalWidth(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number | undefined> {
  if (!(await isTerminal("stdout"))) return undefined;
  const columns = columnsOf("stdout", environment);
  return columns === undefined ? undefined : Math.min(columns, readableWidth);
}

/** Columns of a stream that is a terminal: what the user says (COLUMNS), else what the terminal does; undefined where neither does. */
export function columnsOf(
  stream: "stdout" | "stderr",
  environment: Readonly<Record<string, string | undefined>>,
): number | undefined {
  const given = environment["COLUMNS"] ?? "";
  if (/^[1-9]\d{0,4}$/.test(given)) return Number(given);
  const { columns } = process[stream];
  return columns > 0 ? columns : undefined;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}
