import type { DataMap, PolicyPath } from "../policy.js";

/** Where Checkov's meaning is not what one would think, and what is written instead. */
export interface CheckovNote {
  readonly message: string;
  /** Where in the file. */
  readonly at: PolicyPath;
}

/** Collects notes, each once a policy, with the part of the translation that it is about. */
export class Notes {
  readonly #byMessage = new Map<string, CheckovNote>();
  readonly #byPart = new WeakMap<object, string[]>();

  get all(): readonly CheckovNote[] {
    return [...this.#byMessage.values()];
  }

  /** Notes something; the first part that it is about carries it. */
  add(message: string, at: PolicyPath, part?: object): void {
    if (this.#byMessage.has(message)) return;
    this.#byMessage.set(message, { message, at });
    if (part === undefined) return;
    const messages = this.#byPart.get(part);
    if (messages === undefined) this.#byPart.set(part, [message]);
    else messages.push(message);
  }

  /** The notes that a part of the translation carries. */
  of(part: object): readonly string[] {
    return this.#byPart.get(part) ?? [];
  }

  /** Makes a part that took another's place carry its notes. */
  move(from: object, to: DataMap): DataMap {
    const messages = this.#byPart.get(from);
    if (messages !== undefined && from !== to) this.#byPart.set(to, [...messages, ...this.of(to)]);
    return to;
  }
}
