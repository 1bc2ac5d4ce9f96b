import { createInterface, type Interface } from "node:readline/promises";
import { isatty } from "node:tty";
import { UsageError } from "../../command-line/usage-error.js";

/** Whether there is somebody to ask, and somewhere to ask them. */
export function canAsk(): boolean {
  return isatty(0) && isatty(1);
}

/** Asks on the terminal, one question after the other. */
export class Questions {
  readonly #terminal: Interface = createInterface({ input: process.stdin, output: process.stdout });
  readonly #ended = new AbortController();

  constructor() {
    // The end of input, or an interrupt: nobody answers any more.
    this.#terminal.once("close", () => {
      this.#ended.abort();
    });
  }

  /** Asks until the answer is one of the choices; an empty one is the default. @throws UsageError when nobody answers. */
  async choose(question: string, choices: readonly string[], usual: string): Promise<string> {
    for (;;) {
      const answer = (await this.#ask(`${question} (${choices.join(", ")}) [${usual}] `)).trim().toLowerCase();
      if (answer === "") return usual;
      const meant = choices.filter((choice) => choice.startsWith(answer));
      const [only = answer] = choices.includes(answer) ? [answer] : meant;
      if (choices.includes(only) && (meant.length === 1 || only === answer)) return only;
    }
  }

  /** Ends asking. */
  close(): void {
    this.#terminal.close();
  }

  async #ask(question: string): Promise<string> {
    try {
      return await this.#terminal.question(question, { signal: this.#ended.signal });
    } catch {
      throw new UsageError("There was no answer, so nothing is written.", "--yes takes what is proposed.");
    }
  }
}
