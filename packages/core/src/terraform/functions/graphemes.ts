let segmenter: Intl.Segmenter | undefined;

const oneUnitEach = /^[\x20-\x7e\n\t]*$/;

/** Splits a text into grapheme clusters, what a reader sees as one character each. */
export function graphemesOf(text: string): readonly string[] {
  if (oneUnitEach.test(text)) return text.split("");
  // The rules are Unicode's own in every locale; the root locale says so.
  segmenter ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), (segment) => segment.segment);
}

/** Counts the grapheme clusters of a text. */
export function countGraphemes(text: string): number {
  return oneUnitEach.test(text) ? text.length : graphemesOf(text).length;
}
