import type { Truth } from "../outcome.js";

/**
 * What the certain pieces of a text (its beginning, what stands between unknown parts, its end) say about the whole. An answer
 * holds whatever the unknown parts turn out to be.
 */
export type Pieces = readonly string[];

/** Whether a text of these pieces starts with another. */
export function piecesStartWith(pieces: Pieces, text: string): Truth {
  const beginning = pieces[0] ?? "";
  if (beginning.startsWith(text)) return true;
  return text.startsWith(beginning) ? undefined : false;
}

/** Whether a text of these pieces ends with another. */
export function piecesEndWith(pieces: Pieces, text: string): Truth {
  const end = pieces.at(-1) ?? "";
  if (end.endsWith(text)) return true;
  return text.endsWith(end) ? undefined : false;
}

/** Whether a text of these pieces contains another. */
export function piecesContain(pieces: Pieces, text: string): Truth {
  return pieces.some((piece) => piece.includes(text)) ? true : undefined;
}

/** Whether a text of these pieces may be this one: only where they occur in it in this order. */
export function piecesMayBe(pieces: Pieces, text: string): boolean {
  const beginning = pieces[0] ?? "";
  const end = pieces.at(-1) ?? "";
  if (!text.startsWith(beginning) || !text.endsWith(end)) return false;
  let at = beginning.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= text.length - end.length;
}

/** Whether a text of these pieces is certain to hold a character. */
export function piecesAreFilled(pieces: Pieces): boolean {
  return pieces.some((piece) => piece !== "");
}
