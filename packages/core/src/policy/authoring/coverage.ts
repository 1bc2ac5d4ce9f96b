import type { Observe } from "../context.js";
import type { PolicyPath } from "../policy.js";

/** An entry or operator of a policy's conditions that a fixture does not show from both sides. */
export interface Unexercised {
  readonly at: PolicyPath;
  /** The answers that no example brings about: never asked where both are missing. */
  readonly never: readonly boolean[];
}

interface Answers {
  readonly at: PolicyPath;
  readonly given: Set<boolean>;
}

/** Collects which answers the entries and operators of a policy's conditions gave. */
export class Coverage {
  readonly #places = new Map<string, Answers>();

  readonly observe: Observe = (at) => {
    const key = JSON.stringify(at);
    let answers = this.#places.get(key);
    if (answers === undefined) this.#places.set(key, (answers = { at, given: new Set() }));
    const { given } = answers;
    return (truth) => {
      if (truth !== undefined) given.add(truth);
    };
  };

  /** The places that lack an answer, without those inside a place that lacks the same. */
  unexercised(): readonly Unexercised[] {
    const lacking = new Map<string, Unexercised>();
    for (const [key, { at, given }] of this.#places) {
      const never = [true, false].filter((truth) => !given.has(truth));
      if (never.length > 0 && at.at(-1) !== "not") lacking.set(key, { at, never });
    }
    return [...lacking.values()].filter(({ at, never }) => {
      for (let length = at.length - 1; length > 0; length -= 1) {
        const around = lacking.get(JSON.stringify(at.slice(0, length)));
        if (around !== undefined && never.every((truth) => around.never.includes(truth))) return false;
      }
      return true;
    });
  }
}
