import { EvaluationError } from "../evaluate/error.js";

/** The error of an argument that the function cannot accept, whatever the others are. */
export function argumentError(index: number, message: string): EvaluationError {
  return new EvaluationError("invalid-function-argument", message, undefined, undefined, index);
}

/** The error of a call that fails for what its arguments say together. */
export function callError(message: string): EvaluationError {
  return new EvaluationError("function-call-failed", message);
}
