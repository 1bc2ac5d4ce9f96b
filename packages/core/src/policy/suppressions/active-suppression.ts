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
