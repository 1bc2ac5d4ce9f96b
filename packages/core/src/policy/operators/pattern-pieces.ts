import type { Truth } from "../outcome.js";
import type { Pieces } from "./pieces.js";

/** What a pattern asks of the ends of a text, and how long a match can be. */
interface Shape {
  readonly isAtStart: boolean;
  readonly isAtEnd: boolean;
  /** Infinity where there is no bound, or none that is easily told. */
  readonly longest: number;
}

/**
 * Compiles what the certain pieces of a text say about a match of an RE2 pattern in the whole: undefined for a pattern that looks
 * at the ends of a text in other ways than as its own first and last character.
 */
export function compilePiecesPattern(
  pattern: string,
  test: (text: string) => boolean,
): ((pieces: Pieces) => Truth) | undefined {
  const shape = shapeOf(pattern);
  if (shape === undefined) return undefined;
  const { isAtStart, isAtEnd, longest } = shape;
  const decideBy = (piece: string): Truth => {
    if (test(piece)) return true;
    return Array.from(piece).length >= longest ? false : undefined;
  };
  if (isAtStart && isAtEnd) {
    return (pieces) => (pieces.reduce((sum, piece) => sum + Array.from(piece).length, 0) > longest ? false : undefined);
  }
  if (isAtStart) return (pieces) => decideBy(pieces[0] ?? "");
  if (isAtEnd) return (pieces) => decideBy(pieces.at(-1) ?? "");
  return (pieces) => (pieces.some(test) ? true : undefined);
}

/** An escape that stands for one character or for a class of characters, and not for a place in the text. */
const plainEscape = /^\\(?:[^A-Za-z0-9]|[dDsSwWnrtfv])/;
const characterClass = /^\[\^?\]?(?:\\[^A-Za-z0-9]|\\[dDsSwWnrtfv]|[^\]\\[])*\]/;
const repetition = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/;

function shapeOf(pattern: string): Shape | undefined {
  let rest = pattern.replace(/^\(\?i\)/, "");
  const isAtStart = rest.startsWith("^");
  if (isAtStart) rest = rest.slice(1);
  const isAtEnd = rest.endsWith("$") && !/\\\$$/.test(rest);
  if (isAtEnd) rest = rest.slice(0, -1);
  const reader = new PatternReader(rest);
  const longest = reader.alternatives(0);
  if (longest === undefined || !reader.isDone) return undefined;
  // An anchor belongs to one of several alternatives only.
  return reader.hasChoice && (isAtStart || isAtEnd) ? undefined : { isAtStart, isAtEnd, longest };
}

const deepestGroup = 20;

/** Measures the longest match of the plain part of a pattern; undefined for anything beyond that. */
class PatternReader {
  /** Whether there are alternatives outside of all groups. */
  hasChoice = false;
  #at = 0;

  constructor(readonly pattern: string) {}

  get isDone(): boolean {
    return this.#at === this.pattern.length;
  }

  alternatives(depth: number): number | undefined {
    let longest = 0;
    for (;;) {
      const length = this.#sequence(depth);
      if (length === undefined) return undefined;
      longest = Math.max(longest, length);
      if (this.pattern[this.#at] !== "|") return longest;
      if (depth === 0) this.hasChoice = true;
      this.#at += 1;
    }
  }

  #sequence(depth: number): number | undefined {
    let length = 0;
    for (;;) {
      const next = this.pattern[this.#at];
      if (next === undefined || next === "|" || next === ")") return length;
      const atom = this.#atom(next, depth);
      if (atom === undefined) return undefined;
      const times = this.#times();
      length += atom === 0 || times === 0 ? 0 : atom * times;
    }
  }

  #atom(next: string, depth: number): number | undefined {
    if (next === "(") return this.#group(depth);
    if (next === "^" || next === "$" || "*+?{".includes(next)) return undefined;
    const rest = this.pattern.slice(this.#at);
    if (next !== "\\" && next !== "[") {
      this.#at += String.fromCodePoint(rest.codePointAt(0) ?? 0).length;
      return 1;
    }
    const match = (next === "\\" ? plainEscape : characterClass).exec(rest);
    if (match === null) return undefined;
    this.#at += match[0].length;
    return 1;
  }

  #group(depth: number): number | undefined {
    if (depth === deepestGroup) return undefined;
    this.#at += this.pattern.startsWith("(?:", this.#at) ? 3 : 1;
    const length = this.alternatives(depth + 1);
    if (length === undefined || this.pattern[this.#at] !== ")") return undefined;
    this.#at += 1;
    return length;
  }

  #times(): number {
    const match = repetition.exec(this.pattern.slice(this.#at));
    if (match === null) return 1;
    this.#at += match[0].length;
    const [text, least, comma, most] = match;
    if (least === undefined) return text.startsWith("?") ? 1 : Infinity;
    return comma === "" ? Number(least) : most === undefined || most === "" ? Infinity : Number(most);
  }
}
