import { Character } from "./characters.js";
import type { BinaryOperator } from "./syntax.js";

/** A binary operator with what it binds by: the higher the tighter. All of them group to the left. */
export interface OperatorEntry {
  readonly operator: BinaryOperator;
  readonly precedence: number;
}

const entry = (operator: BinaryOperator, precedence: number): OperatorEntry => ({ operator, precedence });

const or = entry("||", 1);
const and = entry("&&", 2);
const equal = entry("==", 3);
const notEqual = entry("!=", 3);
const less = entry("<", 4);
const lessOrEqual = entry("<=", 4);
const greater = entry(">", 4);
const greaterOrEqual = entry(">=", 4);
const plus = entry("+", 5);
const minus = entry("-", 5);
const times = entry("*", 6);
const divide = entry("/", 6);
const modulo = entry("%", 6);

/** Returns the binary operator that stands at `at`, or undefined. */
export function operatorAt(text: string, at: number): OperatorEntry | undefined {
  const code = text.charCodeAt(at);
  // Most expressions end in a line break, a comma or a bracket.
  if (code === Character.lineFeed || code === Character.comma) return undefined;
  switch (code) {
    case Character.plus:
      return plus;
    case Character.minus:
      return minus;
    case Character.star:
      return text.charCodeAt(at + 1) === Character.star ? undefined : times;
    case Character.slash:
      return divide;
    case Character.percent:
      return modulo;
    case Character.pipe:
      return text.charCodeAt(at + 1) === Character.pipe ? or : undefined;
    case Character.ampersand:
      return text.charCodeAt(at + 1) === Character.ampersand ? and : undefined;
    case Character.equals:
      return text.charCodeAt(at + 1) === Character.equals ? equal : undefined;
    case Character.bang:
      return text.charCodeAt(at + 1) === Character.equals ? notEqual : undefined;
    case Character.less:
      return text.charCodeAt(at + 1) === Character.equals ? lessOrEqual : less;
    case Character.greater:
      return text.charCodeAt(at + 1) === Character.equals ? greaterOrEqual : greater;
    default:
      return undefined;
  }
}
