import type { SourceHost } from "../../source/host.js";
import type { Type } from "../values/type.js";
import type { Refinement, Value } from "../values/value.js";

/** What functions may know of the world: the files below the scan root, and how to render a template. */
export interface FunctionContext {
  readonly host: SourceHost;
  /** The root module's directory, relative to the scan root: what relative paths are relative to. */
  readonly workingDirectory: string;
  /** Called for each element that a `for` or a splat goes through. Throws `EvaluationError` when it is called too often. */
  spendStep?(): void;
  /** Evaluates template text with only these names in scope (`templatefile`, `templatestring`). Throws `EvaluationError`. */
  evaluateTemplate(text: string, fileName: string, variables: ReadonlyMap<string, Value>): Value;
}

/** One parameter of a function, as `terraform metadata functions -json` describes it. */
export interface FunctionParameter {
  readonly name: string;
  /** Arguments are converted to this type before the call. */
  readonly type: Type;
  /** Null is passed on; otherwise a null argument is an error. */
  readonly allowsNull?: boolean | undefined;
  /** Unknowns are passed on; otherwise an unknown argument makes the result unknown without a call. */
  readonly allowsUnknown?: boolean | undefined;
  /** Marked values are passed on as they are; otherwise marks are taken off before and put on the result. */
  readonly allowsMarked?: boolean | undefined;
  /** A value whose type is dynamic is passed on; otherwise it makes the result an unknown of dynamic type. */
  readonly allowsDynamic?: boolean | undefined;
  /** The argument must be a direct reference (`templatestring(local.text, …)`), which only the evaluator can tell. */
  readonly requiresReference?: boolean | undefined;
}

/** A function of the Terraform language. Called through `callFunction`, which converts and checks the arguments. */
export interface TerraformFunction {
  readonly name: string;
  readonly parameters: readonly FunctionParameter[];
  readonly variadic?: FunctionParameter | undefined;
  /** The type of the result where the arguments are not known, or why they can never fit (`EvaluationError` thrown). */
  returnType(argumentTypes: readonly Value[]): Type;
  /** What is certain about a result that is not known, whatever the arguments. */
  readonly refinement?: Refinement | undefined;
  /** Computes the result. Throws `EvaluationError` with the index of the argument at fault. */
  call(args: readonly Value[], context: FunctionContext): Value;
}
