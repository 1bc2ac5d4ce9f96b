import type { Expression, Variable } from "../../hcl/syntax.js";
import type { FunctionContext } from "../functions/function.js";
import type { Value } from "../values/value.js";

/** One step of a traversal after its root name; an index's key is already evaluated. */
export type AccessStep =
  | { readonly kind: "attribute"; readonly name: string; readonly node: Expression }
  | { readonly kind: "index"; readonly key: Value; readonly node: Expression };

/** The value of a root name followed by the first `consumed` of the steps asked for. */
export interface Resolution {
  readonly value: Value;
  readonly consumed: number;
}

/**
 * Where an expression is evaluated: one module instance, with `each`, `count` or `self` where they are known. The
 * evaluator itself handles the names that `for` and templates bind.
 */
export interface Scope {
  /**
   * Resolves a root name. The steps are there so that only what is asked of a resource or module is evaluated:
   * `aws_s3_bucket.b["x"].arn` consumes three steps and touches one attribute. Throws `EvaluationError` for a name that is
   * not declared.
   */
  resolve(root: Variable, steps: readonly AccessStep[]): Resolution;
  readonly functions: FunctionContext;
  /** Whether functions may be called; false in defaults of variables and in variable files. */
  readonly allowsCalls?: boolean | undefined;
}
