import { baselineOf, type Baseline } from "./baseline.js";

/** Puts baselines together: what one of them knows, the outcome knows; of two counts the higher holds. */
export function mergeBaselines(baselines: readonly Baseline[]): Baseline {
  return baselineOf(baselines.flatMap(({ entries }) => entries));
}
