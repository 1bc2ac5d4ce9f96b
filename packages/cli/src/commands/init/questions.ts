import { createInterface, type Interface } from "node:readline";
import { isatty } from "node:tty";
import { UsageError } from "../../command-line/usage-error.js";

/** Whether there is somebody to ask, and somewhere to ask them. */
export function canAsk(): boolean {
  return isatty(0) && isatty(1);
}

/** Asks on the terminal, one question after the other. */
export class Questions {
  readonly #terminal: Interface = createInterface({ input: process.stdin, output: process.stdout });
  /** Keeps what is typed ahead of a question. */
  readonly #answers: AsyncIterator<string> = this.#terminal[Symbol.asyncIterator]();

  /** Asks until the answer is one of the choices; an empty one is the default. @throws UsageError when nobody answers. */
  async choose(question: string, choices: readonly string[], usual: string): Promise<string> {
    for (;;) {
      const answer = (await this.#ask(`${question} (${choices.join(", ")}) [${usual}] `)).trim().toLowerCase();
      if (answer === "") return usual;
      if (choices.includes(answer)) return answer;
      const [only, ...others] = choices.filter((choice) => choice.startsWith(answer));
      if (only !== undefined && others.length === 0) return only;
    }
  }

  /** Ends asking. */
  close(): void {
    this.#terminal.close();
  }

  async #ask(question: string): Promise<string> {
    this.#terminal.setPrompt(question);
    this.#terminal.prompt();
    const answer = await this.#answers.next();
    // Else it is the end of input, or an interrupt: nobody answers any more.
    if (answer.done !== true) return answer.value;
    throw new UsageError("There was no answer, so nothing is written.", "--yes takes what is proposed.");
  }
}
