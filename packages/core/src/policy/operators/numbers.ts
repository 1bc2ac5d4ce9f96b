import { compareCodePoints } from "../../source/code-points.js";
import { literal, numberArgument, scalarMatcher, type Operator } from "../context.js";
import { describeData, numberOf } from "../literal.js";

/**
 * Compiles a comparison. With a number it is about numbers only; with a text about numbers where both are, and otherwise about
 * the order of texts.
 */
function comparison(phrase: string, holds: (order: number) => boolean): Operator {
  return (argument, context) => {
    const written = context.isFilled === true ? undefined : literal(argument, context);
    const bound = typeof written === "string" ? written : numberArgument(argument, context);
    const compare = typeof bound === "number" ? compareNumbers(bound) : compareTexts(bound);
    return scalarMatcher(
      context,
      () => `${phrase} ${describeData(bound)}`,
      (value) => {
        const order = compare(value);
        return order !== undefined && holds(order);
      },
    );
  };
}

/** Compares with a value on the left: less than 0 where that is less; undefined where they cannot be compared. */
type Compare = (value: string | number | boolean) => number | undefined;

function compareNumbers(bound: number): Compare {
  return (scalar) => {
    const value = numberOf(scalar);
    return value === undefined ? undefined : value - bound;
  };
}

function compareTexts(bound: string): Compare {
  const number = numberOf(bound);
  return (scalar) => {
    const value = number === undefined ? undefined : numberOf(scalar);
    if (value !== undefined && number !== undefined) return value - number;
    return typeof scalar === "boolean" ? undefined : compareCodePoints(String(scalar), bound);
  };
}

/** Comparisons of numbers, of texts that are numbers, and of other texts by their order. */
export const numberOperators: Readonly<Record<string, Operator>> = {
  lessThan: comparison("less than", (order) => order < 0),
  atMost: comparison("at most", (order) => order <= 0),
  greaterThan: comparison("greater than", (order) => order > 0),
  atLeast: comparison("at least", (order) => order >= 0),
};
