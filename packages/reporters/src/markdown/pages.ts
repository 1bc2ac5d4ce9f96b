import { counted } from "../facts.js";

/** GitHub takes a mebibyte as the summary of a job; what says how much is left out must still fit in. */
const mostBytes = 1_048_576 - 4096;

/** Puts a document together as long as there is room for more of it, and counts what finds none. */
export class Pages {
  readonly #parts: string[] = [];
  #bytes = 0;
  #left = 0;

  /** Adds a part, which may be empty; says whether there was room for it. */
  add(part: string): boolean {
    if (part === "") return true;
    // What is not ASCII takes three bytes at most; encoding each part to count exactly would cost more than writing it.
    const bytes = (/^[\n\x20-\x7e]*$/.test(part) ? part.length : part.length * 3) + 2;
    if (this.#bytes + bytes > mostBytes) return false;
    this.#bytes += bytes;
    this.#parts.push(part);
    return true;
  }

  /** Adds a section with a part for each thing; those that find no room are counted. */
  addAll<Thing>(title: string, things: readonly Thing[], write: (thing: Thing) => string): void {
    if (things.length === 0) return;
    // Once there is no room for one there is none for those after it, which matter less.
    if (this.#left > 0 || !this.add(`## ${title} (${String(things.length)})`)) {
      this.#left += things.length;
      return;
    }
    const fits = things.findIndex((thing) => !this.add(write(thing)));
    if (fits !== -1) this.#left += things.length - fits;
  }

  /** The document, which says at its end what was left out. */
  text(): string {
    const end =
      this.#left === 0
        ? []
        : [
            `**${counted(this.#left, "more is", "more are")} left out here**: a summary may not be longer. Other formats have all.`,
          ];
    return `${[...this.#parts, ...end].join("\n\n")}\n`;
  }
}
