import { numberArgument, scalarMatcher, type Operator } from "../context.js";
import { numberOf } from "../literal.js";

function comparison(phrase: string, holds: (value: number, bound: number) => boolean): Operator {
  return (argument, context) => {
    const bound = numberArgument(argument, context);
    return scalarMatcher(
      context,
      () => `${phrase} ${String(bound)}`,
      (scalar) => {
        const value = numberOf(scalar);
        return value !== undefined && holds(value, bound);
      },
    );
  };
}

/** Comparisons of numbers, and of texts that are numbers. */
export const numberOperators: Readonly<Record<string, Operator>> = {
  lessThan: comparison("less than", (value, bound) => value < bound),
  atMost: comparison("at most", (value, bound) => value <= bound),
  greaterThan: comparison("greater than", (value, bound) => value > bound),
  atLeast: comparison("at least", (value, bound) => value >= bound),
};
