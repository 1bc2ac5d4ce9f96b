/** A change of a text: what lies between two UTF-16 offsets (half-open) is replaced. Equal offsets insert. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Orders edits by their place. */
export function sortEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((left, right) => left.start - right.start || left.end - right.end);
}

/** Whether two of some edits, in order, concern the same characters or insert at one place: their result would depend on chance. */
export function haveOverlap(sorted: readonly TextEdit[]): boolean {
  return sorted.some((edit, index) => {
    const next = sorted[index + 1];
    if (next === undefined) return false;
    return next.start < edit.end || (next.start === edit.start && (next.end === edit.end || edit.start === edit.end));
  });
}

/** Applies edits that are in order and do not overlap. */
export function applyEdits(text: string, sorted: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of sorted) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join("");
}
