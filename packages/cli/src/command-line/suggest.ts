const mostSuggestions = 3;

/**
 * Returns the names that someone may have meant by a word that is none of them: those a few slips of the finger away, and
 * those that contain it; the nearest first.
 */
export function suggest(word: string, names: Iterable<string>): string[] {
  const lower = word.toLowerCase();
  const tolerance = Math.max(1, Math.floor(word.length / 3));
  const scored: { name: string; score: number }[] = [];
  for (const name of new Set(names)) {
    const candidate = name.toLowerCase();
    const distance = Math.abs(candidate.length - lower.length) > tolerance ? Infinity : editDistance(lower, candidate);
    if (distance <= tolerance) scored.push({ name, score: distance });
    else if (lower.length >= 3 && candidate.includes(lower)) scored.push({ name, score: tolerance + 1 });
  }
  return scored
    .sort((one, other) => one.score - other.score || (one.name < other.name ? -1 : 1))
    .slice(0, mostSuggestions)
    .map(({ name }) => name);
}

/** The sentence that offers them, or undefined where there are none. */
export function didYouMean(word: string, names: Iterable<string>): string | undefined {
  const suggestions = suggest(word, names);
  return suggestions.length === 0 ? undefined : `Did you mean ${suggestions.join(" or ")}?`;
}

/** The number of insertions, deletions, replacements and swaps of neighbours that lead from one word to another. */
function editDistance(from: string, to: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const current = [i];
    for (let j = 1; j <= to.length; j++) {
      const isSame = from[i - 1] === to[j - 1];
      let cost = Math.min(cell(previous, j) + 1, cell(current, j - 1) + 1, cell(previous, j - 1) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        cost = Math.min(cost, cell(beforePrevious, j - 2) + 1);
      }
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return cell(previous, to.length);
}

function cell(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
