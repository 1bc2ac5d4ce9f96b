import { isTerminal, writeError } from "./streams.js";

const patience = 1000;
const interval = 100;
const eraseLine = "\r\u001b[2K";
const mostBar = 30;
const leastBar = 5;

/** How far something has come: of how many; 0 of 0 where nothing is counted. */
export interface Progress {
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

/** One line on stderr that tells how far a long scan has come, and leaves no trace. */
export interface ProgressLine {
  readonly report: (progress: Progress) => void;
  readonly clear: () => void;
}

const none: ProgressLine = { report: () => undefined, clear: () => undefined };

/**
 * Makes a progress line: on a terminal that can erase it, where somebody is there to watch it, and not before a second has
 * passed; elsewhere it does nothing.
 */
export async function startProgress(
  isWanted: boolean,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ProgressLine> {
  const { CI: ci, TERM: terminal } = environment;
  const isPipeline = ci !== undefined && ci !== "" && ci !== "false" && ci !== "0";
  if (!isWanted || isPipeline || terminal === "dumb" || !(await isTerminal("stderr"))) return none;
  const { columnsOf } = await import("./color.js");
  const start = performance.now();
  let next = start + patience;
  let isShown = false;
  return {
    report: (progress) => {
      const now = performance.now();
      if (now < next) return;
      next = now + interval;
      isShown = true;
      const columns = columnsOf("stderr", environment) ?? 80;
      writeError(eraseLine + drawProgress(progress, now - start, columns));
    },
    clear: () => {
      if (isShown) writeError(eraseLine);
      isShown = false;
    },
  };
}

/** Draws the line so that it does not wrap: `lintel: evaluating [======>   ] 1234/3000, 4 s`. */
export function drawProgress({ what, done, total }: Progress, milliseconds: number, columns: number): string {
  const seconds = `, ${Math.floor(milliseconds / 1000)} s`;
  const room = Math.max(0, columns - 1);
  if (total === 0) return `lintel: ${what}${seconds}`.slice(0, room);
  const counts = `${String(done).padStart(String(total).length)}/${total}${seconds}`;
  const barRoom = Math.min(mostBar, room - `lintel: ${what} [] ${counts}`.length);
  if (barRoom < leastBar) return `lintel: ${what} ${counts}`.slice(0, room);
  const filled = Math.round((Math.min(done, total) / total) * barRoom);
  const bar = `${"=".repeat(filled)}${filled < barRoom ? ">" : ""}`.padEnd(barRoom);
  return `lintel: ${what} [${bar}] ${counts}`;
}
