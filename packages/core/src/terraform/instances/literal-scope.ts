import type { Variable } from "../../hcl/syntax.js";
import { EvaluationError } from "../evaluate/error.js";
import type { Resolution, Scope } from "../evaluate/scope.js";
import type { FunctionContext } from "../functions/function.js";

/** Where nothing may be referred to or called: in defaults of variables and in variable files. */
export function literalScope(functions: FunctionContext): Scope {
  return { functions, resolve: refuse, allowsCalls: false };
}

function refuse(root: Variable): Resolution {
  const message = `"${root.name}" cannot be used here: nothing may be referred to.`;
  throw new EvaluationError("reference-not-allowed", message, root.start, root.end);
}
