/**
 * An error of evaluation, in Terraform's meaning: a wrong type, a failed function, a missing attribute. It is thrown only
 * inside the evaluator, where `try` and `can` catch it; the evaluation of an attribute turns it into a diagnostic and an
 * unknown of reason `error`. Carries no stack: it is a result, not a bug.
 */
export class EvaluationError extends Error {
  static {
    // A stack costs more than the whole evaluation, and nobody reads it.
    EvaluationError.prototype.name = "EvaluationError";
  }

  /**
   * @param code - stable, kebab-case: `invalid-index`, `unknown-function`, `invalid-function-argument`, …
   * @param message - a sentence with Terraform's meaning
   * @param start - where in the expression's file, once known (the evaluator fills it in)
   * @param argumentIndex - of the function argument at fault, for errors that functions throw
   */
  constructor(
    readonly code: string,
    message: string,
    public start?: number,
    public end?: number,
    readonly argumentIndex?: number,
  ) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = limit;
  }
}
