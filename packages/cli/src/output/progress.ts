import { isTerminal, writeError } from "./streams.js";

const patience = 1000;
const interval = 100;
const eraseLine = "\r\u001b[2K";

/** One line on stderr that tells how far a long scan has come, and leaves no trace. */
export interface Progress {
  readonly report: (done: string) => void;
  readonly clear: () => void;
}

/** Makes a progress line: on a terminal, and not before a second has passed; elsewhere it does nothing. */
export async function startProgress(isWanted: boolean): Promise<Progress> {
  if (!isWanted || !(await isTerminal("stderr"))) return { report: () => undefined, clear: () => undefined };
  const start = performance.now();
  let next = start + patience;
  let isShown = false;
  return {
    report: (done) => {
      const now = performance.now();
      if (now < next) return;
      next = now + interval;
      isShown = true;
      writeError(`${eraseLine}lintel: ${done}, ${Math.floor((now - start) / 1000)} s`);
    },
    clear: () => {
      if (isShown) writeError(eraseLine);
      isShown = false;
    },
  };
}
