import { Character, identifierEnd, skipGoSpaces } from "./characters.js";

/**
 * What is skipped. An expression can hold no block, so that one in sight means that a bracket was forgotten; an item ends at a
 * block that stands at the start of a line; a block is skipped whatever it holds.
 */
export type SkippedPart = "expression" | "item" | "block";

/**
 * Returns where parsing can be taken up again after a syntax error in the part of a body that begins at `start`: at the
 * first line break outside of brackets, at the brace that closes the body, or earlier, at a line that can only be a new
 * item of a body.
 */
export function findResumption(text: string, start: number, part: SkippedPart): number {
  return new Skipper(text, part).skip(start);
}

/** Whether what begins at `at` is, up to its opening brace on the same line, the header of a block. */
export function isBlockHeader(text: string, at: number): boolean {
  let end = identifierEnd(text, at);
  if (end === at) return false;
  for (;;) {
    end = skipBlanks(text, end);
    const code = text.charCodeAt(end);
    if (code === Character.openBrace) return true;
    if (code === Character.quote) {
      const close = text.indexOf('"', end + 1);
      const newline = text.indexOf("\n", end);
      if (close === -1 || (newline !== -1 && newline < close)) return false;
      end = close + 1;
    } else {
      const next = identifierEnd(text, end);
      if (next === end) return false;
      end = next;
    }
  }
}

/** Returns where the closing marker's line of the heredoc at `start` ends, or undefined where there is no heredoc. */
function heredocEnd(text: string, start: number): number | undefined {
  const markerStart = start + (text.charCodeAt(start + 2) === Character.minus ? 3 : 2);
  const markerEnd = identifierEnd(text, markerStart);
  let newline = text.indexOf("\n", markerEnd);
  if (markerEnd === markerStart || newline === -1 || text.slice(markerEnd, newline).trim() !== "") return undefined;
  const marker = text.slice(markerStart, markerEnd);
  for (;;) {
    const lineStart = newline + 1;
    const next = text.indexOf("\n", lineStart);
    const lineEnd = next === -1 ? text.length : next;
    const at = skipGoSpaces(text, lineStart, lineEnd);
    if (text.startsWith(marker, at) && skipGoSpaces(text, at + marker.length, lineEnd) === lineEnd) return lineEnd;
    if (next === -1) return text.length;
    newline = next;
  }
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === Character.space || text.charCodeAt(at) === Character.tab) at++;
  return at;
}

/** Walks over source that is wrong somewhere, minding brackets, strings, heredocs and comments; never recurses. */
class Skipper {
  /** What closes each open bracket; a quote for a string that is open, a dollar for an interpolation. */
  readonly #open: number[] = [];
  #hasNoCommentClose = false;

  constructor(
    readonly text: string,
    readonly part: SkippedPart,
  ) {}

  skip(start: number): number {
    let at = start;
    while (at < this.text.length) {
      const next = this.#open.at(-1) === Character.quote ? this.#inString(at) : this.#inCode(at);
      if (next === undefined) return at;
      at = next;
    }
    return this.text.length;
  }

  #inString(at: number): number {
    const code = this.text.charCodeAt(at);
    if (code === Character.quote) this.#open.pop();
    else if (code === Character.backslash && this.text.charCodeAt(at + 1) !== Character.lineFeed) return at + 2;
    else if (code === Character.lineFeed) {
      this.#open.pop();
      return at;
    } else if (code === Character.dollar || code === Character.percent) {
      if (this.text.charCodeAt(at + 1) === Character.openBrace) {
        this.#open.push(Character.dollar);
        return at + 2;
      }
      if (this.text.charCodeAt(at + 1) === code && this.text.charCodeAt(at + 2) === Character.openBrace) return at + 3;
    }
    return at + 1;
  }

  /** Returns where to go on, or undefined where parsing can be taken up. */
  #inCode(at: number): number | undefined {
    const code = this.text.charCodeAt(at);
    switch (code) {
      case Character.lineFeed:
        return this.#open.length === 0 || this.#isNewItem(at + 1) ? undefined : at + 1;
      case Character.quote:
        this.#open.push(Character.quote);
        return at + 1;
      case Character.openParenthesis:
        this.#open.push(Character.closeParenthesis);
        return at + 1;
      case Character.openBracket:
        this.#open.push(Character.closeBracket);
        return at + 1;
      case Character.openBrace:
        this.#open.push(Character.closeBrace);
        return at + 1;
      case Character.closeParenthesis:
      case Character.closeBracket:
      case Character.closeBrace:
        return this.#close(code) ? at + 1 : undefined;
      case Character.hash:
      case Character.slash:
        return this.#afterComment(at, code);
      case Character.less:
        return this.text.charCodeAt(at + 1) === Character.less ? (heredocEnd(this.text, at) ?? at + 2) : at + 1;
      default:
        return at + 1;
    }
  }

  /** Closes the innermost bracket of this kind, and those that were forgotten inside it; false for the brace of the body. */
  #close(code: number): boolean {
    for (let depth = this.#open.length - 1; depth >= 0; depth--) {
      const open = this.#open[depth];
      if (open === code || (open === Character.dollar && code === Character.closeBrace)) {
        this.#open.length = depth;
        return true;
      }
      if (code !== Character.closeBrace) return true;
    }
    return code !== Character.closeBrace;
  }

  #afterComment(at: number, code: number): number {
    const second = this.text.charCodeAt(at + 1);
    if (code === Character.slash && second === Character.star) {
      const close = this.#hasNoCommentClose ? -1 : this.text.indexOf("*/", at + 2);
      this.#hasNoCommentClose = close === -1;
      return close === -1 ? at + 2 : close + 2;
    }
    if (code === Character.slash && second !== Character.slash) return at + 1;
    const newline = this.text.indexOf("\n", at);
    return newline === -1 ? this.text.length : newline;
  }

  /** Whether the line that begins here can only be an item of a body. */
  #isNewItem(lineStart: number): boolean {
    if (this.part === "block") return false;
    const at = skipBlanks(this.text, lineStart);
    if (at !== lineStart && this.part === "item") return false;
    if (isBlockHeader(this.text, at)) return true;
    const innermost = this.#open.at(-1);
    if (this.part === "item" || innermost === Character.closeBrace) return false;
    const nameEnd = identifierEnd(this.text, at);
    const equals = skipBlanks(this.text, nameEnd);
    if (nameEnd === at || this.text.charCodeAt(equals) !== Character.equals) return false;
    const next = this.text.charCodeAt(equals + 1);
    return next !== Character.equals && next !== Character.greater;
  }
}
