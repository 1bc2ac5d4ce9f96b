import { nearest } from "@lintel/core";

const mostSuggestions = 3;
const shortestPart = 4;

/** Returns the names that someone may have meant by a word that is none of them: the one most like it, else those it is part of. */
export function suggest(word: string, names: Iterable<string>): string[] {
  const known = [...new Set(names)];
  const near = nearest(word, known);
  if (near !== undefined) return [near];
  if (word.length < shortestPart) return [];
  return known.filter((name) => name.toLowerCase().includes(word.toLowerCase())).slice(0, mostSuggestions);
}

/** The sentence that offers them, or undefined where there are none. */
export function didYouMean(word: string, names: Iterable<string>): string | undefined {
  const suggestions = suggest(word, names);
  return suggestions.length === 0 ? undefined : `Did you mean ${suggestions.join(" or ")}?`;
}
