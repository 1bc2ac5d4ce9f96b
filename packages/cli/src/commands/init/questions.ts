import { createInterface } from "node:readline/promises";

/** Asks people, one question after the other. Whoever ends the input takes what is suggested. */
export class Questions {
  readonly #lines = createInterface({ input: process.stdin, output: process.stderr });
  #hasEnded = false;

  constructor() {
    this.#lines.once("close", () => {
      this.#hasEnded = true;
    });
  }

  /** Asks for one of some words. */
  async choose(question: string, words: readonly string[], suggested: string): Promise<string> {
    for (;;) {
      const answer = await this.#ask(`${question} (${words.join(", ")}) [${suggested}] `);
      if (answer === "") return suggested;
      const found = words.find((word) => word === answer.toLowerCase());
      if (found !== undefined) return found;
      process.stderr.write("That is none of them.\n");
    }
  }

  /** Asks for yes or no. */
  async confirm(question: string, suggested: boolean): Promise<boolean> {
    const answer = await this.#ask(`${question} ${suggested ? "[Y/n]" : "[y/N]"} `);
    return answer === "" ? suggested : /^y/i.test(answer);
  }

  /** Ends the asking. */
  close(): void {
    this.#lines.close();
  }

  async #ask(question: string): Promise<string> {
    if (this.#hasEnded) return "";
    const closed = new Promise<string>((done) =>
      this.#lines.once("close", () => {
        done("");
      }),
    );
    return (await Promise.race([this.#lines.question(question), closed])).trim();
  }
}
