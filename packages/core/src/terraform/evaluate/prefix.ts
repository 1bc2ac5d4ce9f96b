import { graphemesOf } from "../functions/graphemes.js";

/** Characters that never join with what follows them, so that a text ending in one is certain to its end. */
const separators = new Set("-_:;/\\,.(){}[]|?!~ \t@#$%^&*+\"'=<>`");

/** Longer beginnings are of no use to anybody. */
const longest = 128;

/**
 * Returns how a text certainly begins when something unknown follows: all of it but the last character, since combining
 * characters might join it, unless that one is a separator.
 */
export function certainPrefix(text: string): string {
  const kept = text.length > longest ? text.slice(0, longest) : text;
  const last = kept.at(-1);
  if (last === undefined || (separators.has(last) && kept.length === text.length)) return kept;
  return kept.slice(0, kept.length - (graphemesOf(kept).at(-1) ?? "").length);
}
