import type { WrittenSuppression } from "./suppression.js";

/** A suppression that holds, and what became of it. */
export interface ActiveSuppression {
  readonly written: WrittenSuppression;
  /** The ids of the policies that it means. */
  readonly policies: ReadonlySet<string>;
  /** Those of them that it suppressed something of. */
  readonly used: Set<string>;
  /** Those that it must not suppress, and would have. */
  readonly refused: Set<string>;
}

/** Tells where a suppression is written and for what: the same for all that are made of one text, as of an annotation in a module. */
export function placeOfSuppression({ written: { range, tool, names } }: ActiveSuppression): string {
  const all = names === "all" ? names : names.join(",");
  return [range.file.path, range.start, range.end, tool, all].join("\n");
}
