import { looksLikeSecret } from "../secret-text.js";
import { booleanArgument, scalarMatcher, type Operator } from "../context.js";

const secret: Operator = (argument, context) => {
  const isSecret = booleanArgument(argument, context);
  return scalarMatcher(
    context,
    () => (isSecret ? "a secret" : "not a secret"),
    (value) => (typeof value === "string" && looksLikeSecret(value)) === isSecret,
  );
};

/** Operators about texts that must not be written down. */
export const secretOperators: Readonly<Record<string, Operator>> = { secret };
